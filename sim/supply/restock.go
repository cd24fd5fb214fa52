package supply

import (
	"math"

	"livebazaar/agents/merchant"
	"livebazaar/sim/column"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// Restock orders what is missing to the newsvendor's quantity over lead time and review interval. Merchants take turns, so that
// every good is reviewed once in the interval. Nobody orders on credit. What is missing hangs on the good alone, so the
// workers share the reckoning of it.
func (w *Supply) Restock() {
	if w.p.Merchants.Stock.Unlimited {
		return
	}
	r, usual := &w.run, w.p.MeanDemand()
	r.missing = column.Resize(r.missing, len(w.Goods.Stock))
	w.Crew.Blocks(w.NumMerchants(), func(from, to, _ int) {
		for m := from; m < to; m++ {
			for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
				if r.missing[g] = 0; w.restocks(m) {
					r.missing[g] = w.stockTarget(g, usual) - w.Goods.Stock[g] - w.Goods.Coming[g]
				}
			}
		}
	})
	for g, missing := range r.missing {
		if missing <= 0 {
			continue
		}
		cash := w.Accounts.Of(ledger.Merchants, g/state.GoodsPer)
		if units := min(missing, max(0, cash)/max(1, w.Goods.Cost[g])); units > 0 {
			w.produce(g, units)
			w.Goods.Pipeline[g][(w.Day+int64(w.Goods.Lead[g])+1<<20)%16] += units
		}
	}
}

// restocks reports whether it is a merchant's turn to order goods.
func (w *Supply) restocks(m int) bool {
	review := w.p.Merchants.Stock.Review
	return w.Sells(m) && int64(w.Merchants.ID[m])%review == (w.Day+1<<20)%review
}

// stockTarget is the newsvendor's quantity of a good, in units on hand and under way. It is at least what there must be to
// show, and at most what a brand with limited supply makes of the usual demand.
func (w *Supply) stockTarget(good int, usual float64) int64 {
	p, g := &w.p.Merchants, &w.Goods
	m := good / state.GoodsPer
	commission := w.Merchants.Commission[m]
	unit := w.deals.KeptCost(good)
	price := float64(w.deals.PriceOver(unit, good, fixed.BasisPoints(commission)))
	under := float64(price*(1-float64(w.deals.PaidUnits(good)*commission)-w.p.Platform.Fees.Commission)) - unit
	days := float64(int64(g.Lead[good]) + p.Stock.Review)
	over := float64(g.Cost[good]) * p.Stock.Holding * days
	mean, sd := merchant.NetDemand(g.Demand[good], g.DemandSq[good], g.ReturnEst[good], days)
	best := math.Ceil(merchant.OrderUpTo(mean, sd, merchant.Critical(under, over)))
	most := p.Tiers[w.Merchants.Tier[m]].Supply * usual * days
	return max(p.Stock.Least, state.Truncated(min(best, most)))
}
