package state

import (
	"livebazaar/agents/merchant"
)

// Merchants are the merchants' columns.
type Merchants struct {
	ID                 []uint64
	Alive              []bool
	Born               []int32 // day of entry
	Left               []int32 `vacant:"long ago"` // day of exit, long ago while in the market; a slot is reused after settlement
	Tier               []uint8 // 0 high-end, 1 mature, 2 emerging, 3 micro source
	Category           []uint8
	Honest             []bool
	Scruple            []float64 // part of its sales the owner would rather forgo than cheat
	SellsLive          []bool    // sells through live rooms, not on the shelf alone
	LiveSince          []int32   // day on which it last began to sell live
	LiveGain           []float64 // what live selling brings in a week, smoothed; while it sells on the shelf alone, what it expects of it, fen
	StoreOpen          []bool    // runs a store broadcast
	StoreHours         [][NumSlots]bool
	Discount           []float64 // live discount on the list price now in force
	Cut                []float64 // live discount around which trials are made
	Commission         []float64 // commission offered, share of net sales
	Budget             []int64   // show budget per week, fen
	TrustPos, TrustNeg []float64 // public trust in the merchant's goods
	Credit             []float64
	WeeksInRed         []int32
	Suspended          []int32    `vacant:"long ago"` // sales suspended through the day
	Arms               []Arm      `per:"arm"`         // learned return of streamers: MaxArms per merchant
	StoreArm           []Arm      // learned return of the own store
	StoreCost          []int64    `per:"edition"` // running cost of the store in the edition, fen: edition·merchants + merchant
	ListTrials         []Evidence // what trials of list prices have shown
	CutTrials          []Evidence // what trials of discounts have shown
	Visibility         []float64  // decayed live sales, fen: how easily its goods are found on the shelf
	ShelfGain          []float64  // smoothed weekly contribution of shelf sales, fen
	ShelfDue           []int64    // its part of shelf sales that makes no whole unit yet, fen
	Income             []float64  // smoothed weekly profit, fen
	LastProfit         []int64    // of the last week, fen
	WeekOpen           []int64    // ledger balance + stock at cost at the start of the week, fen
	MonthOpen          []int64    // the same at the start of the month
	PaidIn             []int64    // owners' capital paid in less withdrawn: of the week up to the closing of the week
	PaidInMonth        []int64    // of the month
	Asked, Accepted    []int32    // places asked for and agreed with streamers this week
	Today              MerchantsToday
	Month              MerchantsMonth
}

// Evidence is what a merchant's trials of a price have shown.
type Evidence = merchant.Evidence

// MerchantsToday are exact counters by merchant since the morning. Money in fen.
type MerchantsToday struct {
	GMV, Paid, Kept, StoreGMV                                      []int64
	Orders, Returned, Stockouts, BelowStandard, Defects, Delivered []int64
	Pleased                                                        []int64 // kept and not failed: evidence for public trust
	Days, List, Discount, Commission                               []int64 // in the market; what it has set, see record.MerchantMonth
}

// MerchantsMonth are exact counters of a month by merchant, as in MerchantsToday.
type MerchantsMonth struct {
	GMV, Paid, Kept, StoreGMV                             []int64
	Orders, Returned, Stockouts, BelowStandard, Delivered []int64
	Days, List, Discount, Commission                      []int64
	ShelfNet                                              []int64 `booked:"when the shelf is shared"`
	Partners                                              []int64 `booked:"when shows are agreed"` // places agreed with streamers
}

// SellsLive reports whether goods of a merchant may be shown in live rooms.
func (w *Market) SellsLive(m int) bool { return w.Merchants.SellsLive[m] && w.Sells(m) }

// Sells reports whether a merchant is in the market and not suspended.
func (w *Market) Sells(m int) bool {
	return w.Merchants.Alive[m] && int64(w.Merchants.Suspended[m]) < w.Day
}
