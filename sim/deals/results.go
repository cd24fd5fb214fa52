package deals

import (
	"math"

	"livebazaar/sim/state"
)

// ShowResult adds up what the line-up of a host brought its merchants in the edition that is about to be replaced, fen: the
// net sales after the platform's fee, and what they cost in commission, fees and goods.
func (w *Deals) ShowResult(host int) (revenue, cost float64) {
	for j := range state.LineUp {
		if i := w.Offer(w.Edition(), host, j); w.Offers.Good[i] >= 0 {
			r, c := w.PlaceResult(i)
			revenue += r
			cost += c
		}
	}
	return revenue, cost
}

// PlaceResult is the same for one place.
func (w *Deals) PlaceResult(offer int) (revenue, cost float64) {
	o, fees := &w.Offers, &w.p.Platform.Fees
	good := o.Good[offer]
	revenue = float64(o.KeptFen[offer]) * (1 - fees.Commission)
	unit := float64(w.Goods.Cost[good])
	back := float64(o.ReturnedUnits[offer])
	cost = float64(o.CommissionFen[offer]+o.SlotFee[offer]) + float64(float64(o.Kept[offer])*unit) +
		float64(float64(o.Paid[offer])*100*fees.Shipping) +
		float64(back*(float64(100*fees.ReturnShipping)+float64(w.p.Merchants.Stock.Handling*unit)))
	return math.Max(0, revenue), cost
}

// Smoothing is the ε of log returns, fen: what is added to revenue and cost before the logarithm.
func (w *Deals) Smoothing() float64 { return 100 * w.p.Merchants.Bandit.Smoothing / w.Scale.Ratio }
