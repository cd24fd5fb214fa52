package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/agents/merchant"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
	"livebazaar/sim/slates"
)

// Sizes that the packed state is laid out for.
const (
	NumCategories = 12
	NumSlots      = slates.Slots // of a day: off-peak, noon, evening
	LineUp        = 4            // goods a room shows in a week
	Week          = 7            // days between two decisions of agents
	Month         = 30           // days of a month
)

// World is one market: parameters, state and record. State is plain columns addressed by index; a snapshot is the
// columns encoded, a fork is a copy. A column added here is in both by itself.
type World struct {
	p    *Params `snapshot:"-"`
	t    *tables `snapshot:"-"`
	keys Keys

	First int64 // the first simulated day, 1−warm-up
	Day   int64 // the day being simulated; 1−warm-up … 0 are warm-up, 1 is the first measured one

	Consumers Consumers
	Hosts     Hosts      `per:"host"`
	Streamers Streamers  `per:"streamer"`
	MCNs      MCNs       `per:"mcn"`
	Merchants Merchants  `per:"merchant"`
	Goods     Goods      `per:"good"`
	Offers    Offers     `per:"offer"`
	Shelf     Shelf      `per:"category"`
	Platforms []Platform `per:"platform"`

	Exiles []Exile `per:"streamer"` // banned streamers that will be back, in the order they were banned

	Serial int64 // next serial number of a streamer, merchant or MCN; never used twice
	Scale  Scale
	Origin Origin

	Accounts ledger.Ledger `per:"host"`
	Rec      record.Book

	run runtime `snapshot:"-"` // scratch of the running day; never saved
}

// Origin is what the market was made with and keeps under any later rules: its consumers care for what they care for, and
// what was expected before anybody had sold anything cannot be expected anew.
type Origin struct {
	Cares  [NumCategories]float64     // share of consumers who care for each category
	Demand [merchant.NumTiers]float64 // what a merchant of each tier expected to sell of a good, units a day
}

// valueShares returns the categories' shares of the needs of the market's consumers, valued at the mean list price.
func (w *World) valueShares() [NumCategories]float64 {
	return w.p.Categories.ValueShares(&w.Origin.Cares)
}

// Keys are the roots of the draws. Population and market have separate seeds, so that one initial population can be
// followed under other market draws.
type Keys struct {
	Population, Market chance.Key
}

// On returns the key of a purpose on the present day.
func (w *World) On(p chance.Purpose) chance.Key {
	return w.keys.Market.For(p).At(uint64(w.Day + 1<<20))
}

// Scale says how many real consumers and streamers one simulated one stands for. Amounts per streamer or per show in
// real yuan are divided by Ratio = W_c/W_s (model description, section "scale").
type Scale struct {
	ConsumersPer, StreamersPer, Ratio float64
}

// Real converts a real amount per streamer, merchant, agency or show in yuan to fen of the simulated market.
func (s Scale) Real(yuan float64) int64 { return truncated(yuan*100/s.Ratio + 0.5) }

// Hosts are the rooms' hosts: streamers at [0, len(Streamers.Active)), then one store broadcast per merchant, at
// NumStreamers + merchant. Slots of agents that left are taken over by newcomers.
type Hosts struct {
	ID       []uint64 // serial number of the occupant, for keys and ties
	Alive    []bool   // in the market (a store: its merchant is in the market)
	Born     []int32  // day the occupant entered
	Category []uint8  // main category
	StyleX   []int8   // taste space of content, −127..127
	StyleY   []int8
	Content  []float64 // content power (内容力), 0..1
	Product  []float64 // product power (产品力), 0..1
	Hype     []float64 // how much claims exceed quality, 0..0.5
	Fresh    []float64 // freshness of popularity, 0..1
	Open     []uint8   // slots with a room open today, bit per slot
	Barred   []bool    // removed by an experiment, for good
	Tier     []uint8   // 0 head, 1 waist, 2 tail (platform's tiers)

	TrustPos, TrustNeg []float64 // public trust: beta counts with forgetting
	Popular            []float64 // decayed viewers per open slot (the social signal)
	Aired              []int32   // day of the last session
	Followers          []int64
	Credit             []float64 // platform's credit score, 0..100
	Boost              []float64 // multiplier on the room's score by a shock; 1 is none
	Bought             []int64   // paid impressions bought for today

	Today  HostCounts // since the morning
	Recent HostCounts // since the start of the week (same columns)
	Month  HostCounts // since the start of the month
	Past   HostCounts // the week before, with the settlements that arrived since the start of the week
}

