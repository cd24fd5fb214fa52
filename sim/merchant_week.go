package sim

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
)

// merchantsWeek is the merchants' Monday: they close the week, learn from the shows of the week before last, leave or
// enter, think over honesty, discount, quality and store, and propose shows for the week that begins. On the morning of
// a week's first day the edition on show still holds the results of two weeks ago.
var merchantsWeek = []event{
	{"settle late orders", (*World).settleLate},
	{"share the shelf", (*World).shareShelf},
	{"close merchants' week", (*World).closeMerchantWeek},
	{"learn from shows", (*World).learnShows},
	{"learn from stores", (*World).learnStores},
	{"merchants leave", (*World).loseMerchants},
	{"merchants enter", (*World).admitMerchants},
	{"arrange hosts", (*World).arrange},
	{"review honesty", (*World).reviewHonesty},
	{"improve goods", (*World).improveGoods},
	{"set discounts", (*World).setDiscounts},
	{"mark reference prices", (*World).markReferences},
	{"mark the shelf", (*World).markShelf},
	{"decide on stores", (*World).decideStores},
	{"stock stores", (*World).stockStores},
	{"publish sales", (*World).publishSales},
	{"line up shows", func(w *World) { w.acceptOffers(w.proposeShows()) }},
	{"adjust commissions", (*World).adjustCommissions},
}

// closeMerchantWeek pays the fixed costs and reckons the week's profit: cash and stock at cost, less what owners paid
// in. Profit sets the show budget; owners withdraw what the business does not need.
func (w *World) closeMerchantWeek() {
	p, m := &w.p.Merchants, &w.Merchants
	least := w.Scale.Real(p.Bandit.MinBudget)
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		w.Accounts.Move(merchantAccount(i), outside, ledger.Operation, w.overhead(i)+w.holdingCost(i))
		profit := w.weekProfit(i)
		m.Income[i] = merchant.Smoothed(m.Income[i], float64(profit), p.Entry.Income)
		m.Budget[i] = max(least, truncated(p.Bandit.Budget*m.Income[i]))
		m.LastProfit[i] = profit
		if spare := w.Accounts.Of(ledger.Merchants, i) - w.reserve(i); spare > 0 {
			w.payIn(i, -spare)
		}
		m.WeekOpen[i], m.PaidIn[i] = w.equity(i), 0
		if w.Accounts.Of(ledger.Merchants, i) < 0 {
			m.WeeksInRed[i]++
		} else {
			m.WeeksInRed[i] = 0
		}
	}
}

// weekProfit is receipts less payments and the change of stock at cost since the week began, fen.
func (w *World) weekProfit(m int) int64 {
	return w.equity(m) - w.Merchants.WeekOpen[m] - w.Merchants.PaidIn[m]
}

// holdingCost is what a week's storage costs, fen.
func (w *World) holdingCost(m int) int64 {
	return truncated(Week * w.p.Merchants.Stock.Holding * float64(w.stockWorth(m)))
}

// reserve is the cash an owner leaves in the business, fen: some weeks of sales and at least the fixed costs of as
// many weeks.
func (w *World) reserve(m int) int64 {
	return truncated(w.p.Merchants.Entry.Reserve * (w.weekSales(m) + float64(w.overhead(m))))
}

// overhead is the fixed cost of a week, fen.
func (w *World) overhead(m int) int64 {
	p := &w.p.Merchants
	return w.Scale.Real(p.Entry.Overhead * p.Tiers[w.Merchants.Tier[m]].Size)
}

// weekSales is what a merchant expects to sell in a week at live prices, before returns, fen.
func (w *World) weekSales(m int) float64 {
	var sum float64
	commission := basisPoints(w.Merchants.Commission[m])
	for g := m * GoodsPer; g < (m+1)*GoodsPer; g++ {
		sum += float64(Week * w.Goods.Demand[g] * float64(w.livePrice(g, commission)))
	}
	return sum
}
