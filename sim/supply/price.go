package supply

import (
	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

// SetPrices is how merchants price. Each tries list prices and its discount a little off the usual ones, by the toss of a coin, and after
// some weeks takes in what was asked for, moves the usual prices towards what leaves most, and tries again. Tiers that do not learn try
// nothing and keep their discount, but know the trade's price response. Merchants take turns.
func (w *Supply) SetPrices() {
	p, m := &w.p.Merchants, &w.Merchants
	if !p.Price.Learn && !p.Discount.Learn {
		return
	}
	known, cut := w.tradeKnows()
	weeks := p.Price.Weeks + p.Price.Lag
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		switch (int64(m.ID[i]/2) + w.WeekNow()) % weeks { // numbers of merchants are even where a market is made
		case 0:
			w.reviewPrices(i, known[m.Category[i]], cut)
		case p.Price.Lag:
			w.countTrial(i)
		}
		w.coverCosts(i)
	}
}

// tradeKnows is what everybody knows of the response to list prices, by category, and to cuts.
func (w *Supply) tradeKnows() (list [category.Count]float64, cut float64) {
	p, m := &w.p.Merchants.Price.Response, &w.Merchants
	var lists, cuts merchant.Evidence
	var of [category.Count]merchant.Evidence
	for i, alive := range m.Alive {
		if alive {
			lists.With(m.ListTrials[i])
			of[m.Category[i]].With(m.ListTrials[i])
			cuts.With(m.CutTrials[i])
		}
	}
	usual := p.Trade(lists)
	for c := range list {
		list[c] = p.Believed(usual, of[c])
	}
	return list, p.Trade(cuts)
}

// reviewPrices ends a merchant's trial and begins the next.
func (w *Supply) reviewPrices(m int, list, cut float64) {
	p, of, goods := &w.p.Merchants, &w.Merchants, &w.Goods
	learns := p.Tiers[of.Tier[m]].Learns
	if learns {
		w.learnFromTrial(m)
	}
	list, cut = p.Price.Believed(list, of.ListTrials[m]), p.Price.Believed(cut, of.CutTrials[m])
	coin := w.On(chance.Learn).At(of.ID[m])
	if learns && p.Discount.Learn {
		of.Cut[m] = p.Discount.Next(of.Cut[m], p.Tiers[of.Tier[m]].Discount, cut, w.marginLeft(m))
		of.Discount[m] = p.Discount.TrialOf(of.Cut[m], coin.Chance(state.GoodsPer, .5))
	}
	depth := p.Discount.Bounded(p.Discount.Depth * of.Cut[m])
	for j := range state.GoodsPer {
		g := m*state.GoodsPer + j
		if p.Price.Learn {
			best := merchant.Best(w.deals.KeptCost(g), w.left(g), list) / (1 - depth)
			goods.Usual[g] = whole(p.Price.Moved(float64(goods.Usual[g]), best))
			goods.List[g] = goods.Usual[g]
			if learns {
				goods.List[g] = whole(p.Price.TrialOf(float64(goods.Usual[g]), coin.Chance(uint64(j), .5)))
			}
		}
		goods.Expected[g] = goods.Demand[g]
	}
	w.countTrial(m) // for those that leave out no weeks
}

// learnFromTrial takes in what a merchant's goods were asked for at the prices tried. The days on which a good could be had count: what was
// sold out shows nothing.
func (w *Supply) learnFromTrial(m int) {
	p, of, goods := &w.p.Merchants, &w.Merchants, &w.Goods
	p.Price.Fade(&of.ListTrials[m])
	p.Price.Fade(&of.CutTrials[m])
	tried, usual := p.Discount.Bounded(p.Discount.Depth*of.Discount[m]), p.Discount.Bounded(p.Discount.Depth*of.Cut[m])
	cut := chance.Log((1 - tried) / (1 - usual))
	days := float64(state.Week * p.Price.Weeks)
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		if goods.OnSale[g] == 0 {
			continue
		}
		asked := max(0, float64(goods.Asked[g])*days/float64(goods.OnSale[g]))
		expected := goods.Expected[g] * days
		list := chance.Log(float64(goods.List[g]) / float64(goods.Usual[g]))
		p.Price.Add(&of.ListTrials[m], list, expected, asked)
		p.Price.Add(&of.CutTrials[m], cut, expected, asked)
	}
}

// countTrial begins to count what a merchant's goods are asked for.
func (w *Supply) countTrial(m int) {
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		w.Goods.Asked[g], w.Goods.OnSale[g] = 0, 0
	}
}

// coverCosts raises list prices that no longer cover what a kept unit costs, at any discount.
func (w *Supply) coverCosts(m int) {
	p, goods := &w.p.Merchants, &w.Goods
	if !p.Price.Learn {
		return
	}
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		part := w.deals.PaidUnits(g) * merchant.MinCommission
		least := p.Discount.Least(w.deals.KeptCost(g), part, w.p.Platform.Fees.Commission)
		if list := float64(goods.List[g]); list < least && least < state.Beyond {
			goods.Usual[g] = whole(float64(goods.Usual[g]) * (least / list))
			goods.List[g] = whole(least) + 1
		}
	}
}

// left is the part of a good's price that is left of a kept unit after the merchant's commission and the platform's.
func (w *Supply) left(good int) float64 {
	commission := w.Merchants.Commission[good/state.GoodsPer]
	return 1 - float64(w.deals.PaidUnits(good)*commission) - w.p.Platform.Fees.Commission
}

// marginLeft is what is left of a merchant's net revenue after the cost of kept units, at its usual prices: the mean over its goods by demand.
func (w *Supply) marginLeft(m int) float64 {
	p, goods := &w.p.Merchants.Discount, &w.Goods
	depth := p.Bounded(p.Depth * w.Merchants.Cut[m])
	revenue, cost := 0.0, 0.0
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		kept := goods.Demand[g] * (1 - goods.ReturnEst[g])
		revenue += float64(kept * w.left(g) * float64(goods.Usual[g]) * (1 - depth))
		cost += float64(kept * w.deals.KeptCost(g))
	}
	if revenue <= 0 {
		return 0
	}
	return 1 - cost/revenue
}

// whole is a price in whole fen, at least 1.
func whole(fen float64) int64 { return max(1, state.Truncated(float64(fen)+.5)) }
