package deals

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

// candidate is a streamer a merchant might ask, with the log return drawn for it.
type candidate struct {
	host   int32
	draw   float64
	sales  float64 // kept sales expected of a place in a week, fen
	sum, n float64 // what is known of its log return
}

// candidates lists the streamers that a merchant considers. These are those it knows, and some that it looks up in the public
// figures of its circle: by tier, as its strategy says, and most of them of its category. Each gets a draw from what the
// merchant believes of its return.
func (w *Deals) candidates(a *asker, acc *searcher) []candidate {
	p, pool := &w.p.Merchants, acc.candidates[:0]
	arms := w.armsOf(a.merchant)
	for i := range arms {
		if arm := &arms[i]; arm.Host >= 0 && w.run.figures[arm.Host].askable(arm.Born) {
			sum, n := arm.Known(a.memory, a.week)
			pool = include(pool, candidate{host: arm.Host, sum: sum, n: n})
		}
	}
	circle, browse := w.CircleOf(w.Merchants.ID[a.merchant]), w.On(chance.Browse).At(w.Merchants.ID[a.merchant])
	tier, found, own := &p.Tiers[w.Merchants.Tier[a.merchant]], &w.run.found[circle], int(w.Merchants.Category[a.merchant])
	for c := range uint64(p.Bandit.Candidates) {
		t := chance.Pick(tier.Reach[:], a.match.Uniform(2*c))
		if browse.Chance(2*c, p.Bandit.Outside) {
			if host := another(own, browse, 2*c+1, func(k int) []int32 { return found[k][t] }); host >= 0 {
				pool = include(pool, candidate{host: host})
			}
		} else if list := found[own][t]; len(list) > 0 {
			pool = include(pool, candidate{host: list[a.match.Below(2*c+1, len(list))]})
		}
	}
	acc.candidates = pool
	for i := range pool { // apart from the sorting, so that the processor can reckon several at once
		w.appraise(a, &pool[i])
	}
	return pool
}

// include adds a streamer to the candidates unless it is one of them.
func include(pool []candidate, c candidate) []candidate {
	for i := range pool {
		if pool[i].host == c.host {
			return pool
		}
	}
	return append(pool, c)
}

// streamerLists are the streamers in the market by category and platform tier.
type streamerLists [state.NumCategories][3][]int32

// streamersByTier lists the streamers in the market, circle by circle.
func (w *Deals) streamersByTier() {
	found := w.run.found
	for k := range found {
		for c := range found[k] {
			for t := range found[k][c] {
				found[k][c][t] = found[k][c][t][:0]
			}
		}
	}
	for _, host := range w.Roll.Order {
		if int(host) < w.NumStreamers() && w.Streamers.Active[host] && !w.Hosts.Barred[host] {
			at := &found[w.CircleOf(w.Hosts.ID[host])][w.Hosts.Category[host]][w.Main().Tier[host]]
			*at = append(*at, host)
		}
	}
}

// another draws from the lists of all categories but one's own. It is −1 where they are empty.
func another(own int, key chance.Key, draw uint64, list func(category int) []int32) int32 {
	n := 0
	for c := range state.NumCategories {
		if c != own {
			n += len(list(c))
		}
	}
	if n == 0 {
		return -1
	}
	at := key.Below(draw, n)
	for c := range state.NumCategories {
		if c == own {
			continue
		}
		of := list(c)
		if at < len(of) {
			return of[at]
		}
		at -= len(of)
	}
	return -1
}

// appraise sets the sales a merchant expects of a streamer, by the public figures, and the log return it draws.
func (w *Deals) appraise(a *asker, c *candidate) {
	b, f := &w.p.Merchants.Bandit, &w.run.figures[c.host]
	key := a.thompson.At(f.id)
	if f.sales > 0 {
		c.sales = b.PublicFigure(float64(f.sales)/state.LineUp, w.run.usual[f.tier], key.Normal(0))
		if f.category != w.Merchants.Category[a.merchant] {
			c.sales *= w.p.Streamers.LineUp.OffCategory
		}
	}
	contribution := w.contribution(w.quoteFor(a, a.merchant*state.GoodsPer, f.tier), c.sales)
	revenue := float64(c.sales * (1 - w.p.Platform.Fees.Commission))
	cost := revenue - contribution + float64(w.slotFee(a, f.tier, contribution)) + a.handling
	prior := merchant.LogReturn(revenue, cost, a.smoothing)
	c.draw = b.Thompson(prior, c.sum, c.n, key.Normal(1))
}
