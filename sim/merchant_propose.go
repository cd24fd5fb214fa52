package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
)

// proposeShows lets every merchant choose streamers for the week by Thompson sampling under its budget and collects
// its proposals, sorted by host.
func (w *World) proposeShows() []proposal {
	p, m := &w.p.Merchants, &w.Merchants
	w.streamersByTier()
	proposals := w.run.unsorted[:0]
	for i, alive := range m.Alive {
		m.Asked[i], m.Accepted[i] = 0, 0
		tier := &p.Tiers[m.Tier[i]]
		if !alive || tier.Partners == 0 || !w.sells(i) {
			continue
		}
		a := w.asking(i)
		pool := w.candidates(&a)
		before := len(proposals)
		proposals = w.spend(&a, pool, proposals)
		m.Asked[i] = int32(len(proposals) - before)
	}
	w.run.unsorted = proposals
	return w.sortByHost(proposals)
}

// sortByHost sorts proposals by host, those to one host in the order they are in: it counts them and puts each in its
// place. The first of every host is noted.
func (w *World) sortByHost(proposals []proposal) []proposal {
	r, hosts := &w.run, w.NumHosts()
	r.firstOf = resize(r.firstOf, hosts+1)
	clear(r.firstOf)
	for i := range proposals {
		r.firstOf[proposals[i].Host+1]++
	}
	for h := range hosts {
		r.firstOf[h+1] += r.firstOf[h]
	}
	r.proposals = resize(r.proposals, len(proposals))
	for i := range proposals {
		at := &r.firstOf[proposals[i].Host]
		r.proposals[*at] = proposals[i]
		*at++
	}
	copy(r.firstOf[1:], r.firstOf[:hosts]) // each now points behind the host's last, which is the next one's first
	r.firstOf[0] = 0
	return r.proposals
}

// asker is what a merchant knows of itself when it chooses streamers.
type asker struct {
	merchant                int
	thompson, match, lineUp chance.Key
	handling, slotMax       float64 // fen
	smoothing               float64
	memory                  *fading
	week                    int32
	quoted                  [GoodsPer][3]bool
	quotes                  [GoodsPer][3]quote
}

// quote is what a merchant offers a streamer of a tier for a good, and what a unit costs it.
type quote struct {
	commission float64
	points     int64 // the same in basis points
	price      int64 // fen
	unit       float64
	units      float64 // for which commission is paid, for each one kept
}

// asking returns a merchant at its choice of streamers.
func (w *World) asking(m int) asker {
	id, fees := w.Merchants.ID[m], &w.p.Merchants.Fees
	return asker{
		merchant: m,
		thompson: w.On(chance.Thompson).At(id), match: w.On(chance.Match).At(id), lineUp: w.On(chance.LineUp).At(id),
		handling: float64(w.Scale.Real(fees.Handling)), slotMax: float64(w.Scale.Real(fees.SlotMax)),
		smoothing: w.smoothing(), memory: w.run.showMemory.by(&w.p.Merchants.Bandit), week: int32(w.week()),
	}
}

// quote returns the terms for one of the merchant's goods, reckoned when they are first asked for.
func (w *World) quote(a *asker, good int, tier uint8) *quote {
	j := good - a.merchant*GoodsPer
	q := &a.quotes[j][tier]
	if !a.quoted[j][tier] {
		a.quoted[j][tier] = true
		q.unit, q.units = w.keptCost(good), w.paidUnits(good)
		q.commission = w.commissionFor(q.unit, good, tier)
		q.points = basisPoints(q.commission)
		q.price = w.priceOver(q.unit, good, q.points)
	}
	return q
}

// contribution is what a merchant keeps of net sales of a good through a streamer, fen.
func (w *World) contribution(q *quote, sales float64) float64 {
	return merchant.Contribution(sales, float64(q.units*q.commission), w.p.Platform.Fees.Commission, sales/float64(q.price)*q.unit)
}

// slotFee is the fee offered to a streamer for a place that is expected to leave a contribution, fen.
func (w *World) slotFee(a *asker, host int32, contribution float64) int64 {
	p := &w.p.Merchants.Fees
	if int64(w.Hosts.Tier[host]) > p.SlotTier {
		return 0
	}
	return int64(p.SlotFee(contribution, a.slotMax))
}

// spend turns the best candidates into proposals until the places or the budget are used up. Whoever is not believed
// to earn its cost is not asked.
func (w *World) spend(a *asker, pool []candidate, proposals []proposal) []proposal {
	m := a.merchant
	handling := int64(a.handling)
	budget := min(w.Merchants.Budget[m], w.Accounts.Of(ledger.Merchants, m))
	places := w.p.Merchants.Tiers[w.Merchants.Tier[m]].Partners
	w.run.ranks = byDraw(pool, w.run.ranks)
	for _, i := range w.run.ranks {
		c := &pool[i]
		if places == 0 || c.draw < 0 {
			break
		}
		good := w.goodToShow(m, a.lineUp.At(w.Hosts.ID[c.host]))
		if good < 0 {
			break
		}
		q := w.quote(a, good, w.Hosts.Tier[c.host])
		fee := w.slotFee(a, c.host, w.contribution(q, c.sales))
		if fee+handling > budget {
			continue
		}
		proposals = append(proposals, proposal{Merchant: int32(m), Host: c.host, Good: int32(good),
			Price: q.price, Commission: q.points, SlotFee: fee, Handling: handling})
		budget -= fee + handling
		places--
	}
	return proposals
}

// goodToShow chooses what to offer a streamer: of two goods drawn, mature brands take the best seller, others the
// first. It is −1 when nothing is in stock or under way.
func (w *World) goodToShow(m int, key chance.Key) int {
	g := &w.Goods
	best := -1
	for d := range uint64(2) {
		good := m*GoodsPer + key.Below(d, GoodsPer)
		if g.Stock[good]+g.Coming[good] <= 0 {
			continue
		}
		if best < 0 || w.Merchants.Tier[m] == merchant.Mature && g.Demand[good] > g.Demand[best] {
			best = good
		}
	}
	return best
}
