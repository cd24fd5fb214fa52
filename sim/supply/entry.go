package supply

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// LoseMerchants takes those merchants out of the market that have been in the red for too long, or whose owners give up.
func (w *Supply) LoseMerchants() {
	p, m := &w.p.Merchants.Entry, &w.Merchants
	keys, equals := w.On(chance.Exit), w.profitByTier()
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		bankrupt := int64(m.WeeksInRed[i]) >= p.Weeks
		age := w.Day - int64(m.Born[i])
		forecast := p.Forecast(m.Income[i], equals[m.Tier[i]], float64(age)/state.Week)
		if bankrupt || (age > 6*state.Week && keys.At(m.ID[i]).Chance(0, p.GivesUp(forecast, float64(w.overhead(i))))) {
			w.closeMerchant(i)
		}
	}
}

// closeMerchant takes a merchant out of the market. Its stock is written off, its store closes, and the owner takes or covers
// what is left. The slot stays empty until its last orders are settled.
func (w *Supply) closeMerchant(m int) {
	w.Shelf.Net[w.Merchants.Category[m]] += w.Merchants.ShelfDue[m] // for others to sell
	w.Merchants.ShelfDue[m] = 0
	w.Merchants.Alive[m], w.Merchants.Left[m] = false, int32(w.Day)
	w.Merchants.StoreOpen[m] = false
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		w.scrap(g)
	}
	host := w.StoreOf(m)
	w.Hosts.Alive[host], w.Hosts.Open[host] = false, 0
	w.clearMerchantAccount(m)
}

// merchantCandidates is the key of the week's candidates.
func (w *Supply) merchantCandidates() chance.Key { return w.On(chance.Business) }

// AdmitMerchants lets the week's candidates look at what merchants of their tier earn and come in where it pays.
func (w *Supply) AdmitMerchants() {
	p, m := &w.p.Merchants, &w.Merchants
	keys := w.merchantCandidates()
	profits, demands, gains := w.profitByTier(), w.usualDemands(), w.liveGains()
	candidates := int(float64(p.Entry.Candidates*float64(p.Count)) + float64(keys.Uniform(0)))
	slot := 0
	for c := range candidates {
		tier, _ := w.background(w.Keys.Population.For(chance.Business).At(uint64(w.Serial)))
		if !p.Entry.Enters(profits[tier], float64(w.openingCost(tier)), keys.At(uint64(c)).Normal(0)) {
			w.Serial++ // the next candidate is somebody else
			continue
		}
		for slot < len(m.Alive) && (m.Alive[slot] || w.Day-int64(m.Left[slot]) <= p.Entry.Rest) {
			slot++
		}
		if slot == len(m.Alive) {
			return
		}
		w.enterMerchant(slot, &demands, &gains)
		w.payOpening(slot)
	}
}

// openingCost is what it costs to open a business of a tier, fen.
func (w *Supply) openingCost(tier int) int64 {
	p := &w.p.Merchants
	return w.Scale.Real(p.Entry.Cost * p.Tiers[tier].Opening)
}

// payOpening lets a newcomer pay for its opening out of what its owner pays in for it. It is a cost, and part of the month's
// profit on record. But it is sunk: the week's profit, by which the business is run and candidates judge the market, is
// without it.
func (w *Supply) payOpening(m int) {
	cost := w.openingCost(int(w.Merchants.Tier[m]))
	w.payIn(m, cost)
	w.Accounts.Move(state.MerchantAccount(m), state.Outside, ledger.Opening, cost)
	w.Merchants.PaidIn[m] -= cost
}

// profitByTier is the mean smoothed weekly profit of the merchants of each tier, fen. While a tier is empty it is that of all.
func (w *Supply) profitByTier() (mean [merchant.NumTiers]float64) {
	var sum, n [merchant.NumTiers + 1]float64
	for i, alive := range w.Merchants.Alive {
		if alive {
			for _, t := range [...]int{int(w.Merchants.Tier[i]), merchant.NumTiers} {
				sum[t] += w.Merchants.Income[i]
				n[t]++
			}
		}
	}
	for t := range mean {
		from := t
		if n[t] == 0 {
			from = merchant.NumTiers
		}
		mean[t] = sum[from] / max(1, n[from])
	}
	return mean
}

// SettleLate passes on to former owners, or takes from them, what still came in on the accounts of merchants that have left.
func (w *Supply) SettleLate() {
	for m, alive := range w.Merchants.Alive {
		if !alive && w.Accounts.Of(ledger.Merchants, m) != 0 {
			w.clearMerchantAccount(m)
		}
	}
}
