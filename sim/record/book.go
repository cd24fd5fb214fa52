package record

import "reflect"

// Day counts what happened on one platform on one simulated day. Money is in fen. Day 0 is the last day of warm-up,
// day 1 the first measured one; warm-up days are ≤ 0.
//
// A field is a counter, which Add carries into the totals of the day and of a window, unless a tag says that it is a state
// and when: states are not added up.
type Day struct {
	Day, Platform int64 `state:"key"`

	ActiveSlots     int64 // slots in which an adopter of live shopping opened the platform
	ActiveConsumers int64 // adopters of live shopping with at least one active slot
	Adopters        int64 `state:"end of day"` // consumers who use live shopping
	Impressions     int64 // recommended places delivered
	FollowedShown   int64 // places of followed rooms delivered
	Visits          int64 // rooms entered
	PrivateVisits   int64 // of these, by way of a follow
	Rooms           int64 // rooms open, counted by slot
	LiveStreamers   int64 // streamers with at least one room open

	Orders, OrdersPaid, OrdersKept int64 // placed; paid; kept (counted on the day it is settled that they stay)
	GMV, GMVPaid, GMVNet           int64 // their values, fen
	PurposiveOrders, RepeatOrders  int64 // placed with a need beforehand; paid by consumers who kept a live order within 30 days
	StoreGMV, PrivateGMV           int64 // GMV of store broadcasts; GMV of visits by way of a follow
	Returns, Complaints, Defects   int64
	BelowStandard                  int64 // delivered orders whose good was below standard
	Delivered                      int64
	Stockouts                      int64 // orders refused for want of stock
	OffersSeen                     int64 // goods considered by a visitor
	ShelfOrders, ShelfReturns      int64
	ShelfGMV, ShelfNet             int64
	Follows, Unfollows             int64
	Adoptions, Lapses              int64
	NeedsMetLive, NeedsShelf       int64 // needs met by a kept live order; on the shelf
	NeedsLapsed                    int64 // needs that nothing met in time

	SatisfactionSum int64 // sum of satisfaction with delivered live orders, in 1/1024 (0 = as expected)
	RegretSum       int64 // sum of regret over delivered live orders, fen
	SurplusDecision int64 // fen: sum over visits of budget/alpha (log-sum with live − log-sum without)
	SurplusGap      int64 // fen: sum over delivered orders of experienced − decision value
	SurplusForgone  int64 // fen: the log-sums of the shelf that buyers gave up, net of what came back: in the two sums above with a minus
	SurplusShelf    int64 // fen: sum over searches on the shelf of the log-sum, and over its orders of experienced − decision value
	Effort          int64 // fen: what the hours of streamers' sessions were worth elsewhere, as they decide by
	TrustSum        int64 // sum over LiveStreamers of public trust, in 1/1024
	Sessions        int64 // streamers' sessions (store broadcasts not counted)
	StockAtCost     int64 `state:"end of day"` // fen: all merchants' stock at cost (on the row of the first platform)
}

// StreamerMonth is one streamer over one month of 30 days. Month 0 is the last month of warm-up, month 1 the first
// measured one. Money is in fen.
type StreamerMonth struct {
	Streamer, Month                       int64 // Streamer is a serial number that is never used twice
	Category, Tier, MCN                   int64 // Tier 0 head, 1 waist, 2 tail; MCN is a serial number, −1 for none
	Entered                               int64 // day of entry (≤ 0: before or in warm-up)
	Gone, Left                            int64 // 1 if it is no longer in the market, and the day on which it gave up or was banned; else 0
	GMV, GMVPaid, GMVNet                  int64
	Orders, Sessions, Viewers             int64
	OrdersKept                            int64 // counted with GMVNet
	Impressions, Followers                int64
	Income                                int64 // commission, fees and outside income received less the MCN's split and own costs
	Hype, Content, Product, Trust, Credit float64
	LastSession                           int64 // day of the latest session so far, that of entry before the first
}

// MerchantMonth is one merchant over one month.
type MerchantMonth struct {
	Merchant, Month, Tier, Category           int64 // Tier 0 high-end, 1 mature, 2 emerging, 3 micro source
	GMV, GMVPaid, GMVNet, StoreGMV            int64
	Orders, Returns, Stockouts, BelowStandard int64
	Profit, Cash                              int64 // receipts − payments + change of stock at cost; cash at the end
	Quality, Trust, Credit                    float64
	Honest                                    int64 // 1 or 0
	Partners                                  int64 // streamers who showed its goods
	ShelfNet                                  int64
	Days                                      int64 // in the market, and the sums over these days of what it had set:
	ListSum                                   int64 // the mean list price of its goods, fen
	DiscountSum, CommissionSum                int64 // live discount on the list price; commission offered; basis points
}

// MCNMonth is one MCN agency over one month.
type MCNMonth struct {
	MCN, Month, Roster    int64
	GMVNet, TopGMVNet     int64 // of the roster; of its best streamer
	Income, Traffic, Cash int64
	Signed, Lost, Trained int64
}

// CohortAge counts the consumers whose first kept live order of a calendar month of 30 days fell in month Cohort, by
// Age, days since that order: how many were still watched at the beginning of that age (AtRisk is derived), how many
// ended with their next kept live order at this age (Repeat; of these SameStreamer, SameMerchant) and how many were
// censored at this age.
type CohortAge struct {
	Cohort, Age                                  int64
	Repeat, SameStreamer, SameMerchant, Censored int64
	RepeatNet                                    int64 // value of those next orders, fen
}

// Capital is the purpose of a flow by which owners put money into an agent or take it out: no receipt and no payment in
// the sense of a profit.
const Capital = "capital"

// Flow is money moved from one class of accounts to another for one purpose, fen.
type Flow struct {
	From, To, For string
	Amount        int64
}

// Book is the record of one market so far.
type Book struct {
	Days      []Day           `per:"day"`
	Streamers []StreamerMonth `per:"streamer month"`
	Merchants []MerchantMonth `per:"merchant month"`
	MCNs      []MCNMonth      `per:"mcn month"`
	Cohorts   []CohortAge     `per:"cohort age"` // at the end of a run; sorted by cohort and age
	Flows     []FlowDay       `per:"flow"`
}

// FlowDay is the money of a Flow that moved on one day.
type FlowDay struct {
	Day int64
	Flow
}

// counters are the places of a day's counters among its fields.
var counters = func() (at []int) {
	day := reflect.TypeFor[Day]()
	for i := range day.NumField() {
		if _, state := day.Field(i).Tag.Lookup("state"); !state {
			at = append(at, i)
		}
	}
	return at
}()

// Add adds the counters of another day, or of a part of the same one that a worker counted. States stay what they are. The
// sums are exact: the counters are whole numbers.
func (d *Day) Add(o *Day) {
	to, from := reflect.ValueOf(d).Elem(), reflect.ValueOf(o).Elem()
	for _, i := range counters {
		sum := to.Field(i)
		sum.SetInt(sum.Int() + from.Field(i).Int())
	}
}
