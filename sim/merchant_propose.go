package sim

import (
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
)

// candidate is a streamer a merchant might ask, with the log return drawn for it.
type candidate struct {
	host  int32
	draw  float64
	sales float64 // kept sales expected of a place in a week, fen
}

// proposeShows lets every merchant choose streamers for the week by Thompson sampling under its budget and collects
// its proposals, sorted by host.
func (w *World) proposeShows() []proposal {
	p, m := &w.p.Merchants, &w.Merchants
	found := w.streamersByTier()
	proposals := w.run.proposals[:0]
	var pool []candidate
	for i, alive := range m.Alive {
		m.Asked[i], m.Accepted[i] = 0, 0
		tier := &p.Tiers[m.Tier[i]]
		if !alive || tier.Partners == 0 || !w.sells(i) {
			continue
		}
		pool = w.candidates(i, found, pool[:0])
		slices.SortStableFunc(pool, func(a, b candidate) int {
			switch {
			case a.draw > b.draw:
				return -1
			case a.draw < b.draw:
				return 1
			}
			return 0
		})
		before := len(proposals)
		proposals = w.spend(i, pool, proposals)
		m.Asked[i] = int32(len(proposals) - before)
	}
	slices.SortStableFunc(proposals, func(a, b proposal) int { return int(a.Host - b.Host) })
	w.run.proposals = proposals
	return proposals
}

// streamerLists are the streamers in the market by category and platform tier.
type streamerLists [NumCategories][3][]int32

func (w *World) streamersByTier() *streamerLists {
	var lists streamerLists
	for _, host := range w.run.order {
		if int(host) < w.NumStreamers() && w.Streamers.Active[host] && !w.Hosts.Barred[host] {
			at := &lists[w.Hosts.Category[host]][w.Hosts.Tier[host]]
			*at = append(*at, host)
		}
	}
	return &lists
}

// candidates lists the streamers a merchant considers: those it knows and some it looks up in the public figures of
// its category, by tier as its strategy says. Each gets a draw from what the merchant believes of its return.
func (w *World) candidates(m int, found *streamerLists, pool []candidate) []candidate {
	p := &w.p.Merchants
	tier := &p.Tiers[w.Merchants.Tier[m]]
	key := w.On(chance.Match).At(w.Merchants.ID[m])
	for a := range w.armsOf(m) {
		if arm := &w.armsOf(m)[a]; w.stillThere(arm) && !w.Hosts.Barred[arm.Host] {
			pool = w.consider(m, arm.Host, arm, pool)
		}
	}
	for c := range uint64(p.Bandit.Candidates) {
		level := pick(tier.Reach[:], key.Uniform(2*c))
		list := found[w.Merchants.Category[m]][level]
		if len(list) > 0 {
			pool = w.consider(m, list[key.Below(2*c+1, len(list))], nil, pool)
		}
	}
	return pool
}

// consider adds a streamer to the candidates, unless it is one already.
func (w *World) consider(m int, host int32, arm *Arm, pool []candidate) []candidate {
	for i := range pool {
		if pool[i].host == host {
			return pool
		}
	}
	b := &w.p.Merchants.Bandit
	key := w.On(chance.Thompson).At(w.Merchants.ID[m]).At(w.Hosts.ID[host])
	sales := b.PublicFigure(float64(w.Hosts.Past.KeptFen[host])/LineUp, key.Normal(0))
	var sum, n float64
	if arm != nil {
		sum, n = arm.known(b, int32(w.week()))
	}
	good := m * GoodsPer
	commission := w.commissionFor(good, w.Hosts.Tier[host])
	contribution := w.contribution(good, sales, commission)
	revenue := float64(sales * (1 - w.p.Platform.Fees.Commission))
	handling := float64(w.Scale.Real(w.p.Merchants.Fees.Handling))
	cost := revenue - contribution + float64(w.slotFee(host, contribution)) + handling
	prior := merchant.LogReturn(revenue, cost, w.smoothing())
	return append(pool, candidate{host: host, sales: sales, draw: b.Thompson(prior, sum, n, key.Normal(1))})
}

// contribution is what a merchant keeps of net sales of a good through a streamer, fen.
func (w *World) contribution(good int, sales, commission float64) float64 {
	price := float64(w.livePrice(good, basisPoints(commission)))
	return merchant.Contribution(sales, commission, w.p.Platform.Fees.Commission, sales/price*w.keptCost(good))
}

// slotFee is the fee offered to a streamer for a place that is expected to leave a contribution, fen.
func (w *World) slotFee(host int32, contribution float64) int64 {
	p := &w.p.Merchants.Fees
	if int64(w.Hosts.Tier[host]) > p.SlotTier {
		return 0
	}
	return int64(p.SlotFee(contribution, float64(w.Scale.Real(p.SlotMax))))
}

// spend turns the best candidates into proposals until the places or the budget are used up. Whoever is not believed
// to earn its cost is not asked.
func (w *World) spend(m int, pool []candidate, proposals []proposal) []proposal {
	p := &w.p.Merchants
	tier := &p.Tiers[w.Merchants.Tier[m]]
	handling := w.Scale.Real(p.Fees.Handling)
	budget := min(w.Merchants.Budget[m], w.Accounts.Of(ledger.Merchants, m))
	key := w.On(chance.LineUp).At(w.Merchants.ID[m])
	places := tier.Partners
	for _, c := range pool {
		if places == 0 || c.draw < 0 {
			break
		}
		good := w.goodToShow(m, key.At(w.Hosts.ID[c.host]))
		if good < 0 {
			break
		}
		commission := w.commissionFor(good, w.Hosts.Tier[c.host])
		fee := w.slotFee(c.host, w.contribution(good, c.sales, commission))
		if fee+handling > budget {
			continue
		}
		bp := basisPoints(commission)
		proposals = append(proposals, proposal{Merchant: int32(m), Host: c.host, Good: int32(good),
			Price: w.livePrice(good, bp), Commission: bp, SlotFee: fee, Handling: handling})
		budget -= fee + handling
		places--
	}
	return proposals
}

// goodToShow chooses what to offer a streamer: of two goods drawn, mature brands take the best seller, others the one
// that has waited longest for a show. It is −1 when nothing is in stock or under way.
func (w *World) goodToShow(m int, key chance.Key) int {
	g := &w.Goods
	best := -1
	for d := range uint64(2) {
		good := m*GoodsPer + key.Below(d, GoodsPer)
		if g.Stock[good]+g.Coming[good] <= 0 {
			continue
		}
		switch {
		case best < 0:
			best = good
		case w.Merchants.Tier[m] == merchant.Mature && g.Demand[good] > g.Demand[best],
			w.Merchants.Tier[m] != merchant.Mature && g.Shown[good] < g.Shown[best]:
			best = good
		}
	}
	return best
}
