package sim

import (
	"testing"

	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// Spill-over: of two merchants of one category the one that sells more live gets more of the shelf.
func TestLiveSalesSpillOverToTheShelf(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 14, 1)
	var total int64
	for c := range w.Shelf.Net {
		w.Shelf.Net[c] = 1_000_000_00
		total += w.Shelf.Net[c]
	}
	clear(w.Merchants.Month.ShelfNet)
	w.supply.ShareShelf()
	var passed int64
	var above, below, n float64
	for m, fen := range w.Merchants.Month.ShelfNet {
		passed += fen
		for k := range m {
			if w.Merchants.Alive[m] && w.Merchants.Alive[k] && w.Merchants.Category[m] == w.Merchants.Category[k] {
				n++
				more, less := m, k
				if w.Merchants.Visibility[m] < w.Merchants.Visibility[k] {
					more, less = k, m
				}
				above += float64(w.Merchants.Month.ShelfNet[more])
				below += float64(w.Merchants.Month.ShelfNet[less])
			}
		}
	}
	if n == 0 || above < 1.2*below {
		t.Errorf("the more visible of %v pairs sold %.0f fen on the shelf, the less visible %.0f", n, above, below)
	}
	if limit := w.p.Merchants.ShelfShare * float64(total); float64(passed) > limit || float64(passed) < .8*limit {
		t.Errorf("%d fen were passed on of %.0f", passed, limit)
	}
}

// What live sales do for the shelf is gone within about a week (Chu et al.): a merchant that sold nothing live in a week is as hard to find as
// any in that week, and a week later as easy as if nothing had been.
func TestLiveSalesHelpTheShelfForAWeek(t *testing.T) {
	t.Parallel()
	with := small(t, nil)
	run(t, with, 21, 1)
	first := with.Offer(with.Edition(), 0, 0)
	soldBy := make([]int64, with.NumMerchants())
	best := 0
	for i := first; i < first+with.NumHosts()*state.LineUp; i++ {
		if g := with.Offers.Good[i]; g >= 0 {
			m := int(g) / state.GoodsPer
			if soldBy[m] += with.Offers.Paid[i] * with.Offers.Price[i]; soldBy[m] > soldBy[best] {
				best = m
			}
		}
	}
	without := fork(t, with)
	for i := first; i < first+with.NumHosts()*state.LineUp; i++ {
		if int(with.Offers.Good[i])/state.GoodsPer == best {
			without.Offers.Paid[i] = 0
		}
	}
	part := func() float64 { return without.Merchants.Visibility[best] / with.Merchants.Visibility[best] }
	run(t, with, 1, 1)
	run(t, without, 1, 1)
	if part() > .2 {
		t.Errorf("in a week without live sales the best seller is %.2f times as visible by them", part())
	}
	run(t, with, state.Week, 1)
	run(t, without, state.Week, 1)
	if part() < .7 || part() > 1.3 {
		t.Errorf("a week later it is %.2f times as visible by live sales as if nothing had been", part())
	}
}

// A parcel costs the same wherever it was ordered: every shelf order is carried, every return carried back, day by day, to
// the fen, and merchants bear their part of it. Else an order moved from live to shelf would gain welfare its postage.
func TestShelfOrdersAreCarriedLikeLiveOnes(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	ship, back := fixed.Fen(w.p.Platform.Fees.Shipping), fixed.Fen(w.p.Platform.Fees.ReturnShipping)
	var carried, borne, sold, orders int64
	for range 10 * state.Week {
		run(t, w, 1, 1)
		d := w.Rec.Days[len(w.Rec.Days)-1]
		due := d.ShelfOrders*ship + d.ShelfReturns*back
		if paid := w.Accounts.Moved(ledger.Shelf, ledger.Logistics, ledger.Shipping); paid != due {
			t.Fatalf("day %d: %d shelf parcels and %d returns cost %d fen, %d were paid", d.Day, d.ShelfOrders, d.ShelfReturns, due, paid)
		}
		if kept := w.Accounts.Of(ledger.Logistics, 0); kept != 0 {
			t.Fatalf("day %d: carriers keep %d fen", d.Day, kept)
		}
		carried += due
		orders += d.ShelfOrders
		borne += w.Accounts.Moved(ledger.Merchants, ledger.Shelf, ledger.Shipping)
		for _, units := range w.Goods.Today.Shelved {
			sold += units
		}
	}
	perOrder := float64(carried) / float64(orders)
	perUnit := float64(borne) / float64(sold) // kept units bear what came back besides
	if sold < 50 || perUnit < perOrder || perUnit > 1.5*perOrder {
		t.Errorf("an order on the shelf pays carriers %.0f fen, a merchant %.0f for each of %d units", perOrder, perUnit, sold)
	}
}

// What makes no whole unit in a week is not lost: in every category what merchants sold on the shelf and what they are
// still due is their share of it, to the fen a merchant and week, and nobody is left with more than a unit's price.
func TestShelfRemaindersAddUp(t *testing.T) {
	t.Parallel()
	const weeks, net = 30, 20_000_00
	w := small(t, nil)
	run(t, w, 14, 1)
	clear(w.Merchants.Month.ShelfNet)
	clear(w.Merchants.ShelfDue)
	for range weeks {
		w.Day += state.Week
		for c := range w.Shelf.Net {
			w.Shelf.Net[c], w.Shelf.Back[c] = net, net/10
		}
		w.supply.ShareShelf()
	}
	var had [state.NumCategories]float64
	var merchants [state.NumCategories]int
	waited := 0
	for m, alive := range w.Merchants.Alive {
		if !alive {
			continue
		}
		c, sold, due := w.Merchants.Category[m], w.Merchants.Month.ShelfNet[m], w.Merchants.ShelfDue[m]
		merchants[c]++
		had[c] += float64(sold + due)
		list := w.Goods.List[m*state.GoodsPer : (m+1)*state.GoodsPer]
		if dearest := max(list[0], list[1], list[2]); due < 0 || due >= dearest {
			t.Errorf("merchant %d is due %d fen of the shelf, its dearest good costs %d", m, due, dearest)
		}
		if (sold+due)/weeks < min(list[0], list[1], list[2]) && sold > 0 {
			waited++
		}
	}
	for c, n := range merchants {
		share := weeks * net * w.p.Merchants.ShelfShare
		if n > 0 && (had[c] > share+.5 || had[c] < share-float64(n*weeks)) {
			t.Errorf("category %d: %d merchants had %.0f fen of the shelf, their share is %.0f", c, n, had[c], share)
		}
	}
	if waited == 0 {
		t.Error("nobody sells less than a unit a week: the test shows nothing")
	}
}
