package sim

import "math"

// showResult adds up what the line-up of a host brought its merchants in the edition about to be replaced: net sales
// after the platform's fee, and commission, fees and the cost of goods. In fen.
func (w *World) showResult(host int) (revenue, cost float64) {
	for j := range LineUp {
		if i := w.offer(w.Edition(), host, j); w.Offers.Good[i] >= 0 {
			r, c := w.placeResult(i)
			revenue += r
			cost += c
		}
	}
	return revenue, cost
}

// placeResult is the same for one place.
func (w *World) placeResult(offer int) (revenue, cost float64) {
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

// smoothing is the epsilon of log returns in fen.
func (w *World) smoothing() float64 { return 100 * w.p.Merchants.Bandit.Smoothing / w.Scale.Ratio }
