//go:build long

package validity

import (
	"testing"

	"livebazaar/sim"
	"livebazaar/sim/state"
)

// selling chooses the merchant that most consumers have bought from of late.
func selling(w *sim.World, bought *buyers) int {
	best := 0
	for m, alive := range w.Merchants.Alive {
		if alive && len(bought.merchant[m]) > len(bought.merchant[best]) {
			best = m
		}
	}
	return best
}

// docs/model.md, section 7.1: quality acts through satisfaction and trust. A merchant that delivers worse goods than
// before, at the same price, cost and claims, loses orders, and loses those who bought from it before.
func TestQualityLoweredLosesRepeatOrders(t *testing.T) {
	const worse, days = 0.2, 180
	without, with := treated(t, 16, days, func(w *sim.World, bought *buyers) (treatment, outcome) {
		m := selling(w, bought)
		id := w.Merchants.ID[m]
		var quality [state.GoodsPer]float64
		for k := range quality {
			quality[k] = w.Goods.Quality[m*state.GoodsPer+k] - worse
		}
		treat := func(w *sim.World) {
			if w.Merchants.ID[m] == id {
				for k, q := range quality {
					w.Goods.Delivered[m*state.GoodsPer+k] = q
				}
			}
		}
		return treat, loyalty(bought.merchant[m], func(e sim.Event) bool { return e.Good/state.GoodsPer == m })
	})
	falls(t, "orders in 180 days of a merchant that delivers .2 less quality", without[0], with[0])
	falls(t, "orders from it of those who bought before", without[1], with[1])
	falls(t, "share of these who order from it again", without[2], with[2])
}