// HostCounts are exact counters by host. Money in fen. What is counted when orders are settled is in the week of the order
// already, and not added to the week that is under way.
type HostCounts struct {
	Impressions, Visits, PrivateVisits, Stay, Follows, Unfollows []int64 // Stay in minutes
	Shown                                                        []int64 // impressions, and places of followed rooms
	Orders, GMV, Paid, PaidFen, Repeat                           []int64 // placed; Repeat: by a consumer who has kept one of this host's before
	Kept, KeptFen, Returned, Complaints, Defects, Satisfaction   []int64 `booked:"at settlement"` // Satisfaction in 1/1024
	Pleased                                                      []int64 `booked:"at settlement"` // kept and not failed: evidence for public trust
	Commission                                                   []int64 `booked:"at settlement"` // fen earned, net of the service fee, before the MCN's split
	Sessions                                                     []int64
}

// Streamers are the columns only streamers have; index = host index.
type Streamers struct {
	Active      []bool
	MCN         []int32             // index of the agency, −1 for none
	Split       []float64           // agency's share of commission and slot fees
	Incubated   []bool              // found and trained by the agency, not signed as a star
	Ceiling     []float64           // the most training can make of content power
	ProductTop  []float64           // the most training can make of product power
	Wage        []float64           // reservation wage, fen an hour
	Sessions    []float64           // sessions a week aimed at
	Slots       [][NumSlots]float64 // shares of sessions by slot
	Viability   []float64           // log-saturated viability; leaves below 0
	Income      []float64           // smoothed weekly income, fen
	WeekIncome  []int64             // tips this week; at its end all that was received, net of split, fen
	Absent      []int32             // absent through this day (accident)
	LastSession []int32
	SlotFees    []int64                  // slot fees agreed for this week, fen, before split
	AdBudget    []int64                  // the agency's traffic budget for a session of this streamer, fen
	SignedOn    []int32                  // day the contract with the agency began, or on which the streamer broke away
	Left        []int32                  // day the last occupant of an inactive slot left
	MonthIncome []int64                  // received this month, net of split, fen
	Giveback    []float64                // share of commission given back to buyers
	Sales       [][figureWeeks]int64     // kept sales in settled weeks, fen, ring by week of publication
	Learner     []Learner                // hill-climb of hype, sessions and giveback
	Earned      [][NumCategories]float64 // commission of places by category, fen, with forgetting
	Shown       [][NumCategories]float64 // these places
}

// Learner is a streamer's noisy hill-climb over hype, sessions and giveback.
type Learner = streamer.Learner

// MCNs are the agencies' columns.
type MCNs struct {
	ID                    []uint64
	Alive                 []bool
	Born                  []int32
	Cash                  []int64   // opening capital, fen (the present balance is in the ledger)
	Skill                 []float64 // quality of training and scouting, 0..1
	HeadBias              []float64 // share of the traffic budget put on the best streamer: bet on the head or cultivate the waist and tail
	PoolPrice             []float64 // discount on the live price that the exclusive pool obtains by volume, 0..0.3
	Volume                []float64 // decayed kept sales of the roster, fen a week
	Belief                []Belief  `per:"streamer"` // by streamer (host index): what its agency, or without one the trade, thinks of it
	WeekIncome            []int64
	WeekCost              []int64
	Income, Cost          []float64 // smoothed weekly income and cost, fen
	WeeksInRed            []int32
	Signed, Lost, Trained []int64 // this month
	Traffic, MonthIncome  []int64 // spent on traffic, received this month, fen
}

