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
	known, more := w.tradeKnows()
	usual := w.usualSales()
	weeks := p.Price.Weeks + p.Price.Lag
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		switch (int64(m.ID[i]/2) + w.WeekNow()) % weeks { // numbers of merchants are even where a market is made
		case 0:
			w.reviewPrices(i, known[m.Category[i]], more, usual[m.Category[i]])
		case p.Price.Lag:
			w.countTrial(i)
		}
		w.coverCosts(i)
	}
}

// tradeKnows is what everybody knows of the response to list prices, by category, and by how much that to cuts is larger.
func (w *Supply) tradeKnows() (list [category.Count]float64, more float64) {
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
	return list, p.Believed(usual, cuts) - usual
}

// reviewPrices ends a merchant's trial and begins the next. List is what is known of the response to list prices in its category, more by
// how much that to cuts is larger, usual what merchants of the category sell live.
func (w *Supply) reviewPrices(m int, list, more, usual float64) {
	p, of, goods := &w.p.Merchants, &w.Merchants, &w.Goods
	learns := p.Tiers[of.Tier[m]].Learns
	if learns {
		w.learnFromTrial(m)
	}
	list = p.Price.Believed(list, of.ListTrials[m])
	spills := w.spills(m, usual)
	coin, depth := w.On(chance.Learn).At(of.ID[m]), of.Cut[m]
	if learns && p.Discount.Learn {
		cut := p.Price.Believed(list+more, of.CutTrials[m])
		w.reviewDiscount(m, merchant.Lasting(list, cut, w.seenLive(m)), spills)
		of.Discount[m] = p.Discount.TrialOf(of.Cut[m], coin.Chance(state.GoodsPer, .5))
		depth = p.Discount.Bounded(p.Tiers[of.Tier[m]].Discount)
	}
	for j := range state.GoodsPer {
		g := m*state.GoodsPer + j
		if p.Price.Learn {
			best := w.bestLive(g, list, spills) / (1 - depth)
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

// reviewDiscount moves a merchant's discount towards what its list prices are best cut by. A depth other than 1 comes on top.
func (w *Supply) reviewDiscount(m int, elasticity, spills float64) {
	p, of, goods := &w.p.Merchants.Discount, &w.Merchants, &w.Goods
	best, list := 0.0, 0.0 // over all goods, by the units they are asked for
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		kept := max(1e-9, goods.Demand[g]*(1-goods.ReturnEst[g])) // without demand all weigh alike
		best += float64(kept * w.bestLive(g, elasticity, spills))
		list += float64(kept * float64(goods.Usual[g]))
	}
	of.Cut[m] = p.Next(of.Cut[m], best/list)
}

// bestLive is the live price of a good that leaves most, where a fen sold live spills so much over to the shelf.
func (w *Supply) bestLive(good int, elasticity, spills float64) float64 {
	return merchant.Best(w.deals.KeptCost(good), w.left(good)+spills/(1-w.Goods.ReturnEst[good]), elasticity)
}

// seenLive is how much of what buyers saw of a merchant's goods in the last week was live, in the mean.
func (w *Supply) seenLive(m int) (seen float64) {
	for _, places := range w.Goods.Shown[m*state.GoodsPer : (m+1)*state.GoodsPer] {
		seen += merchant.LiveShare(int(places)) / state.GoodsPer
	}
	return seen
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

// whole is a price in whole fen, at least 1.
func whole(fen float64) int64 { return max(1, state.Truncated(float64(fen)+.5)) }
