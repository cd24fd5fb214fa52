package deals

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

// LivePrice is the price of a good in a live room, fen, at a commission in basis points. It is the list price less the merchant's
// discount, but not below what a kept unit costs.
func (w *Deals) LivePrice(good int, commission int64) int64 {
	return w.PriceOver(w.KeptCost(good), good, commission)
}

// PriceOver is LivePrice where the cost of a kept unit is known.
func (w *Deals) PriceOver(cost float64, good int, commission int64) int64 {
	p := &w.p.Merchants.Discount
	discount := p.Bounded(p.Depth * w.Merchants.Discount[good/state.GoodsPer])
	list, part := float64(w.Goods.List[good]), w.PaidUnits(good)*float64(commission)/10000
	return state.Truncated(float64(p.LivePrice(list, cost, discount, part, w.p.Platform.Fees.Commission)) + .5)
}

// KeptCost is what a kept unit costs the merchant, fen: the unit, its parcel, and its part of the parcels and the
// handling of returned units.
func (w *Deals) KeptCost(good int) float64 {
	fees, returned := &w.p.Platform.Fees, w.Goods.ReturnEst[good]
	cost := float64(w.Goods.Cost[good])
	lost := float64(100*fees.ReturnShipping) + float64(w.p.Merchants.Stock.Handling*cost)
	return cost + (float64(100*fees.Shipping)+float64(returned*lost))/(1-returned)
}

// commissionFor is the commission that a streamer of a tier is offered for a good, as a share of net sales. It is the
// merchant's, more for the platform's upper tiers, and at most what the good can bear at this cost of a kept unit. It is
// reckoned on kept units: where returned ones are paid for too, so much less is offered.
func (w *Deals) commissionFor(cost float64, good int, tier uint8) float64 {
	p := &w.p.Merchants
	m := good / state.GoodsPer
	c := (w.Merchants.Commission[m] + float64(p.Fees.Premium(int(tier)))) / w.PaidUnits(good)
	discount := p.Discount.Bounded(p.Discount.Depth * w.Merchants.Discount[m])
	costOfPrice := cost / (float64(w.Goods.List[good]) * (1 - discount))
	return merchant.Affordable(c, costOfPrice, w.p.Platform.Fees.Commission, p.Discount.Floor, w.PaidUnits(good))
}

// PaidUnits is for how many units a streamer is paid commission for each one that is kept. It is 1 where the commission of
// returned orders is clawed back, else 1/(1 − returns).
func (w *Deals) PaidUnits(good int) float64 {
	if w.p.Platform.Fees.Clawback {
		return 1
	}
	return 1 / (1 - w.Goods.ReturnEst[good])
}
