package checks

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// A treatment picks merchants: part k of n, by their serial numbers.
type treatment struct {
	part, parts uint64
}

// everybody picks all merchants.
var everybody = treatment{0, 1}

// has reports whether a merchant is treated.
func (t treatment) has(w *sim.World, merchant int) bool {
	return chance.Mix(w.Merchants.ID[merchant]*0x9e3779b97f4a7c15)%t.parts == t.part
}

// prices are what a treatment does to a merchant's prices: factors on the list price and on the live price. A cut of the live price
// alone deepens the discount; a cut of both leaves it.
type prices struct{ list, live float64 }

// hold imposes what was decided in a factual market on a copy that walks beside it, a step behind: who shows what at which
// price and commission. The treated merchants' prices differ by factors that may change by the week. Rivals and line-ups are
// then those of the factual market, and what differs is what consumers do, and what follows from it by way of ranking and stock.
// The shelf stays that of the factual market.
func hold(w, factual *sim.World, treated func(good int) bool, by func() prices) {
	w.After("line up shows", func() {
		now := by()
		factors := func(good int) prices {
			if treated(good) {
				return now
			}
			return prices{1, 1}
		}
		sameGoods(w, factual, factors)
		sameLineUps(w, factual, factors)
	})
	w.After("mark the shelf", func() { sameShelf(w, factual) })
}

// sameGoods gives goods the list prices of the factual market times their factors, wherever the merchant is the same, and counts their
// places as there: reference prices rest on how deep the prices are cut in the mean.
func sameGoods(w, factual *sim.World, factors func(good int) prices) {
	g, from := &w.Goods, &factual.Goods
	for good := range g.List {
		if !sameMerchant(w, factual, good/state.GoodsPer) {
			continue
		}
		f := factors(good)
		g.List[good] = times(from.List[good], f.list)
		g.Shown[good], g.Placed[good], g.Cut[good] = from.Shown[good], from.Placed[good], from.Cut[good]
		if f.live != f.list {
			all := 10000 * float64(from.Shown[good])
			g.Cut[good] = int64(math.Round(max(0, all-(all-float64(from.Cut[good]))*f.live/f.list)))
		}
	}
}

// sameMerchant reports whether a slot has the same merchant in both markets.
func sameMerchant(w, factual *sim.World, m int) bool {
	return w.Merchants.Alive[m] && w.Merchants.ID[m] == factual.Merchants.ID[m]
}

// sameLineUps puts on show what is on show in the factual market at its prices times the goods' factors, wherever host and merchant are
// the same.
func sameLineUps(w, factual *sim.World, factors func(good int) prices) {
	for h := range w.NumHosts() {
		if w.Hosts.ID[h] != factual.Hosts.ID[h] || !w.Hosts.Alive[h] {
			continue
		}
		first := w.Offer(w.Edition(), h, 0)
		for i := first; i < first+state.LineUp; i++ {
			good := int(factual.Offers.Good[i])
			if good >= 0 && !sameMerchant(w, factual, good/state.GoodsPer) {
				continue
			}
			w.Offers.Good[i], w.Offers.Price[i] = int32(good), factual.Offers.Price[i]
			w.Offers.Commission[i], w.Offers.SlotFee[i] = factual.Offers.Commission[i], factual.Offers.SlotFee[i]
			if good >= 0 {
				w.Offers.Price[i] = times(factual.Offers.Price[i], factors(good).live)
			}
		}
	}
}

// sameShelf makes the shelf that of the factual market.
func sameShelf(w, factual *sim.World) {
	copy(w.Shelf.Price, factual.Shelf.Price)
	copy(w.Shelf.Quality, factual.Shelf.Quality)
}

// times is a price in fen times a factor, to the nearest.
func times(fen int64, factor float64) int64 { return int64(math.Round(float64(fen) * factor)) }
