package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

func TestDeepDiscountLowersTheReferencePrice(t *testing.T) {
	t.Parallel()
	mean := func(depth float64) float64 {
		w := small(t, map[string]any{"merchants.discount.depth": depth, "merchants.discount.learn": false})
		run(t, w, 70, 1)
		sum, n := 0.0, 0.0
		for g, r := range w.Goods.Reference {
			if w.Merchants.Alive[g/state.GoodsPer] {
				sum += r
				n++
			}
		}
		return sum / n
	}
	none, deep := mean(0), mean(5)
	if none < .97 || deep > none-.03 {
		t.Errorf("after ten weeks the reference price is %.3f of list without cuts, %.3f with cuts five times as deep", none, deep)
	}
}

// Buyers remember the prices they met, not those merchants had in mind: the reference price moves to the mean price of the
// places that showed the good, by whatever terms and coupons.
func TestReferencePriceFollowsThePlacesOnShow(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 6*state.Week, 1)
	p, g := &w.p.Merchants.Discount, &w.Goods
	cut, places := make([]float64, len(g.List)), make([]float64, len(g.List))
	from := w.Offer(w.Edition(), 0, 0)
	for at := from; at < from+w.NumHosts()*state.LineUp; at++ {
		if good := w.Offers.Good[at]; good >= 0 {
			cut[good] += 1 - float64(w.Offers.Price[at])/float64(g.List[good])
			places[good]++
		}
	}
	before, shown := slices.Clone(g.Reference), slices.Clone(g.Shown)
	w.supply.MarkReferences()
	several := 0
	for i, r := range g.Reference {
		if !w.Merchants.Alive[i/state.GoodsPer] || int(shown[i]) != int(places[i]) { // some left the market and their goods on show
			continue
		}
		met := merchant.Seen(merchant.LiveShare(int(places[i])), 1-cut[i]/math.Max(1, places[i]))
		if want := p.ReferenceAfter(before[i], met); math.Abs(r-want) > 1e-4 {
			t.Errorf("good %d, %v places: reference %.4f, want %.4f", i, places[i], r, want)
		}
		if places[i] > 1 {
			several++
		}
	}
	if several == 0 {
		t.Error("no good is shown in two places")
	}
}