// Belief is the Kalman posterior of a streamer's talent (log revenue per impression relative to the market).
type Belief = mcn.Belief

// Merchants are the merchants' columns.
type Merchants struct {
	ID                 []uint64
	Alive              []bool
	Born, Left         []int32 // days of entry and of exit (0 while in the market); a slot is reused after settlement
	Tier               []uint8 // 0 high-end, 1 mature, 2 emerging, 3 micro source
	Category           []uint8
	Honest             []bool
	Scruple            []float64 // part of its sales the owner would rather forgo than cheat
	StoreOpen          []bool    // runs a store broadcast
	StoreHours         [][NumSlots]bool
	Discount           []float64 // live discount on the list price now chosen
	Commission         []float64 // commission offered, share of net sales
	Budget             []int64   // show budget per week, fen
	TrustPos, TrustNeg []float64 // public trust in the merchant's goods
	Credit             []float64
	WeeksInRed         []int32
	Suspended          []int32      // sales suspended through the day
	Arms               []Arm        `per:"arm"` // learned return of streamers: MaxArms per merchant
	StoreArm           []Arm        // learned return of the own store
	StoreCost          []int64      `per:"edition"` // running cost of the store in the edition, fen: edition·merchants + merchant
	Trial              []PriceTrial // hill-climb of the discount
	Visibility         []float64    // decayed live sales, fen: how easily its goods are found on the shelf
	ShelfDue           []int64      // its part of shelf sales that makes no whole unit yet, fen
	Income             []float64    // smoothed weekly profit, fen
	LastProfit         []int64      // of the last week, fen
	WeekOpen           []int64      // ledger balance + stock at cost at the start of the week, fen
	MonthOpen          []int64      // the same at the start of the month
	PaidIn             []int64      // owners' capital paid in less withdrawn: of the week up to the closing of the week
	PaidInMonth        []int64      // of the month
	Asked, Accepted    []int32      // places asked for and agreed with streamers this week
	Today, Month       MerchantCounts
}

// PriceTrial is a merchant's noisy hill-climb over the discount.
type PriceTrial = merchant.PriceTrial

// MaxArms is how many streamers a merchant keeps a judgement of.
const MaxArms = 8

// Arm is a merchant's discounted posterior on one streamer's log return; Host −1 is empty.
type Arm struct {
	Host     int32
	Born     int32   // the host's Born when learned: another occupant is another streamer
	Sum, N   float64 // discounted log returns and the weeks they count for
	LastWeek int32
}

// MerchantCounts are exact counters by merchant (fen for money): Today since the morning, Month since the start of the
// month.
type MerchantCounts struct {
	GMV, Paid, Kept, StoreGMV, ShelfNet                                        []int64
	Orders, Returned, Stockouts, BelowStandard, Complaints, Defects, Delivered []int64
	Partners                                                                   []int64 // places agreed with streamers
	Pleased                                                                    []int64 // kept and not failed: evidence for public trust
	Days, List, Discount, Commission                                           []int64 // in the market; what it has set, see record.MerchantMonth
}

// GoodsPer is the number of goods a merchant sells.
const GoodsPer = 3

