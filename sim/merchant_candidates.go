package sim

import (
	"livebazaar/agents/chance"
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
// its circle, by tier as its strategy says, most of them of its category. Each gets a draw from what the merchant believes of its return.
func (w *World) candidates(a *asker) []candidate {
	p, pool := &w.p.Merchants, w.run.candidates[:0]
	arms := w.armsOf(a.merchant)
	for i := range arms {
		if arm := &arms[i]; w.stillThere(arm) && !w.Hosts.Barred[arm.Host] {
			sum, n := arm.known(a.memory, a.week)
			pool = include(pool, candidate{host: arm.Host, sum: sum, n: n})
		}
	}
	circle, browse := w.circleOf(w.Merchants.ID[a.merchant]), w.On(chance.Browse).At(w.Merchants.ID[a.merchant])
	tier, found, own := &p.Tiers[w.Merchants.Tier[a.merchant]], &w.run.found[circle], int(w.Merchants.Category[a.merchant])
	for c := range uint64(p.Bandit.Candidates) {
		t := pick(tier.Reach[:], a.match.Uniform(2*c))
		if browse.Chance(2*c, p.Bandit.Outside) {
			if host := another(own, browse, 2*c+1, func(k int) []int32 { return found[k][t] }); host >= 0 {
				pool = include(pool, candidate{host: host})
			}
		} else if list := found[own][t]; len(list) > 0 {
			pool = include(pool, candidate{host: list[a.match.Below(2*c+1, len(list))]})
		}
	}
	w.run.candidates = pool
	for i := range pool { // apart from the sorting, so that the processor can reckon several at once
		w.appraise(a, &pool[i])
	}
	return pool
}

// another draws one of the lists of all categories but one's own, −1 where they are empty.
func another(own int, key chance.Key, draw uint64, list func(category int) []int32) int32 {
	n := 0
	for c := range NumCategories {
		if c != own {
			n += len(list(c))
		}
	}
	if n == 0 {
		return -1
	}
	at := key.Below(draw, n)
	for c := range NumCategories {
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

// figureWeeks is how many weeks of sales are remembered for the public figures.
const figureWeeks = merchant.MaxDataDelay + 1

// publishSales puts the sales of the week that has been settled among the public figures.
func (w *World) publishSales() {
	at := w.week() % figureWeeks
	for s := range w.Streamers.Sales {
		w.Streamers.Sales[s][at] = w.Hosts.Past.KeptFen[s]
	}
}

// publicSales is what a streamer kept as sales in a week, by the latest public figures, fen; 0 where it was not there yet.
func (w *World) publicSales(s int) int64 {
	at := w.week() - w.p.Merchants.Bandit.DataDelay + figureWeeks
	return w.Streamers.Sales[s][at%figureWeeks]
}

// appraise sets the sales a merchant expects of a streamer, by the public figures, and the log return it draws.
func (w *World) appraise(a *asker, c *candidate) {
	b := &w.p.Merchants.Bandit
	key := a.thompson.At(w.Hosts.ID[c.host])
	if kept := w.publicSales(int(c.host)); kept > 0 {
		c.sales = b.PublicFigure(float64(kept)/LineUp, key.Normal(0))
		if w.Hosts.Category[c.host] != w.Merchants.Category[a.merchant] {
			c.sales *= w.p.Streamers.LineUp.OffCategory
		}
	}
	contribution := w.contribution(w.quote(a, a.merchant*GoodsPer, w.Hosts.Tier[c.host]), c.sales)
	revenue := float64(c.sales * (1 - w.p.Platform.Fees.Commission))
	cost := revenue - contribution + float64(w.slotFee(a, c.host, contribution)) + a.handling
	prior := merchant.LogReturn(revenue, cost, a.smoothing)
	c.draw = b.Thompson(prior, c.sum, c.n, key.Normal(1))
}
