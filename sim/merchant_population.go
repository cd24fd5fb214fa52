package sim

import (
	"math"

	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
)

// allocateMerchants makes the columns of merchants, of their goods and of the shelf.
func (w *World) allocateMerchants(capacity int) {
	stretch(&w.Merchants, capacity)
	w.Merchants.Arms = make([]Arm, capacity*MaxArms)
	w.Merchants.StoreCost = make([]int64, 2*capacity)
	for m := range w.Merchants.Left {
		w.Merchants.Left[m] = longAgo
	}
	stretch(&w.Goods, capacity*GoodsPer)
	stretch(&w.Shelf, NumCategories)
}

// populateMerchants fills the market with its first merchants.
func (w *World) populateMerchants() {
	demands := w.usualDemands()
	for m := range int(w.p.Merchants.Count) {
		w.enterMerchant(m, &demands)
		w.Merchants.Born[m] -= int32(w.keys.Population.For(chance.Entry).At(w.Merchants.ID[m]).Below(0, 3*365))
	}
	w.markShelf()
}

// enterMerchant puts a new merchant with goods, first stock, capital and a store host into an empty slot. Its traits
// are drawn by its serial number; demands is what it expects to sell of a good, by tier.
func (w *World) enterMerchant(slot int, demands *[merchant.NumTiers]float64) {
	p, m := &w.p.Merchants, &w.Merchants
	key := w.keys.Population.For(chance.Business).At(uint64(w.Serial))
	tier, cat := w.background(key)
	w.recordFormer(slot)
	w.clearMerchantAccount(slot)

	m.ID[slot] = uint64(w.Serial)
	w.Serial++
	m.Alive[slot], m.Born[slot], m.Left[slot] = true, int32(w.Day), 0
	m.Tier[slot], m.Category[slot] = uint8(tier), uint8(cat)
	traits, strategy := &w.p.Categories.Of[cat], &p.Tiers[tier]
	m.Scruple[slot] = float64(p.Honesty.Scruple * key.Exponential(4))
	spread := p.Discount.Spread
	usual := strategy.Discount * chance.Exp(float64(spread*key.Normal(5))-float64(spread*spread/2))
	m.Discount[slot] = p.Discount.Bounded(usual)
	m.Trial[slot] = PriceTrial{Accepted: m.Discount[slot]}
	m.Trial[slot].Weeks = -int32(key.Below(6, int(p.Discount.Weeks))) // not all try at once
	asking := traits.Commission + strategy.Extra + float64(p.Fees.Spread*key.Normal(7))
	m.Commission[slot] = clampShare(asking, merchant.MinCommission, merchant.MaxCommission)
	m.TrustPos[slot], m.TrustNeg[slot], m.Credit[slot] = 0, 0, w.p.Enforcement.Credit.Start
	m.WeeksInRed[slot], m.Suspended[slot] = 0, longAgo
	for a := range MaxArms {
		m.Arms[slot*MaxArms+a] = Arm{Host: -1}
	}
	m.StoreArm[slot] = Arm{Host: int32(w.StoreOf(slot)), LastWeek: int32(w.week())}
	m.StoreOpen[slot] = false
	m.StoreCost[slot], m.StoreCost[len(m.Alive)+slot] = 0, 0
	m.StoreHours[slot] = storeHours(key)
	m.Visibility[slot], m.Asked[slot], m.Accepted[slot] = 0, 0, 0
	zeroAt(&m.Month, slot)

	nature := key.Normal(8)
	for j := range GoodsPer {
		w.newGood(slot*GoodsPer+j, tier, cat, nature, demands[tier], key.At(uint64(j)))
	}
	w.foundStore(slot, key)
	w.fund(slot)
}

// background draws tier and category of a merchant: tiers by their shares, categories by the value of their needs.
func (w *World) background(key chance.Key) (tier, cat int) {
	var shares [merchant.NumTiers]float64
	for t := range shares {
		shares[t] = w.p.Merchants.Tiers[t].Share
	}
	values := w.valueShares()
	return pick(shares[:], key.Uniform(0)), pick(values[:], key.Uniform(1))
}

// pick returns the index that a uniform draw selects in proportion to the weights.
func pick(weights []float64, u float64) int {
	var sum float64
	for _, x := range weights {
		sum += x
	}
	u *= sum
	for i, x := range weights {
		if u < x {
			return i
		}
		u -= x
	}
	return len(weights) - 1
}

