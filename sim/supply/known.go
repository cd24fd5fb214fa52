package supply

import (
	"livebazaar/agents/category"
	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

// learnShelf moves what the goods of every category are known for towards what this week's buyers on the shelf find (consumer.
// Expectation). Of what is sold there the merchants of this market make merchants.shelf_share, each by its visibility, as they are
// paid for it; the rest comes from sellers elsewhere, whose goods are as usual. On the first day all is known.
func (w *Supply) learnShelf() {
	weight, total := w.visible()
	var found [category.Count]float64 // of the merchants' goods, by visibility
	for i, alive := range w.Merchants.Alive {
		if alive {
			found[w.Merchants.Category[i]] += float64(weight(i) * w.delivers(i))
		}
	}
	usual := w.usualQuality()
	for c := range found {
		met := usual
		if total[c] > 0 {
			met += float64(w.p.Merchants.ShelfShare * (found[c]/total[c] - usual))
		}
		if w.Shelf.Quality[c] == 0 {
			w.Shelf.Quality[c] = met
		}
		w.Shelf.Quality[c] = w.p.Consumers.Expectation.KnownAfter(w.Shelf.Quality[c], met)
	}
}

// delivers is the mean quality that a merchant delivers.
func (w *Supply) delivers(m int) (mean float64) {
	for _, quality := range w.Goods.Delivered[m*state.GoodsPer : (m+1)*state.GoodsPer] {
		mean += quality / state.GoodsPer
	}
	return mean
}

// visible returns how easily each merchant is found on the shelf, and the sum of that over the merchants of each category.
func (w *Supply) visible() (weight func(m int) float64, total [category.Count]float64) {
	var live [category.Count]float64
	var n [category.Count]int64
	m := &w.Merchants
	for i, alive := range m.Alive {
		if alive {
			live[m.Category[i]] += m.Visibility[i]
			n[m.Category[i]]++
		}
	}
	weight = func(i int) float64 {
		c := m.Category[i]
		return merchant.Visibility(m.Visibility[i], live[c]/float64(n[c])) * w.shelfAppeal(i)
	}
	for i, alive := range m.Alive {
		if alive {
			total[m.Category[i]] += weight(i)
		}
	}
	return weight, total
}
