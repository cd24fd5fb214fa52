package sim

import (
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
)

// place is one good a streamer might show: a merchant's proposal, or a good of the open pool on open terms.
type place struct {
	value    float64
	proposal int // index into the proposals, −1 for the open pool
	good     int
	price    int64
	pool     int32
}

// acceptOffers writes the line-up of every streamer for the week that begins today. Each judges the proposals made to
// it, the goods it shows already and some goods of the open pool, and gives its places to the best. Proposals are
// sorted by host. Streamers choose in the order of their serial numbers: a merchant may run out of money for fees.
func (w *World) acceptOffers(proposals []proposal) {
	byCategory := w.goodsByCategory()
	market := w.meanSales()
	for _, host := range w.run.order {
		if s := int(host); s < w.NumStreamers() && w.Streamers.Active[s] {
			from, _ := slices.BinarySearchFunc(proposals, host, func(p proposal, h int32) int { return int(p.Host - h) })
			to := from
			for to < len(proposals) && proposals[to].Host == host {
				to++
			}
			w.lineUp(s, proposals[from:to], byCategory, market)
		}
	}
}

// lineUp chooses the goods of one streamer.
func (w *World) lineUp(s int, proposals []proposal, byCategory [][]int32, market float64) {
	p := &w.p.Streamers.LineUp
	key := w.On(chance.LineUp).At(w.Hosts.ID[s])
	sales := (float64(w.Hosts.Past.KeptFen[s]) + float64(0.25*market)) / (1.25 * LineUp)
	var best [LineUp]place
	chosen := best[:0]

	for i, o := range proposals {
		fee := w.feeFor(s, o.SlotFee)
		if w.Accounts.Of(ledger.Merchants, int(o.Merchant)) < fee+o.Handling {
			continue
		}
		chosen = better(chosen, place{proposal: i, good: int(o.Good), price: o.Price, pool: -1,
			value: w.judge(s, int(o.Good), o.Price, o.Commission, fee, sales, false)})
	}
	last := w.offer(1-w.Edition(), s, 0)
	for _, good := range w.Offers.Good[last : last+LineUp] {
		if good >= 0 {
			chosen = w.considerOpen(chosen, s, int(good), sales, true)
		}
	}
	own := byCategory[w.Hosts.Category[s]]
	for i := range int(p.Candidates) {
		if len(own) > 0 {
			good := int(own[key.Below(uint64(i), len(own))])
			chosen = w.considerOpen(chosen, s, good, sales, false)
		}
	}

	for j := range LineUp {
		if j >= len(chosen) {
			w.clearPlace(s, j)
			continue
		}
		c := chosen[j]
		if c.proposal >= 0 {
			o := proposals[c.proposal]
			o.SlotFee = w.feeFor(s, o.SlotFee)
			w.accept(o, j)
			continue
		}
		w.showOpen(s, j, c.good)
		at := w.offer(w.Edition(), s, j)
		w.Offers.Price[at], w.Offers.Pool[at] = c.price, c.pool
	}
}

// considerOpen judges a good on the open commission list, at the price of the agency's exclusive pool where that is
// lower.
func (w *World) considerOpen(chosen []place, s, good int, sales float64, familiar bool) []place {
	price, commission, ok := w.openTerms(good)
	if !ok {
		return chosen
	}
	pool := int32(-1)
	if a := w.Streamers.MCN[s]; a >= 0 && w.MCNs.PoolPrice[a] > 0 {
		lower := int64(mcn.Price(float64(price), float64(w.Goods.Cost[good]), w.MCNs.PoolPrice[a],
			float64(commission)/10000, w.p.Platform.Fees.Commission))
		if lower < price {
			price, pool = lower, a
		}
	}
	return better(chosen, place{proposal: -1, good: good, price: price, pool: pool,
		value: w.judge(s, good, price, commission, 0, sales, familiar)})
}

// judge is what a streamer expects of a place for a good. The error of judgement is the streamer's and the good's
// own, so that a second look sees the same and a line-up does not change for no reason.
func (w *World) judge(s, good int, price, commission, fee int64, sales float64, familiar bool) float64 {
	p := &w.p.Streamers.LineUp
	z := w.keys.Market.For(chance.LineUp).At(w.Hosts.ID[s]).At(uint64(good)).Normal(0)
	seen := p.Seen(w.Goods.Delivered[good], w.Hosts.Product[s], z, familiar)
	discount := 1 - float64(price)/float64(w.Goods.List[good])
	return p.Value(float64(commission)/10000, sales, seen, discount, float64(fee), w.Goods.Category[good] == w.Hosts.Category[s])
}

// feeFor is the slot fee that a streamer is paid of one offered: in proportion to its sessions where they are few.
func (w *World) feeFor(s int, offered int64) int64 {
	whole := w.p.Streamers.LineUp.MinSessionsForFee
	if aim := w.Streamers.Sessions[s]; aim < whole {
		return int64(float64(offered) * (aim / whole))
	}
	return offered
}

// better inserts a place into the best ones, highest value first; of equal ones, and of the same good, the earlier
// stays. It returns the slice grown by at most one, never beyond its capacity.
func better(chosen []place, c place) []place {
	for _, b := range chosen {
		if b.good == c.good {
			return chosen
		}
	}
	if len(chosen) < cap(chosen) {
		chosen = append(chosen, c)
	} else if c.value > chosen[len(chosen)-1].value {
		chosen[len(chosen)-1] = c
	} else {
		return chosen
	}
	for i := len(chosen) - 1; i > 0 && chosen[i].value > chosen[i-1].value; i-- {
		chosen[i], chosen[i-1] = chosen[i-1], chosen[i]
	}
	return chosen
}

// goodsByCategory lists the goods on sale by category.
func (w *World) goodsByCategory() [][]int32 {
	lists := make([][]int32, NumCategories)
	for g, c := range w.Goods.Category {
		if w.sells(g / GoodsPer) {
			lists[c] = append(lists[c], int32(g))
		}
	}
	return lists
}

// meanSales is what the average streamer kept as sales in the last week, fen.
func (w *World) meanSales() float64 {
	sum, n := int64(0), int64(0)
	for s, active := range w.Streamers.Active {
		if active {
			sum += w.Hosts.Past.KeptFen[s]
			n++
		}
	}
	return float64(sum) / float64(max(1, n))
}
