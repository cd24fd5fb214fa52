package supply

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// ReviewHonesty lets some merchants think over whether honesty pays.
func (w *Supply) ReviewHonesty() {
	keys := w.On(chance.Cheat)
	for i, alive := range w.Merchants.Alive {
		if alive && keys.At(w.Merchants.ID[i]).Chance(0, w.p.Merchants.Honesty.Review) {
			w.reconsiderHonesty(i)
		}
	}
}

// reconsiderHonesty weighs the unit cost that cheating saves over the horizon against the chance to be found out times fine,
// suspended sales and lost future. It sets cost and delivered quality of the merchant's goods.
func (w *Supply) reconsiderHonesty(m int) {
	p, e := &w.p.Merchants, &w.p.Enforcement
	h := &p.Honesty
	commission := fixed.BasisPoints(w.Merchants.Commission[m])
	var saved, fine float64
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		full := w.Goods.Base[g] * merchant.CostFactor(w.Goods.Quality[g])
		saved += float64(state.Week * w.Goods.Demand[g] * (1 - w.Goods.ReturnEst[g]) * full * h.Saving)
		fine += e.Sanction.FineFor(float64(w.deals.LivePrice(g, commission)), w.Goods.Demand[g]) / state.GoodsPer
	}
	profit := max(0, w.Merchants.Income[m])
	lost := float64(profit * (p.Tiers[w.Merchants.Tier[m]].Loyalty + float64(e.Sanction.Suspension)/state.Week))
	days := int64(float64(state.Week*h.Horizon) + .5)
	caught, wrongly := e.Inspection.Caught(true, days), e.Inspection.Caught(false, days)
	scruple := w.Merchants.Scruple[m] * w.weekSales(m) * h.Horizon
	w.setHonesty(m, merchant.StaysHonest(saved*h.Horizon, caught, wrongly, fine, lost, scruple))
}

// setHonesty makes a merchant deliver what it claims, or less.
func (w *Supply) setHonesty(m int, honest bool) {
	w.Merchants.Honest[m] = honest
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		w.setCost(g, honest)
	}
}

// ImproveGoods raises the quality of emerging merchants' goods by the feedback of their buyers.
func (w *Supply) ImproveGoods() {
	p, g := &w.p.Merchants, &w.Goods
	for i, alive := range w.Merchants.Alive {
		if !alive || w.Merchants.Tier[i] != merchant.Emerging {
			continue
		}
		for good := i * state.GoodsPer; good < (i+1)*state.GoodsPer; good++ {
			g.Quality[good] = p.Quality.Improved(g.Quality[good], g.Start[good], state.Week*g.Demand[good])
			w.setCost(good, w.Merchants.Honest[i])
		}
	}
}
