package sim

import "livebazaar/agents/merchant"

// livePrice is the price of a good in a live room at a commission in basis points, fen: the list price less the
// merchant's discount, but not below what a kept unit costs.
func (w *World) livePrice(good int, commission int64) int64 {
	return w.priceOver(w.keptCost(good), good, commission)
}

// priceOver is livePrice where the cost of a kept unit is known.
func (w *World) priceOver(cost float64, good int, commission int64) int64 {
	p := &w.p.Merchants.Discount
	discount := p.Bounded(p.Depth * w.Merchants.Discount[good/GoodsPer])
	list, part := float64(w.Goods.List[good]), w.paidUnits(good)*float64(commission)/10000
	return truncated(float64(p.LivePrice(list, cost, discount, part, w.p.Platform.Fees.Commission)) + .5)
}

// keptCost is what a kept unit costs the merchant, fen: the unit, its parcel, and its part of the parcels and the
// handling of returned units.
func (w *World) keptCost(good int) float64 {
	fees, returned := &w.p.Platform.Fees, w.Goods.ReturnEst[good]
	cost := float64(w.Goods.Cost[good])
	lost := float64(100*fees.ReturnShipping) + float64(w.p.Merchants.Stock.Handling*cost)
	return cost + (float64(100*fees.Shipping)+float64(returned*lost))/(1-returned)
}

// commissionFor is the commission offered to a streamer for a good: the merchant's, more for the platform's upper
// tiers, bounded by what the good can bear at a cost of a kept unit. It is reckoned on kept units: where returned ones are
// paid for too, so much less is offered.
func (w *World) commissionFor(cost float64, good int, tier uint8) float64 {
	p := &w.p.Merchants
	m := good / GoodsPer
	c := (w.Merchants.Commission[m] + float64(p.Fees.Premium(int(tier)))) / w.paidUnits(good)
	discount := p.Discount.Bounded(p.Discount.Depth * w.Merchants.Discount[m])
	costOfPrice := cost / (float64(w.Goods.List[good]) * (1 - discount))
	return merchant.Affordable(c, costOfPrice, w.p.Platform.Fees.Commission, p.Discount.Floor, w.paidUnits(good))
}

// paidUnits is for how many units the streamer is paid commission for each one that is kept: 1 where the commission of
// returned orders is clawed back, else 1/(1 − returns).
func (w *World) paidUnits(good int) float64 {
	if w.p.Platform.Fees.Clawback {
		return 1
	}
	return 1 / (1 - w.Goods.ReturnEst[good])
}
