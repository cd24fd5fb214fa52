package sim

import "livebazaar/sim/record"

// recordMerchants writes a month's row for every merchant that was in the market or settled in it, profit being
// receipts less payments and the change of stock at cost, without owners' capital.
func (w *World) recordMerchants() {
	month, m := w.month(), &w.Merchants
	for i, alive := range m.Alive {
		if alive || w.stillCounts(i) {
			w.Rec.Merchants = append(w.Rec.Merchants, w.merchantMonth(i, month))
		}
	}
}

// startMerchantMonth opens the books of the next month.
func (w *World) startMerchantMonth() {
	m := &w.Merchants
	for i := range m.Alive {
		m.MonthOpen[i], m.PaidInMonth[i] = w.equity(i), 0
	}
	zero(&m.Month)
}

// stillCounts reports whether the last occupant of an empty place left this month, or had orders settled in it.
func (w *World) stillCounts(place int) bool {
	m := &w.Merchants
	return w.thisMonth(int64(m.Left[place])) || m.Month.Delivered[place] != 0 || w.equity(place) != m.MonthOpen[place]+m.PaidInMonth[place]
}

// recordFormer writes the row of a place's last occupant before a newcomer takes the place, and with it the counters of the month.
func (w *World) recordFormer(place int) {
	if w.stillCounts(place) {
		w.Rec.Merchants = append(w.Rec.Merchants, w.merchantMonth(place, w.month()))
	}
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
		Days: c.Days[i], ListSum: c.List[i], DiscountSum: c.Discount[i], CommissionSum: c.Commission[i],
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
