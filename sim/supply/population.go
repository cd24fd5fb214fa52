package supply

import (
	"math"

	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// Populate fills the market with its first merchants.
func (w *Supply) Populate() {
	demands := w.usualDemands()
	for m := range w.p.Merchants.First() {
		w.enterMerchant(m, &demands, nil)
		w.Merchants.Born[m] -= int32(w.Keys.Population.For(chance.Entry).At(w.Merchants.ID[m]).Below(0, 3*365))
	}
	w.MarkShelf()
}

// enterMerchant puts a new merchant with goods, first stock, capital and a store into an empty slot. Its traits are drawn by
// its serial number. demands is what it expects to sell of a good, by tier, units a day, and gains what its equals have of live
// selling, fen a week, nil where a market is made.
func (w *Supply) enterMerchant(slot int, demands, gains *[merchant.NumTiers]float64) {
	p, m := &w.p.Merchants, &w.Merchants
	key := w.Keys.Population.For(chance.Business).At(uint64(w.Serial))
	tier, cat := w.background(key)
	w.recordFormer(slot)
	w.clearMerchantAccount(slot)
	w.EmptyMerchant(slot)

	m.ID[slot] = uint64(w.Serial)
	w.Serial++
	m.Alive[slot], m.Born[slot] = true, int32(w.Day)
	m.Tier[slot], m.Category[slot] = uint8(tier), uint8(cat)
	traits, strategy := &w.p.Categories.Of[cat], &p.Tiers[tier]
	m.Scruple[slot] = float64(p.Honesty.Scruple * key.Exponential(4))
	spread := p.Discount.Spread
	usual := strategy.Discount * chance.Exp(float64(spread*key.Normal(5))-float64(spread*spread/2))
	m.Cut[slot] = p.Discount.Bounded(usual)
	m.Discount[slot] = m.Cut[slot]
	asking := traits.Commission + strategy.Extra + float64(p.Fees.Spread*key.Normal(7))
	m.Commission[slot] = fixed.Clamp(asking, merchant.MinCommission, merchant.MaxCommission)
	m.Credit[slot] = w.p.Enforcement.Credit.Start
	m.StoreArm[slot] = state.Arm{Host: int32(w.StoreOf(slot)), LastWeek: int32(w.WeekNow())}
	m.StoreHours[slot] = storeHours(key)

	nature := key.Normal(8)
	for j := range state.GoodsPer {
		w.newGood(slot*state.GoodsPer+j, tier, cat, nature, demands[tier], key.At(uint64(j)))
	}
	w.foundStore(slot, key)
	w.expectLive(slot, gains, key)
	w.fund(slot)
}

// background draws tier and category of a merchant: tiers by their shares, categories by the value of their needs.
func (w *Supply) background(key chance.Key) (tier, cat int) {
	var shares [merchant.NumTiers]float64
	for t := range shares {
		shares[t] = w.p.Merchants.Tiers[t].Share
	}
	values := w.p.Categories.ValueShares(&w.Origin.Cares)
	return chance.Pick(shares[:], key.Uniform(0)), chance.Pick(values[:], key.Uniform(1))
}

// newGood draws a good. Its quality is around the tier's, its list price lognormal around the category's, and its unit cost
// follows from the category's share, the tier and the quality.
func (w *Supply) newGood(g, tier, cat int, nature, demand float64, key chance.Key) {
	p, goods := &w.p.Merchants, &w.Goods
	traits, strategy := &w.p.Categories.Of[cat], &p.Tiers[tier]
	goods.Category[g] = uint8(cat)
	deviation := float64(.6*nature) + float64(.8*key.Normal(0))
	least := w.p.Enforcement.Inspection.Standard + p.Quality.Least
	q := fixed.Clamp(strategy.Quality+float64(p.Quality.Spread*deviation), least, .97)
	goods.Quality[g], goods.Start[g], goods.Delivered[g] = q, q, q
	list := traits.Price * strategy.Price * chance.Exp(float64(traits.PriceSpread*key.Normal(1)))
	goods.List[g] = state.Truncated(float64(100*math.Max(1, list)) + .5)
	goods.Comparable[g], goods.Usual[g] = goods.List[g], goods.List[g]
	share := traits.CostShare * strategy.Cost * chance.Exp(float64(.08*key.Normal(2)))
	goods.Base[g] = float64(goods.List[g]) * math.Min(share, .8)
	goods.Reference[g] = 1
	span := int(p.Stock.LeadMax-p.Stock.LeadMin) + 1
	goods.Lead[g] = uint8(int(p.Stock.LeadMin) + key.Below(3, span))
	w.setCost(g, true)
	goods.Demand[g], goods.DemandSq[g], goods.ReturnEst[g] = demand, demand*(1+demand), .3
}

// usualDemands is what a newcomer of each tier expects to sell of a good, units a day: half of what merchants of the tier sell
// of one. While there are none it is what they expected when the market was made.
func (w *Supply) usualDemands() (demands [merchant.NumTiers]float64) {
	var sum, n [merchant.NumTiers]float64
	for g, demand := range w.Goods.Demand {
		if m := g / state.GoodsPer; w.Merchants.Alive[m] {
			sum[w.Merchants.Tier[m]] += demand
			n[w.Merchants.Tier[m]]++
		}
	}
	for t := range demands {
		if n[t] > 0 {
			demands[t] = .5 * sum[t] / n[t]
		} else {
			demands[t] = w.Origin.Demand[t]
		}
	}
	return demands
}

// setCost sets the unit cost and the quality delivered of a good for an honest merchant or one that cheats.
func (w *Supply) setCost(g int, honest bool) {
	p, goods := &w.p.Merchants, &w.Goods
	cost := goods.Base[g] * merchant.CostFactor(goods.Quality[g])
	goods.Delivered[g] = goods.Quality[g]
	if !honest {
		cost *= 1 - p.Honesty.Saving
		goods.Delivered[g] = math.Max(0, goods.Quality[g]-p.Honesty.Drop)
	}
	goods.Cost[g] = state.Truncated(cost + .5)
}

// fund pays in the opening capital, some weeks of expected sales, and buys the first stock.
func (w *Supply) fund(slot int) {
	p, m, goods := &w.p.Merchants, &w.Merchants, &w.Goods
	var sales, stock float64
	for g := slot * state.GoodsPer; g < (slot+1)*state.GoodsPer; g++ {
		sales += float64(state.Week * goods.Demand[g] * float64(goods.List[g]))
		stock += float64(state.CostOf(w.firstStock(g), goods.Cost[g]))
	}
	m.PaidIn[slot], m.PaidInMonth[slot] = 0, 0
	w.payIn(slot, state.Truncated(float64(p.Entry.Capital*(sales+float64(w.overhead(slot))))+stock))
	m.Income[slot] = .1 * sales
	m.Budget[slot] = w.Scale.Real(p.Bandit.MinBudget)
	m.Honest[slot] = true
	w.reconsiderHonesty(slot)
	for g := slot * state.GoodsPer; g < (slot+1)*state.GoodsPer; g++ {
		if p.Stock.Unlimited {
			w.fill(g)
		} else {
			w.layIn(g, w.firstStock(g))
		}
	}
	m.WeekOpen[slot], m.MonthOpen[slot] = w.equity(slot), w.equity(slot)
	m.PaidIn[slot], m.PaidInMonth[slot] = 0, 0
}

// firstStock is what a new merchant lays in of a good, units.
func (w *Supply) firstStock(good int) int64 {
	p := &w.p.Merchants.Stock
	return max(p.Least, state.Truncated(math.Ceil(w.Goods.Demand[good]*p.Initial)))
}

// payIn moves capital from the owner, outside the market, to the merchant. A negative amount is withdrawn.
func (w *Supply) payIn(slot int, fen int64) {
	if fen >= 0 {
		w.Accounts.Move(state.Outside, state.MerchantAccount(slot), ledger.Capital, fen)
	} else {
		w.Accounts.Move(state.MerchantAccount(slot), state.Outside, ledger.Capital, -fen)
	}
	w.Merchants.PaidIn[slot] += fen
	w.Merchants.PaidInMonth[slot] += fen
}

// clearMerchantAccount takes out what the last occupant of a slot left in its account after the last settlement.
func (w *Supply) clearMerchantAccount(slot int) {
	w.payIn(slot, -w.Accounts.Of(ledger.Merchants, slot))
}

// equity is a merchant's cash and stock at cost, fen.
func (w *Supply) equity(slot int) int64 {
	return w.Accounts.Of(ledger.Merchants, slot) + w.stockWorth(slot)
}

var _ = [1]struct{}{}[state.NumCategories-category.Count] // the packed state is laid out for these categories
