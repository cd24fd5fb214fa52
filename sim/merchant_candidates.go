package sim

import (
	"livebazaar/agents/merchant"
)

// streamerLists are the streamers in the market by category and platform tier.
type streamerLists [NumCategories][3][]int32

// streamersByTier lists the streamers in the market, circle by circle.
func (w *World) streamersByTier() {
	found := w.run.found
	for k := range found {
		for c := range found[k] {
			for t := range found[k][c] {
				found[k][c][t] = found[k][c][t][:0]
			}
		}
	}
	for _, host := range w.run.order {
		if int(host) < w.NumStreamers() && w.Streamers.Active[host] && !w.Hosts.Barred[host] {
			at := &found[w.circleOf(w.Hosts.ID[host])][w.Hosts.Category[host]][w.Hosts.Tier[host]]
			*at = append(*at, host)
		}
	}
}

// candidate is a streamer a merchant might ask, with the log return drawn for it.
type candidate struct {
	host   int32
	draw   float64
	sales  float64 // kept sales expected of a place in a week, fen
	sum, n float64 // what is known of its log return
}

// candidates lists the streamers a merchant considers: those it knows and some it looks up in the public figures of
// its category in its circle, by tier as its strategy says. Each gets a draw from what the merchant believes of its return.
func (w *World) candidates(a *asker) []candidate {
	p, pool := &w.p.Merchants, w.run.candidates[:0]
	arms := w.armsOf(a.merchant)
	for i := range arms {
		if arm := &arms[i]; w.stillThere(arm) && !w.Hosts.Barred[arm.Host] {
			sum, n := arm.known(a.memory, a.week)
			pool = include(pool, candidate{host: arm.Host, sum: sum, n: n})
		}
	}
	circle := w.circleOf(w.Merchants.ID[a.merchant])
	tier, found := &p.Tiers[w.Merchants.Tier[a.merchant]], &w.run.found[circle][w.Merchants.Category[a.merchant]]
	for c := range uint64(p.Bandit.Candidates) {
		list := found[pick(tier.Reach[:], a.match.Uniform(2*c))]
		if len(list) > 0 {
			pool = include(pool, candidate{host: list[a.match.Below(2*c+1, len(list))]})
		}
	}
	w.run.candidates = pool
	for i := range pool { // apart from the sorting, so that the processor can reckon several at once
		w.appraise(a, &pool[i])
	}
	return pool
}

// byDraw returns the order of candidates, highest draw first; of equal ones the earlier comes first.
func byDraw(pool []candidate, order []int32) []int32 {
	order = resize(order, len(pool))
	for i := range pool {
		at := i
		for ; at > 0 && pool[order[at-1]].draw < pool[i].draw; at-- {
			order[at] = order[at-1]
		}
		order[at] = int32(i)
	}
	return order
}

// include adds a streamer to the candidates, unless it is one already.
func include(pool []candidate, c candidate) []candidate {
	for i := range pool {
		if pool[i].host == c.host {
			return pool
		}
	}
	return append(pool, c)
}

// appraise sets the sales a merchant expects of a streamer, by the public figures, and the log return it draws.
func (w *World) appraise(a *asker, c *candidate) {
	b := &w.p.Merchants.Bandit
	key := a.thompson.At(w.Hosts.ID[c.host])
	if kept := w.Hosts.Past.KeptFen[c.host]; kept > 0 {
		c.sales = b.PublicFigure(float64(kept)/LineUp, key.Normal(0))
	}
	contribution := w.contribution(w.quote(a, a.merchant*GoodsPer, w.Hosts.Tier[c.host]), c.sales)
	revenue := float64(c.sales * (1 - w.p.Platform.Fees.Commission))
	cost := revenue - contribution + float64(w.slotFee(a, c.host, contribution)) + a.handling
	prior := merchant.LogReturn(revenue, cost, a.smoothing)
	c.draw = b.Thompson(prior, c.sum, c.n, key.Normal(1))
}
