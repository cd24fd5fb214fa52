package state

// GoodsPer is the number of goods a merchant sells.
const GoodsPer = 3

// Goods are the goods' columns: good g belongs to merchant g / GoodsPer.
type Goods struct {
	Category   []uint8
	Quality    []float64   // true quality, 0..1
	Start      []float64   // true quality at entry
	Delivered  []float64   // quality delivered now (lower than Quality when the merchant cheats)
	List       []int64     // list (shelf) price, fen
	Comparable []int64     // what comparable goods cost, fen: the list price at entry
	Usual      []int64     // list price around which trials are made, fen
	Expected   []float64   // units a day expected at the usual prices when the trial began
	Asked      []int64     // units asked for in the trial, less those not paid for
	OnSale     []int32     // days of the trial on which the good could be had
	Base       []float64   // unit cost at quality ½, fen
	Cost       []int64     // unit cost, fen
	Reference  []float64   // consumers' reference price as a share of list: falls with deep or frequent discounts
	Stock      []int64     // units on hand
	Pipeline   [][16]int64 // units arriving d days from now, ring by day mod 16
	Lead       []uint8     // days from order to arrival, 3-15
	Coming     []int64     // units under way, the sum of Pipeline
	Opening    []int64     // units on hand and under way in the morning
	Worth      []int64     // book value of both at average cost, fen
	Shown      []int32     // places that show the good this week
	Placed     []int32     // of these, with streamers
	Cut        []int64     // sum over these places of what is left off the list price, basis points
	Demand     []float64   // smoothed gross paid demand, units a day (and its square for the spread)
	DemandSq   []float64
	ReturnEst  []float64 // smoothed return share
	Today      GoodsToday
}

// GoodsToday are exact counters by good since the morning.
type GoodsToday struct {
	Ordered, Cancelled, Sold, Returned, Wanted []int64 // units: placed, unpaid (back to stock), paid, sent back (to stock), asked for incl. stock-outs
	Produced, Scrapped, Shelved                []int64 // units: bought from production, written off at exit, sold on the shelf
	Spent                                      []int64 // fen paid for production
	Complaints                                 []int64 // buyers who complained of the good
}
