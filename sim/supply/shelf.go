package supply

import (
	"livebazaar/agents/category"
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// MarkShelf sets what is known of the shelf, and the mean list price of the category's goods on sale, relative to the category's
// usual one.
func (w *Supply) MarkShelf() {
	w.learnShelf()
	var price, comparable, n [category.Count]float64
	for g, c := range w.Goods.Category {
		if w.Merchants.Alive[g/state.GoodsPer] {
			price[c] += float64(w.Goods.List[g])
			comparable[c] += float64(w.Goods.Comparable[g])
			n[c]++
		}
	}
	// a category with few goods here is still sold by others: the usual good counts for some
	others := float64(6*w.p.Merchants.Count) / 250 // a tenth of the goods of a category of mean size
	for c := range n {
		traits := &w.p.Categories.Of[c]
		mean := 100 * traits.MeanPrice()
		scale := (n[c] + others) * (100 * traits.Price)
		w.Shelf.Price[c] = (price[c] + float64(others*mean)) / scale
		w.Shelf.Comparable[c] = (comparable[c] + float64(others*mean)) / scale
	}
}

// usualQuality is the mean quality over the tiers.
func (w *Supply) usualQuality() float64 {
	var sum, shares float64
	for _, t := range w.p.Merchants.Tiers {
		sum += float64(t.Share * t.Quality)
		shares += t.Share
	}
	return sum / shares
}

// ShareShelf passes the merchants' part of the week's kept shelf sales to them, by visibility and price: who sold much live in the week is
// easily found on the shelf (spill-over), and who is dear for what it is sells less there. What they sell there is made and
// paid for at unit cost. It is carried, and handled when it is returned, as live orders are. What makes no whole unit counts next week.
func (w *Supply) ShareShelf() {
	m, g := &w.Merchants, &w.Goods
	w.noteSoldLive()
	for i, alive := range m.Alive {
		if alive {
			m.Visibility[i] = merchant.Smoothed(m.Visibility[i], float64(w.run.onAir[i]), merchant.VisibilityMemory)
		}
	}
	weight, total := w.visible()
	var passed shelfFlow
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		c := m.Category[i]
		share := w.p.Merchants.ShelfShare * (weight(i) / total[c])
		part := state.Truncated(share * float64(max(0, w.Shelf.Net[c])))
		refunds := state.Truncated(share * float64(w.Shelf.Back[c]))
		passed.net[c] += part
		passed.back[c] += refunds
		good := i*state.GoodsPer + int((w.WeekNow()+int64(m.ID[i]))%state.GoodsPer)
		list := g.List[good]
		m.ShelfDue[i] += part
		units := m.ShelfDue[i] / list
		m.ShelfDue[i] -= units * list
		served := w.serveShelf(i, good, float64(units), float64(refunds)/float64(list))
		fen := units * list
		left := fen - state.CostOf(units, g.Cost[good]) - served
		m.ShelfGain[i] = merchant.Smoothed(m.ShelfGain[i], float64(left), w.p.Merchants.Entry.Income)
		if units == 0 {
			continue
		}
		w.Accounts.Move(ledger.Account{Class: ledger.Shelf}, state.MerchantAccount(i), ledger.Sales, fen)
		cost := state.CostOf(units, g.Cost[good])
		w.Accounts.Move(state.MerchantAccount(i), state.Outside, ledger.Goods, cost)
		g.Today.Spent[good] += cost
		g.Today.Produced[good] += units
		g.Today.Shelved[good] += units
		m.Month.ShelfNet[i] += fen
	}
	w.payShelfGoods(&passed)
	clear(w.Shelf.Net)
	clear(w.Shelf.Back)
}

// noteSoldLive adds up what every merchant sold in the rooms of the week that is over and was paid, fen.
func (w *Supply) noteSoldLive() {
	w.run.onAir = append(w.run.onAir[:0], make([]int64, w.NumMerchants())...)
	first := w.Offer(1-w.Edition(), 0, 0)
	for offer := first; offer < first+w.NumHosts()*state.LineUp; offer++ {
		if good := w.Offers.Good[offer]; good >= 0 {
			w.run.onAir[good/state.GoodsPer] += w.Offers.Paid[offer] * w.Offers.Price[offer]
		}
	}
}

// shelfFlow is kept shelf sales and refunds by category, fen.
type shelfFlow struct{ net, back [category.Count]int64 }

// serveShelf lets a merchant pay for the parcels of units kept and returned on the shelf, and for handling what was returned,
// on the terms of live orders. The sellers on the shelf paid the carriers day by day, and are paid back here. It returns what was
// paid, fen.
func (w *Supply) serveShelf(m, good int, kept, returned float64) int64 {
	fees, stock := &w.p.Platform.Fees, &w.p.Merchants.Stock
	there := float64((kept + returned) * float64(fixed.Fen(fees.Shipping)))
	parcels := there + float64(returned*float64(fixed.Fen(fees.ReturnShipping)))
	carried := state.Truncated(parcels + .5)
	w.Accounts.Move(state.MerchantAccount(m), state.ShelfSellers, ledger.Shipping, carried)
	handled := state.Truncated(float64(stock.Handling*returned*float64(w.Goods.Cost[good])) + .5)
	w.Accounts.Move(state.MerchantAccount(m), state.Outside, ledger.Operation, handled)
	return carried + handled
}

// shelfAppeal is what the list prices of a merchant's goods do to its part of shelf sales, in the mean.
func (w *Supply) shelfAppeal(m int) (sum float64) {
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		sum += merchant.ShelfAppeal(float64(w.Goods.List[g]), float64(w.Goods.Comparable[g]), w.p.Merchants.ShelfPrice) / state.GoodsPer
	}
	return sum
}

// payShelfGoods lets the sellers outside the market pay for the goods they sold on the shelf, and for handling what came back.
// They pay for all but what was passed to the merchants, at the category's share of the price. Without it a sale that live
// shopping takes from the shelf would cost welfare its whole price, not its margin.
func (w *Supply) payShelfGoods(passed *shelfFlow) {
	for c, net := range w.Shelf.Net {
		cost := w.p.Categories.Of[c].CostShare * merchant.CostFactor(w.usualQuality())
		made := float64(cost * float64(max(0, net-passed.net[c])))
		w.Accounts.Move(state.ShelfSellers, state.Outside, ledger.Goods, state.Truncated(made+.5))
		handled := float64(cost * w.p.Merchants.Stock.Handling * float64(w.Shelf.Back[c]-passed.back[c]))
		w.Accounts.Move(state.ShelfSellers, state.Outside, ledger.Operation, state.Truncated(handled+.5))
	}
}
