package supply

import (
	"math"

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

// reconsiderHonesty weighs what cheating brings over the horizon against the chance to be found out times fine,
// suspended sales and lost future. It sets cost and delivered quality of the merchant's goods.
func (w *Supply) reconsiderHonesty(m int) {
	p, e := &w.p.Merchants, &w.p.Enforcement
	h := &p.Honesty
	commission := fixed.BasisPoints(w.Merchants.Commission[m])
	sold := h.Sold(w.trustAtStake(m))
	var gain, fine float64
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		full := w.Goods.Base[g] * merchant.CostFactor(w.Goods.Quality[g])
		units := state.Week * w.Goods.Demand[g] * (1 - w.Goods.ReturnEst[g])
		price := float64(w.deals.LivePrice(g, commission))
		part := float64(w.deals.PaidUnits(g)*w.Merchants.Commission[m]) + w.p.Platform.Fees.Commission
		contribution := float64(price*(1-part)) - w.deals.KeptCost(g)
		if !w.Merchants.Honest[m] { // what it sells, and what that leaves, is a cheat's
			units /= sold
			contribution -= float64(full * h.Saving)
		}
		gain += float64(merchant.Gain(units, sold, float64(full*h.Saving), contribution))
		fine += e.Sanction.FineFor(price, w.Goods.Demand[g]) / state.GoodsPer
	}
	profit := max(0, w.Merchants.Income[m])
	lost := float64(profit * (p.Tiers[w.Merchants.Tier[m]].Loyalty + float64(e.Sanction.Suspension)/state.Week))
	days := int64(float64(state.Week*h.Horizon) + .5)
	caught, wrongly := e.Inspection.Caught(true, days), e.Inspection.Caught(false, days)
	scruple := w.Merchants.Scruple[m] * w.weekSales(m) * h.Horizon
	w.setHonesty(m, merchant.StaysHonest(gain*h.Horizon, caught, wrongly, fine, lost, scruple))
}

// trustAtStake is by how much lower public trust in a merchant will be if it cheats than if it does not, in the mean over the horizon
// of its decision: half of the difference at its end. What buyers will find to have failed, it knows.
func (w *Supply) trustAtStake(m int) float64 {
	t, c, h := &w.p.Consumers.Trust, &w.p.Consumers, &w.p.Merchants.Honesty
	var pleased, failed [2]float64 // a day: of an honest merchant, of a cheat
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		quality := w.Goods.Quality[g]
		for k, delivered := range [2]float64{quality, math.Max(0, quality-h.Drop)} {
			fails := t.Fails(delivered, c.Return.Noise)
			pleased[k] += float64(w.Goods.Demand[g] * (1 - w.Goods.ReturnEst[g]) * (1 - fails))
			failed[k] += float64(w.Goods.Demand[g] * fails)
		}
	}
	days := state.Week * h.Horizon
	honest := t.Foreseen(days, w.Merchants.TrustPos[m], w.Merchants.TrustNeg[m], pleased[0], failed[0])
	return (honest - t.Foreseen(days, w.Merchants.TrustPos[m], w.Merchants.TrustNeg[m], pleased[1], failed[1])) / 2
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
