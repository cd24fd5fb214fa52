package deals

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/column"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// Proposal is a merchant's offer of one good to one host for the coming week. AcceptOffers says which of them are taken.
type Proposal struct {
	Merchant, Host, Good int32
	Price                int64 // live price, fen
	Commission           int64 // basis points of net sales
	SlotFee              int64 // fen for the week
	Handling             int64 // fen: samples and co-ordination of the show, paid by the merchant to outside
}

// ProposeShows lets every merchant choose streamers for the week by Thompson sampling under its budget. It returns the
// proposals, sorted by host, which are good until it is called again. What a merchant chooses hangs on no other, so the
// workers share the merchants. Each merchant has its own part of the list, as long as the places it may ask for.
func (w *Deals) ProposeShows() []Proposal {
	r, m := &w.run, &w.Merchants
	w.streamersByTier()
	w.noteFigures()
	w.noteUsual()
	r.showMemory.By(&w.p.Merchants.Bandit).Reach(w.WeekNow())
	r.askedFrom = column.Resize(r.askedFrom, len(m.Alive))
	n := int32(0)
	for i, alive := range m.Alive {
		m.Asked[i], m.Accepted[i], r.askedFrom[i] = 0, 0, n
		if alive && w.SellsLive(i) {
			n += int32(w.p.Merchants.Tiers[m.Tier[i]].Partners)
		}
	}
	r.unsorted = column.Resize(r.unsorted, int(n))
	r.searchers = column.Resize(r.searchers, w.Crew.Size())
	w.Crew.Blocks(len(m.Alive), func(from, to, k int) {
		acc := &r.searchers[k]
		for i := from; i < to; i++ {
			if most := w.p.Merchants.Tiers[m.Tier[i]].Partners; m.Alive[i] && most > 0 && w.SellsLive(i) {
				a := w.asking(i)
				m.Asked[i] = int32(w.ask(&a, acc, w.candidates(&a, acc), r.unsorted[r.askedFrom[i]:][:most]))
			}
		}
	})
	return w.sortByHost()
}

// searcher holds what one worker needs when merchants look for streamers.
type searcher struct {
	candidates []candidate `per:"look"`
	ranks      []int32     `per:"look"` // of candidates
}

// ask turns the best candidates into proposals until the places or the budget are used up. It returns how many there are.
// Whoever is not believed to earn its cost is not asked.
func (w *Deals) ask(a *asker, acc *searcher, pool []candidate, proposals []Proposal) (n int) {
	m := a.merchant
	handling := int64(a.handling)
	budget := min(w.Merchants.Budget[m], w.Accounts.Of(ledger.Merchants, m))
	acc.ranks = byDraw(pool, acc.ranks)
	for _, i := range acc.ranks {
		c := &pool[i]
		if n == len(proposals) || c.draw < 0 {
			break
		}
		f := &w.run.figures[c.host]
		good := w.goodToShow(m, a.lineUp.At(f.id))
		if good < 0 {
			break
		}
		q := w.quoteFor(a, good, f.tier)
		fee := w.slotFee(a, f.tier, w.contribution(q, c.sales))
		if fee+handling > budget {
			continue
		}
		proposals[n] = Proposal{Merchant: int32(m), Host: c.host, Good: int32(good),
			Price: q.price, Commission: q.points, SlotFee: fee, Handling: handling}
		budget -= fee + handling
		n++
	}
	return n
}

// byDraw returns the order of the candidates, the highest draw first. Of equal ones the earlier comes first.
func byDraw(pool []candidate, order []int32) []int32 {
	order = column.Resize(order, len(pool))
	for i := range pool {
		at := i
		for ; at > 0 && pool[order[at-1]].draw < pool[i].draw; at-- {
			order[at] = order[at-1]
		}
		order[at] = int32(i)
	}
	return order
}

// goodToShow chooses what to offer a streamer. Of two goods drawn, mature brands take the one that sells best, others the
// first. It is −1 when neither is in stock or under way.
func (w *Deals) goodToShow(m int, key chance.Key) int {
	g := &w.Goods
	best := -1
	for d := range uint64(2) {
		good := m*state.GoodsPer + key.Below(d, state.GoodsPer)
		if g.Stock[good]+g.Coming[good] <= 0 {
			continue
		}
		if best < 0 || w.Merchants.Tier[m] == merchant.Mature && g.Demand[good] > g.Demand[best] {
			best = good
		}
	}
	return best
}

// sortByHost sorts the proposals by host, and those to one host by merchant: it counts them and puts each in its place. It
// notes where every host's begin.
func (w *Deals) sortByHost() []Proposal {
	r, hosts := &w.run, w.NumHosts()
	r.firstOf = column.Resize(r.firstOf, hosts+1)
	clear(r.firstOf)
	n := 0
	for i, asked := range w.Merchants.Asked {
		made := r.unsorted[r.askedFrom[i]:][:asked]
		for k := range made {
			r.firstOf[made[k].Host+1]++
		}
		n += int(asked)
	}
	for h := range hosts {
		r.firstOf[h+1] += r.firstOf[h]
	}
	r.proposals = column.Resize(r.proposals, n)
	for i, asked := range w.Merchants.Asked {
		made := r.unsorted[r.askedFrom[i]:][:asked]
		for k := range made {
			at := &r.firstOf[made[k].Host]
			r.proposals[*at] = made[k]
			*at++
		}
	}
	copy(r.firstOf[1:], r.firstOf[:hosts]) // each now points behind the host's last, which is the next one's first
	r.firstOf[0] = 0
	return r.proposals
}
