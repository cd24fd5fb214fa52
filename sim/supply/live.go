package supply

import (
	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// LearnLive takes in what live selling brought every merchant in the week before last: the contribution of all places that showed its
// goods, less what its store and the co-ordination of shows cost. It is smoothed as profit is.
func (w *Supply) LearnLive() {
	p, m := &w.p.Merchants, &w.Merchants
	w.run.live = append(w.run.live[:0], make([]float64, len(m.Alive))...)
	first := w.Edition() * w.NumHosts() * state.LineUp
	for offer := first; offer < first+w.NumHosts()*state.LineUp; offer++ {
		if good := w.Offers.Good[offer]; good >= 0 {
			revenue, cost := w.deals.PlaceResult(offer)
			w.run.live[good/state.GoodsPer] += revenue - cost
		}
	}
	handling := float64(w.Scale.Real(p.Fees.Handling))
	for i, alive := range m.Alive {
		if alive && m.SellsLive[i] {
			spent := float64(m.StoreCost[w.Edition()*len(m.Alive)+i]) + float64(float64(m.Accepted[i])*handling)
			m.LiveGain[i] = merchant.Smoothed(m.LiveGain[i], w.run.live[i]-spent, p.Entry.Income)
		}
	}
}

// DecideLive lets merchants decide in turn whether to sell live or on the shelf alone.
func (w *Supply) DecideLive() {
	p, m := &w.p.Merchants.Live, &w.Merchants
	if !p.Decide {
		return
	}
	equals, usual := w.liveGains(), w.usualSales()
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		if !m.SellsLive[i] {
			m.LiveGain[i] = p.Recalled(m.LiveGain[i], equals[m.Tier[i]])
		}
		if (int64(m.ID[i]/2)+w.WeekNow())%p.Review != 0 || w.Day-int64(m.LiveSince[i]) < state.Week*p.Trial {
			continue
		}
		gain, cost := m.LiveGain[i]+w.reach(i, usual[m.Category[i]]), w.liveCost(i)
		switch {
		case m.SellsLive[i] && !p.GoesOn(gain, float64(cost)):
			m.SellsLive[i] = false
		case !m.SellsLive[i] && p.Begins(gain, float64(cost)):
			w.beginLive(i, cost)
		}
	}
}

// beginLive lets a merchant sell live from now on, and pay for what it takes.
func (w *Supply) beginLive(m int, cost int64) {
	set := state.Truncated(w.p.Merchants.Live.SetUp * float64(cost))
	w.Accounts.Move(state.MerchantAccount(m), state.Outside, ledger.Operation, set)
	w.Merchants.SellsLive[m], w.Merchants.LiveSince[m] = true, int32(w.Day)
}

// liveGains is the mean gain of live sellers by tier, fen a week. Where there are none it is 0.
func (w *Supply) liveGains() (gains [merchant.NumTiers]float64) {
	var n [merchant.NumTiers]float64
	m := &w.Merchants
	for i, alive := range m.Alive {
		if alive && m.SellsLive[i] {
			gains[m.Tier[i]] += m.LiveGain[i]
			n[m.Tier[i]]++
		}
	}
	for t := range gains {
		gains[t] /= max(1, n[t])
	}
	return gains
}

// expectLive sets what a newcomer expects of live selling, from what its equals gain and with an error of judgement, and whether it begins
// with it. The set-up is part of its opening. Where a market is made everybody sells live, and expects to gain twice what it costs.
func (w *Supply) expectLive(m int, equals *[merchant.NumTiers]float64, key chance.Key) {
	p, of := &w.p.Merchants, &w.Merchants
	cost := float64(w.liveCost(m))
	of.LiveGain[m], of.LiveSince[m], of.SellsLive[m] = 2*cost, int32(w.Day), true
	if equals == nil {
		return
	}
	of.LiveGain[m] = equals[of.Tier[m]]
	if of.LiveGain[m] > 0 {
		of.LiveGain[m] *= chance.Exp(float64(p.Entry.Noise * key.Normal(9)))
	}
	of.SellsLive[m] = !p.Live.Decide || p.Live.Begins(of.LiveGain[m], cost)
}

// reach is what a merchant earns on the shelf through its live sales, fen a week, where usual are those of its category's merchants. It
// reckons with the sales it expects: those of a single week tell little.
func (w *Supply) reach(m int, usual float64) float64 {
	return merchant.Reach(w.Merchants.ShelfGain[m], merchant.Visibility(w.weekSales(m), usual), merchant.Visibility(0, usual))
}

// spills is what a fen of live sales brings a merchant on the shelf, beyond the sale itself, where usual are the live sales of its
// category's merchants.
func (w *Supply) spills(m int, usual float64) float64 {
	return merchant.Spills(w.Merchants.ShelfGain[m], w.weekSales(m), usual)
}

// usualSales is what the merchants of each category expect to sell live in a week in the mean, fen.
func (w *Supply) usualSales() (usual [category.Count]float64) {
	var n [category.Count]float64
	for i, alive := range w.Merchants.Alive {
		if alive {
			usual[w.Merchants.Category[i]] += w.weekSales(i)
			n[w.Merchants.Category[i]]++
		}
	}
	for c := range usual {
		usual[c] /= max(1, n[c])
	}
	return usual
}

// liveCost is what live selling costs a week whatever is sold, fen.
func (w *Supply) liveCost(m int) int64 {
	p := &w.p.Merchants
	return w.Scale.Real(p.Live.Cost + float64(p.Live.Team*p.Entry.Overhead*p.Tiers[w.Merchants.Tier[m]].Size))
}
