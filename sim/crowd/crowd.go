// Package crowd is what consumers do: who takes up live shopping, who opens the platform when, which room or shelf they choose,
// what they buy there, and what becomes of it when it is delivered. It reads a street that is frozen, and writes consumers and
// what they hand over: orders, outcomes, tallies.
package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// Crowd is the consumers of a market at work.
type Crowd struct {
	*state.Market
	p      *rules.Params
	t      *Tables
	street *street.Street
	run    scratch
}

// New returns the consumers of a market, who go about in a street.
func New(m *state.Market, p *rules.Params, t *Tables, s *street.Street) *Crowd {
	w := &Crowd{Market: m, street: s}
	w.run.groups = make([]Group, len(m.Consumers.Chunks))
	w.run.delivered, w.run.harmful = make([]int32, len(m.Goods.Category)), make([]bool, len(m.Goods.Category))
	w.run.promised = make([]int32, m.NumHosts())
	w.Enact(p, t)
	w.Morning()
	return w
}

// Enact puts parameters in force, with what was compiled from them. No room may be open.
func (w *Crowd) Enact(p *rules.Params, t *Tables) { w.p, w.t = p, t }

// scratch is what the day is worked out in.
type scratch struct {
	workers []worker `per:"worker,room of a worker"`
	groups  []Group  `per:"chunk"` // of consumers

	slotKey               [state.NumSlots]chance.Key
	activityKey           chance.Key
	lastingKey            chance.Key // of consumers
	adoptWeek, returnWeek float64
	expected              [state.NumSlots]int64 // active slots of live shoppers today
	profile               uint32                // share of places from the profile × 65536

	shelfPrice    [state.NumCategories]int64
	shelfRelative [state.NumCategories]int32   // to comparable goods × 65536
	shelfWorth    [state.NumCategories]float64 // what comparable goods cost, fen
	shelfCalm     [state.NumCategories]int32
	prior         [state.NumCategories]int32 // quality that goods are known for, 1/1024
	delivered     []int32                    `per:"good"` // by good: quality delivered now, 1/1024
	promised      []int32                    `per:"host"` // by host: how much more it promised than is expected of it, 1/1024
	harmful       []bool                     `per:"good"` // by good: it is below standard now

	trace *tracer
	probe *Probe
}

// Expected is how many live shoppers will open the platform in a slot of today.
func (w *Crowd) Expected(slot int) int64 { return w.run.expected[slot] }

// ShelfPrice is the price of a category's good on the shelf today, fen.
func (w *Crowd) ShelfPrice(category int) int64 { return w.run.shelfPrice[category] }
