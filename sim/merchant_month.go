package sim

import "livebazaar/sim/record"

// recordMerchants closes a month: a row for every merchant that was in the market or settled in it, profit being
// receipts less payments and the change of stock at cost, without owners' capital. Counters of the month start again.
func (w *World) recordMerchants(month int64) {
	m := &w.Merchants
	for i := range m.Alive {
		late := w.equity(i) != m.MonthOpen[i]+m.PaidInMonth[i] // last orders of a merchant that left earlier
		if m.Alive[i] || w.Day-int64(m.Left[i]) < Month || late {
			w.Rec.Merchants = append(w.Rec.Merchants, w.merchantMonth(i, month))
		}
		m.MonthOpen[i], m.PaidInMonth[i] = w.equity(i), 0
	}
	zero(&m.Month)
}

func (w *World) merchantMonth(i int, month int64) record.MerchantMonth {
	m, c := &w.Merchants, &w.Merchants.Month
	var quality float64
	for g := i * GoodsPer; g < (i+1)*GoodsPer; g++ {
		quality += w.Goods.Delivered[g] / GoodsPer
	}
	var honest int64
	if m.Honest[i] {
		honest = 1
	}
	equity := w.equity(i)
	return record.MerchantMonth{
		Merchant: int64(m.ID[i]), Month: month, Tier: int64(m.Tier[i]), Category: int64(m.Category[i]),
		GMV: c.GMV[i], GMVPaid: c.Paid[i], GMVNet: c.Kept[i], StoreGMV: c.StoreGMV[i],
		Orders: c.Orders[i], Returns: c.Returned[i], Stockouts: c.Stockouts[i], BelowStandard: c.BelowStandard[i],
		Profit: equity - m.MonthOpen[i] - m.PaidInMonth[i], Cash: equity - w.stockWorth(i),
		Quality: quality, Trust: w.merchantTrust(i), Credit: m.Credit[i], Honest: honest,
		Partners: c.Partners[i], ShelfNet: c.ShelfNet[i],
	}
}

// stockWorth is the book value of a merchant's stock, fen.
func (w *World) stockWorth(m int) int64 {
	var sum int64
	for g := m * GoodsPer; g < (m+1)*GoodsPer; g++ {
		sum += w.Goods.Worth[g]
	}
	return sum
}
