package supply

import (
	"livebazaar/sim/column"
	"livebazaar/sim/crew"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// RecordMerchants writes a month's row for every merchant that was in the market or settled in it. Profit is receipts less
// payments and the change of stock at cost, without owners' capital.
func (w *Supply) RecordMerchants() {
	month := w.MonthNow()
	w.Rec.Merchants = crew.Gather(w.Crew, w.Rec.Merchants, w.NumMerchants(),
		func(i int) bool { return w.Merchants.Alive[i] || w.stillCounts(i) },
		func(i int) record.MerchantMonth { return w.merchantMonth(i, month) })
}

// StartMerchantMonth opens the books of the next month.
func (w *Supply) StartMerchantMonth() {
	m := &w.Merchants
	for i := range m.Alive {
		m.MonthOpen[i], m.PaidInMonth[i] = w.equity(i), 0
	}
	column.Zero(&m.Month, w.Crew)
}

// stillCounts reports whether the last occupant of an empty slot left this month, or had orders settled in it.
func (w *Supply) stillCounts(slot int) bool {
	m := &w.Merchants
	return w.ThisMonth(int64(m.Left[slot])) || m.Month.Delivered[slot] != 0 || w.equity(slot) != m.MonthOpen[slot]+m.PaidInMonth[slot]
}

// recordFormer writes the row of a slot's last occupant before a newcomer takes the slot, and with it the counters of the month.
func (w *Supply) recordFormer(slot int) {
	if w.stillCounts(slot) {
		w.Rec.Merchants = append(w.Rec.Merchants, w.merchantMonth(slot, w.MonthNow()))
	}
}

// merchantMonth is the month's row of a merchant.
func (w *Supply) merchantMonth(i int, month int64) record.MerchantMonth {
	m, c := &w.Merchants, &w.Merchants.Month
	var quality float64
	for g := i * state.GoodsPer; g < (i+1)*state.GoodsPer; g++ {
		quality += w.Goods.Delivered[g] / state.GoodsPer
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
		Quality: quality, Trust: w.p.MerchantTrust(w.Market, i), Credit: m.Credit[i], Honest: honest,
		Partners: c.Partners[i], ShelfNet: c.ShelfNet[i],
		Days: c.Days[i], ListSum: c.List[i], DiscountSum: c.Discount[i], CommissionSum: c.Commission[i],
	}
}

// stockWorth is the book value of a merchant's stock, fen.
func (w *Supply) stockWorth(m int) int64 {
	var sum int64
	for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
		sum += w.Goods.Worth[g]
	}
	return sum
}