// newGood draws a good: quality around the tier's, list price lognormal around the category's, unit cost by the
// category's share, the tier and the quality.
func (w *World) newGood(g, tier, cat int, nature, demand float64, key chance.Key) {
	p, goods := &w.p.Merchants, &w.Goods
	traits, strategy := &w.p.Categories.Of[cat], &p.Tiers[tier]
	goods.Category[g] = uint8(cat)
	deviation := float64(.6*nature) + float64(.8*key.Normal(0))
	least := w.p.Enforcement.Inspection.Standard + p.Quality.Least
	q := clampShare(strategy.Quality+float64(p.Quality.Spread*deviation), least, .97)
	goods.Quality[g], goods.Start[g], goods.Delivered[g] = q, q, q
	list := traits.Price * strategy.Price * chance.Exp(float64(traits.PriceSpread*key.Normal(1)))
	goods.List[g] = truncated(float64(100*math.Max(1, list)) + .5)
	share := traits.CostShare * strategy.Cost * chance.Exp(float64(.08*key.Normal(2)))
	goods.Base[g] = float64(goods.List[g]) * math.Min(share, .8)
	goods.Reference[g] = 1
	span := int(p.Stock.LeadMax-p.Stock.LeadMin) + 1
	goods.Lead[g] = uint8(int(p.Stock.LeadMin) + key.Below(3, span))
	w.setCost(g, true)

	goods.Shown[g], goods.Placed[g], goods.Cut[g] = 0, 0, 0
	w.scrap(g)
	goods.Demand[g], goods.DemandSq[g], goods.ReturnEst[g] = demand, demand*(1+demand), .3
}

// usualDemands is what a newcomer of each tier expects of a good, units a day: half of what merchants of the tier sell of
// one, or while there are none what they expected when the market was made.
func (w *World) usualDemands() (demands [merchant.NumTiers]float64) {
	var sum, n [merchant.NumTiers]float64
	for g, demand := range w.Goods.Demand {
		if m := g / GoodsPer; w.Merchants.Alive[m] {
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

// meanDemand is the demand expected of the mean good at the start of the market, units a day.
func (w *World) meanDemand() float64 {
	p := &w.p.Merchants
	return p.Stock.Guess * float64(w.p.Consumers.Count) / float64(p.Count*GoodsPer)
}

// setCost sets the unit cost and the quality delivered of a good for an honest merchant or one that cheats.
func (w *World) setCost(g int, honest bool) {
	p, goods := &w.p.Merchants, &w.Goods
	cost := goods.Base[g] * merchant.CostFactor(goods.Quality[g])
	goods.Delivered[g] = goods.Quality[g]
	if !honest {
		cost *= 1 - p.Honesty.Saving
		goods.Delivered[g] = math.Max(0, goods.Quality[g]-p.Honesty.Drop)
	}
	goods.Cost[g] = truncated(cost + .5)
}

// fund pays in the opening capital, some weeks of expected sales, and buys the first stock.
func (w *World) fund(slot int) {
	p, m, goods := &w.p.Merchants, &w.Merchants, &w.Goods
	var sales, stock float64
	for g := slot * GoodsPer; g < (slot+1)*GoodsPer; g++ {
		sales += float64(Week * goods.Demand[g] * float64(goods.List[g]))
		stock += float64(costOf(w.firstStock(g), goods.Cost[g]))
	}
	m.PaidIn[slot], m.PaidInMonth[slot] = 0, 0
	w.payIn(slot, truncated(float64(p.Entry.Capital*(sales+float64(w.overhead(slot))))+stock))
	m.Income[slot] = .1 * sales
	m.Budget[slot] = w.Scale.Real(p.Bandit.MinBudget)
	m.Honest[slot] = true
	w.reconsiderHonesty(slot)
	for g := slot * GoodsPer; g < (slot+1)*GoodsPer; g++ {
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
func (w *World) firstStock(good int) int64 {
	p := &w.p.Merchants.Stock
	return max(p.Least, truncated(math.Ceil(w.Goods.Demand[good]*p.Initial)))
}

// payIn moves capital from the owner (outside the market) to the merchant; a negative amount is withdrawn.
func (w *World) payIn(slot int, fen int64) {
	if fen >= 0 {
		w.Accounts.Move(outside, merchantAccount(slot), ledger.Capital, fen)
	} else {
		w.Accounts.Move(merchantAccount(slot), outside, ledger.Capital, -fen)
	}
	w.Merchants.PaidIn[slot] += fen
	w.Merchants.PaidInMonth[slot] += fen
}

// clearMerchantAccount takes out what the last occupant of a slot left in its account after the last settlement.
func (w *World) clearMerchantAccount(slot int) {
	w.payIn(slot, -w.Accounts.Of(ledger.Merchants, slot))
}

// equity is a merchant's cash and stock at cost, fen.
func (w *World) equity(slot int) int64 {
	return w.Accounts.Of(ledger.Merchants, slot) + w.stockWorth(slot)
}

func clampShare(x, low, high float64) float64 { return math.Max(low, math.Min(x, high)) }

var _ = [1]struct{}{}[NumCategories-category.Count] // the packed state is laid out for these categories