// Goods are the goods' columns: good g belongs to merchant g / GoodsPer.
type Goods struct {
	Category  []uint8
	Quality   []float64   // true quality, 0..1
	Start     []float64   // true quality at entry
	Delivered []float64   // quality delivered now (lower than Quality when the merchant cheats)
	List      []int64     // list (shelf) price, fen
	Base      []float64   // unit cost at quality ½, fen
	Cost      []int64     // unit cost, fen
	Reference []float64   // consumers' reference price as a share of list: falls with deep or frequent discounts
	Stock     []int64     // units on hand
	Pipeline  [][16]int64 // units arriving d days from now, ring by day mod 16
	Lead      []uint8     // days from order to arrival, 3-15
	Coming    []int64     // units under way, the sum of Pipeline
	Opening   []int64     // units on hand and under way in the morning
	Worth     []int64     // book value of both at average cost, fen
	Shown     []int32     // places that show the good this week
	Placed    []int32     // of these, with streamers
	Cut       []int64     // sum over these places of what is left off the list price, basis points
	Demand    []float64   // smoothed gross paid demand, units a day (and its square for the spread)
	DemandSq  []float64
	ReturnEst []float64 // smoothed return share
	Today     GoodCounts
}

// GoodCounts are exact counters since the morning.
type GoodCounts struct {
	Ordered, Cancelled, Sold, Returned, Wanted []int64 // units: placed, unpaid (back to stock), paid, sent back (to stock), asked for incl. stock-outs
	Produced, Arrived, Scrapped, Shelved       []int64 // units: bought from production, arrived in stock, written off at exit, sold on the shelf
	Spent                                      []int64 // fen paid for production
	Complaints                                 []int64 // buyers who complained of the good
}

// Offers are the goods that hosts show, in two weekly editions: orders of one week settle while the next is on show.
// Offer (e, h, j) is at index (e·hosts + h)·LineUp + j, e = week number mod 2.
type Offers struct {
	Good                                                      []int32 // −1: nothing on this place
	Price                                                     []int64 // live price, fen
	Commission                                                []int64 // basis points of net sales
	SlotFee                                                   []int64 // fen for the week
	Orders, Paid, Kept, KeptFen, ReturnedUnits, CommissionFen []int64 // results of the edition
	Pool                                                      []int32 // agency whose exclusive pool the good came through, −1
}

// Platform is what one platform knows. A market has one for now; its rules are Params.Platform.
type Platform struct {
	Log rank.Log `per:"host"` // of its hosts, from which all signals are estimated
}

// platform returns the platform that hosts and consumers are on.
func (w *World) platform() *Platform { return &w.Platforms[0] }

// Shelf is ordinary search-and-buy e-commerce, the outside option, by category.
type Shelf struct {
	Quality []float64 // expected quality of what a search finds
	Price   []float64 // price relative to the category's reference price
	Net     []int64   // kept sales since the last sharing among merchants, fen
	Back    []int64   // refunds of the same time, fen
}

// NumStreamers is the capacity for streamers; host indices below it are streamers.
func (w *World) NumStreamers() int { return len(w.Streamers.Active) }

// NumMerchants is the capacity for merchants.
func (w *World) NumMerchants() int { return len(w.Merchants.Alive) }

// NumHosts is the number of host slots.
func (w *World) NumHosts() int { return len(w.Hosts.Alive) }

// StoreOf returns the host index of a merchant's store broadcast.
func (w *World) StoreOf(merchant int) int { return w.NumStreamers() + merchant }

// Edition is the offers' edition on show today, 0 or 1.
func (w *World) Edition() int { return int((w.week() + 1<<20) & 1) }

// week numbers weeks; the first simulated day starts one.
func (w *World) week() int64 { return (w.Day - w.firstDay()) / Week }

func (w *World) firstDay() int64 { return w.First }

// StartsWeek reports whether the present day is the first of a week.
func (w *World) StartsWeek() bool { return (w.Day-w.firstDay())%Week == 0 }

// offer returns the index of place j of host h in an edition.
func (w *World) offer(edition, h, j int) int { return (edition*w.NumHosts()+h)*LineUp + j }

// hostOf returns the host that shows an offer.
func (w *World) hostOf(offer uint32) int32 {
	host := int32(offer / LineUp)
	if hosts := int32(w.NumHosts()); host >= hosts { // one of the two editions
		host -= hosts
	}
	return host
}
