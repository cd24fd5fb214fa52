package deals

import (
	"livebazaar/sim/column"
	"livebazaar/sim/fixed"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// listing is a good on the open commission list, as any streamer sees it.
type listing struct {
	price, points int64   // fen, commission in basis points
	rate          float64 // the commission
	offered       bool
}

// listGoods makes the week's open commission list, and the lists of goods on sale by circle and category.
func (w *Deals) listGoods() {
	r := &w.run
	r.listings = column.Resize(r.listings, len(w.Goods.Category))
	for k := range r.onSale {
		for c := range r.onSale[k] {
			r.onSale[k][c] = r.onSale[k][c][:0]
		}
	}
	for g, c := range w.Goods.Category {
		r.listings[g] = w.listingOf(g)
		if w.SellsLive(g / state.GoodsPer) {
			own := &r.onSale[w.CircleOf(w.Merchants.ID[g/state.GoodsPer])][c]
			*own = append(*own, int32(g))
		}
	}
}

// listingOf returns the open terms of a good and what follows from them.
func (w *Deals) listingOf(good int) listing {
	price, points, ok := w.openTerms(good)
	if !ok {
		return listing{}
	}
	return listing{price: price, points: points, rate: float64(points) / 10000, offered: true}
}

// openTerms returns the terms on which any streamer may show a good without asking: the live price in fen, and the commission
// in basis points, as much as the good can bear. There is no slot fee. ok is false when the good cannot be offered: its
// merchant has left, is suspended or sells on the shelf alone, or nothing is in stock or under way.
func (w *Deals) openTerms(good int) (price, commission int64, ok bool) {
	m := good / state.GoodsPer
	if !w.SellsLive(m) || w.Goods.Stock[good]+w.Goods.Coming[good] <= 0 {
		return 0, 0, false
	}
	unit := w.KeptCost(good)
	commission = fixed.BasisPoints(w.commissionFor(unit, good, rank.Tail))
	return w.PriceOver(unit, good, commission), commission, true
}
