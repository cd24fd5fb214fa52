// Package state owns every column of a market: who is in it, what they have, who occupies a slot, and the calendar. It is what is
// saved and copied.
package state

import (
	"livebazaar/sim/column"
	"livebazaar/sim/crew"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
	"livebazaar/sim/slates"
)

// Sizes that the packed state is laid out for.
const (
	NumCategories = 12
	NumSlots      = slates.Slots     // of a day: off-peak, noon, evening
	MaxPlaces     = slates.MaxPlaces // recommended rooms on a slate, at most
	LineUp        = 4                // goods a room shows in a week
	Week          = 7                // days between two decisions of agents
	Month         = 30               // days of a month
)

// Market is the state of one market and its record. State is plain columns addressed by index; a snapshot is the columns encoded,
// a fork is a copy. A column added here is in both by itself.
type Market struct {
	Keys Keys

	First int64 // the first simulated day, 1−warm-up
	Day   int64 // the day being simulated; 1−warm-up … 0 are warm-up, 1 is the first measured one

	Consumers Consumers
	Hosts     Hosts `per:"host"`
	Claims    Claims
	Streamers Streamers `per:"streamer"`
	MCNs      MCNs      `per:"mcn"`
	Fortunes  Fortunes
	Merchants Merchants `per:"merchant"`
	Goods     Goods     `per:"good"`
	Offers    Offers    `per:"offer"`
	Shelf     Shelf     `per:"category"`
	Venues    []Venue   `per:"venue"`

	Exiles []Exile `per:"streamer"` // banned streamers that will be back, in the order they were banned

	Serial int64 // next serial number of a streamer, merchant or MCN; never used twice
	Scale  Scale
	Origin Origin

	Accounts ledger.Ledger `per:"host"`
	Rec      record.Book

	Roll    Roll       `snapshot:"-"` // follows from the columns
	Circles uint64     `snapshot:"-"` // in which partners meet; follows from the sizes
	Crew    *crew.Crew `snapshot:"-"` // who works on the market
}

// Claims is what is known of the claims of all hosts: the sum over settled orders of what they exceeded deliveries by, and these orders,
// with forgetting.
type Claims struct{ Short, Of float64 }

// Sizes are how many slots for agents a market has.
type Sizes struct{ Streamers, Merchants, MCNs, Venues int }

// New makes an empty market of the sizes, whose first day is given. Of its venues the first is open.
func New(sizes Sizes, keys Keys, first int64) *Market {
	hosts := sizes.Streamers + sizes.Merchants
	m := &Market{Keys: keys, First: first, Day: first, Crew: &crew.Crew{}}
	columns(&m.Hosts, hosts)
	columns(&m.Offers, 2*hosts*LineUp)
	columns(&m.Streamers, sizes.Streamers)
	columns(&m.Merchants, sizes.Merchants)
	m.Merchants.Arms = make([]Arm, sizes.Merchants*MaxArms)
	m.Merchants.StoreCost = make([]int64, 2*sizes.Merchants)
	columns(&m.Goods, sizes.Merchants*GoodsPer)
	columns(&m.Shelf, NumCategories)
	columns(&m.MCNs, sizes.MCNs)
	m.MCNs.Belief = make([]Belief, sizes.Streamers)
	m.Venues = make([]Venue, sizes.Venues)
	for v := range m.Venues {
		columns(&m.Venues[v].Channels, hosts)
		m.Venues[v].Log.Grow(hosts)
		m.Venues[v].Memory = rank.NewMemory(hosts)
	}
	m.Accounts = ledger.New(sizes.Merchants, sizes.Streamers, sizes.MCNs, sizes.Venues)
	m.layOut(m)
	return m
}

// columns makes the columns of a struct, empty and n long.
func columns(of any, n int) {
	column.Stretch(of, n)
	column.VacateAll(of)
}

// Fork returns an exact copy that goes its own way, with room in its record.
func (m *Market) Fork(room record.Room) *Market {
	copied := &Market{Rec: m.Rec.Blank(room)}
	copied.layOut(m)
	column.Copy(copied, m)
	copied.Prepare(m.Circles)
	return copied
}

// Prepare makes what follows from the state and is not saved.
func (m *Market) Prepare(circles uint64) {
	if m.Crew == nil {
		m.Crew = &crew.Crew{}
	}
	m.Circles = circles
	m.CallRoll()
}
