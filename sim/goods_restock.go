package sim

import (
	"math"

	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
)

// restock orders what is missing to the newsvendor's quantity over lead time and review interval. Goods take turns, so
// that every good is reviewed once in the interval. Nobody orders on credit.
func (w *World) restock() {
	if w.p.Merchants.Stock.Unlimited {
		return
	}
	review, usual := w.p.Merchants.Stock.Review, w.meanDemand()
	turn := (w.Day + 1<<20) % review
	for m, alive := range w.Merchants.Alive {
		if !alive || !w.sells(m) || int64(w.Merchants.ID[m])%review != turn {
			continue
		}
		for g := m * GoodsPer; g < (m+1)*GoodsPer; g++ {
			missing := w.stockTarget(g, usual) - w.Goods.Stock[g] - w.Goods.Coming[g]
			cash := w.Accounts.Of(ledger.Merchants, m)
			units := min(missing, max(0, cash)/max(1, w.Goods.Cost[g]))
			if units > 0 {
				w.produce(g, units)
				w.Goods.Pipeline[g][(w.Day+int64(w.Goods.Lead[g])+1<<20)%16] += units
			}
		}
	}
}

// stockTarget is the newsvendor's quantity of a good, units on hand and under way: at least what there must be to show,
// at most what a brand with limited supply makes of the usual demand.
func (w *World) stockTarget(good int, usual float64) int64 {
	p, g := &w.p.Merchants, &w.Goods
	m := good / GoodsPer
	commission := w.Merchants.Commission[m]
	unit := w.keptCost(good)
	price := float64(w.priceOver(unit, good, basisPoints(commission)))
	under := float64(price*(1-float64(w.paidUnits(good)*commission)-w.p.Platform.Fees.Commission)) - unit
	days := float64(int64(g.Lead[good]) + p.Stock.Review)
	over := float64(g.Cost[good]) * p.Stock.Holding * days
	mean, sd := merchant.NetDemand(g.Demand[good], g.DemandSq[good], g.ReturnEst[good], days)
	best := math.Ceil(merchant.OrderUpTo(mean, sd, merchant.Critical(under, over)))
	most := p.Tiers[w.Merchants.Tier[m]].Supply * usual * days
	return max(p.Stock.Least, truncated(min(best, most)))
}
