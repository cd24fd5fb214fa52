package checks

import (
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// pricesAreSet is the event before which merchants have decided on their prices for the week.
const pricesAreSet = "mark reference prices"

// A wedge stands between the list prices that merchants decide on and those that the market sees: they decide as if it were not there,
// and all that follows a decision (live prices, line-ups, what consumers see) has the factor in it. A cut or a rise that merchants
// cannot take back can be watched for years in this way.
type wedge struct {
	w               *sim.World
	treated         func(good int) bool
	factor          float64
	chosen, applied []int64
}

// listWedge drives a wedge between list prices from the next day on.
func listWedge(w *sim.World, treated func(good int) bool, factor float64) {
	x := &wedge{w: w, treated: treated, factor: factor, chosen: make([]int64, len(w.Goods.List)), applied: make([]int64, len(w.Goods.List))}
	w.Before("merchants adapt", x.lift)
	w.Before(pricesAreSet, x.apply)
}

// lift shows merchants what they have chosen themselves. A good that somebody else has put in the place of another since is as it is.
func (x *wedge) lift() {
	for g, list := range x.w.Goods.List {
		if list == x.applied[g] && list != 0 {
			x.w.Goods.List[g] = x.chosen[g]
		}
		x.applied[g] = 0
	}
}

// apply puts the factor on what was chosen.
func (x *wedge) apply() {
	for g, list := range x.w.Goods.List {
		if x.treated(g) && x.w.Merchants.Alive[g/state.GoodsPer] {
			x.chosen[g], x.applied[g] = list, times(list, x.factor)
			x.w.Goods.List[g] = x.applied[g]
		}
	}
}

// discountWedge makes live prices a factor of what merchants' discounts make them, with list prices as they are, from the next
// day on.
func discountWedge(w *sim.World, treated func(good int) bool, factor float64) {
	chosen := make([]float64, len(w.Merchants.Discount))
	on := make([]bool, len(chosen))
	w.Before("merchants adapt", func() {
		for m := range chosen {
			if on[m] {
				w.Merchants.Discount[m], on[m] = chosen[m], false
			}
		}
	})
	w.Before(pricesAreSet, func() {
		for m, d := range w.Merchants.Discount {
			if w.Merchants.Alive[m] && treated(m*state.GoodsPer) {
				chosen[m], on[m] = d, true
				w.Merchants.Discount[m] = 1 - (1-d)*factor
			}
		}
	})
}
