package supply

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// CloseMerchantWeek pays the fixed costs and reckons the week's profit, which sets the show budget. Owners withdraw what the
// business does not need.
func (w *Supply) CloseMerchantWeek() {
	p, m := &w.p.Merchants, &w.Merchants
	least := w.Scale.Real(p.Bandit.MinBudget)
	for i, alive := range m.Alive {
		if !alive {
			continue
		}
		w.Accounts.Move(state.MerchantAccount(i), state.Outside, ledger.Operation, w.overhead(i)+w.holdingCost(i))
		profit := w.weekProfit(i)
		m.Income[i] = merchant.Smoothed(m.Income[i], float64(profit), p.Entry.Income)
		m.Budget[i] = max(least, state.Truncated(p.Bandit.Budget*m.Income[i]))
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
func (w *Supply) weekProfit(m int) int64 {
	return w.equity(m) - w.Merchants.WeekOpen[m] - w.Merchants.PaidIn[m]
}

// holdingCost is what a week's storage costs, fen.
func (w *Supply) holdingCost(m int) int64 {
	return state.Truncated(state.Week * w.p.Merchants.Stock.Holding * float64(w.stockWorth(m)))
}

// reserve is the cash that an owner leaves in the business, fen: some weeks of sales, and the fixed costs of as many weeks.
func (w *Supply) reserve(m int) int64 {
	return state.Truncated(w.p.Merchants.Entry.Reserve * (w.weekSales(m) + float64(w.overhead(m))))
}

// overhead is the fixed cost of a week, fen: less for who sells on the shelf alone.
func (w *Supply) overhead(m int) int64 {
	p := &w.p.Merchants
	whole := w.Scale.Real(float64(p.Entry.Overhead*p.Tiers[w.Merchants.Tier[m]].Size) + p.Live.Cost)
	if w.Merchants.SellsLive[m] {
		return whole
	}
	return whole - w.liveCost(m)
}

// weekSales is what a merchant expects to sell in a week at live prices, before returns, fen.
func (w *Supply) weekSales(m int) float64 {
	var sum float64
	commission := fixed.BasisPoints(w.Merchants.Commission[m])
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		sum += float64(state.Week * w.Goods.Demand[g] * float64(w.deals.LivePrice(g, commission)))
	}
	return sum
}
