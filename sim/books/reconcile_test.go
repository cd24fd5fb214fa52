package books

import (
	"strings"
	"testing"

	"livebazaar/sim/crowd"
	"livebazaar/sim/state"
)

// It does not stay unnoticed what a till does not book, or books as something else. What a till might do is done to its takings here.
func TestReconciliationNoticesWhatTillsForget(t *testing.T) {
	t.Parallel()
	before := newFair(t, nil)
	before.run(t, 10)
	scarce(before)
	for what, c := range map[string]struct {
		before string // what comes next
		forget func(f *fair) bool
	}{
		"nothing at all":      {"", nil},
		"orders are lost":     {"commit", func(f *fair) bool { return lost(&f.crowd.Group(0).Placing) }},
		"deliveries are lost": {"settle", func(f *fair) bool { return lost(&f.crowd.Group(0).Settling) }},
		"an order stands in twice, for itself and another": {"commit", standIn},
		"a delivery is booked on another offer":            {"settle", mistakeAnOutcome},
		"an order placed is forgotten": {"settle",
			oneLess(func(t *takings) (n *uint32, some bool) { return &t.placed, t.placed > t.paid })},
		"an order placed with an offer is booked on another": {"settle", moveAnOrder},
		"an order paid is taken for one that is not": {"settle",
			oneLess(func(t *takings) (n *uint32, some bool) { return &t.paid, t.paid > 0 })},
		"an order refused is forgotten": {"settle",
			oneLess(func(t *takings) (n *uint32, some bool) { return &t.refused, t.refused > 0 })},
		"an impression is counted by nobody":   {"settle", func(f *fair) bool { f.books.run.clerks[0].day.Impressions--; return true }},
		"a host is not credited an impression": {"settle", func(f *fair) bool { f.Hosts.Today.Impressions[0]--; return true }},
	} {
		f, forgot := before.fork(), false
		err := f.day(2, func(next string) {
			if next == c.before && !forgot {
				forgot = c.forget(f)
			}
		})
		switch {
		case c.forget == nil && err != nil:
			t.Errorf("%s was forgotten: %v", what, err)
		case c.forget != nil && !forgot:
			t.Errorf("%s: there was none", what)
		case c.forget != nil && err == nil:
			t.Errorf("%s, and nobody noticed", what)
		}
	}
}

// Impressions that are given out and fall on no slate are noticed.
func TestReconciliationNoticesImpressionsBeyondTheSlates(t *testing.T) {
	t.Parallel()
	f := newFair(t, nil)
	f.run(t, 2)
	for _, more := range []int64{-1, 1} {
		if err := f.books.Reconcile(f.venue.Supplied() + more); err == nil || !strings.Contains(err.Error(), "impressions were delivered") {
			t.Errorf("%d impressions more than there are places, and the error is %v", more, err)
		}
	}
}

// scarce leaves two units of every other good and nothing of the rest.
func scarce(f *fair) {
	for g := range f.Goods.Stock {
		f.Goods.Stock[g] = min(f.Goods.Stock[g], int64(2*(g%2)))
	}
}

// lost sends everybody away from the tills who waits there.
func lost(waiting interface {
	At(from, to int) []uint16
	Empty()
}) (some bool) {
	some = len(waiting.At(0, crowd.Tills)) > 0
	waiting.Empty()
	return some
}

// standIn puts an order at a till in the place of another one of another price.
func standIn(f *fair) bool {
	ch := f.crowd.Group(0)
	price := func(k uint16) int64 { return f.Offers.Price[ch.Orders[k].Offer&state.OrderIndex] }
	for till := range crowd.Tills {
		at := ch.Placing.At(till, till+1)
		for i := 1; i < len(at); i++ {
			if price(at[i-1]) != price(at[i]) {
				at[i-1] = at[i]
				return true
			}
		}
	}
	return false
}

// mistakeAnOutcome makes an outcome one of another offer of the good, at another price.
func mistakeAnOutcome(f *fair) bool {
	settled := f.crowd.Group(0).Settled
	for k := range settled {
		o := &settled[k]
		for other, price := range f.Offers.Price {
			if f.Offers.Good[other] == f.Offers.Good[o.Offer] && price != f.Offers.Price[o.Offer] {
				o.Offer = uint32(other)
				return true
			}
		}
	}
	return false
}

// moveAnOrder books an order that was not paid for on another offer, at another price.
func moveAnOrder(f *fair) bool {
	var all []*takings
	for i := range f.books.run.tills {
		for k := range f.books.run.tills[i].takings {
			all = append(all, &f.books.run.tills[i].takings[k])
		}
	}
	for _, from := range all {
		for _, to := range all {
			if from.placed > from.paid && f.Offers.Price[from.offer] != f.Offers.Price[to.offer] {
				from.placed--
				to.placed++
				return true
			}
		}
	}
	return false
}

// oneLess takes one from a count of the takings in which there are any.
func oneLess(of func(t *takings) (n *uint32, some bool)) func(f *fair) bool {
	return func(f *fair) bool {
		for i := range f.books.run.tills {
			for k := range f.books.run.tills[i].takings {
				if n, some := of(&f.books.run.tills[i].takings[k]); some {
					*n--
					return true
				}
			}
		}
		return false
	}
}
