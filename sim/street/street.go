// Package street is one slot of a venue, frozen: the rooms that are open, what visitors weigh of their offers, and the wheels by
// which rooms come on slates. Consumers read it side by side; nothing in it changes before the next slot.
package street

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/rules"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// Street is the open rooms of a slot.
type Street struct {
	*state.Market
	p *rules.Params

	Rooms     []Room             `per:"room"`    // in the order of their hosts' serial numbers
	Faces     []slates.Room      `per:"room"`    // by room: what is seen of it on a slate
	RoomOf    []int32            `per:"channel"` // by channel: index in Rooms, −1 when not open in the slot
	Announced []uint8            `per:"channel"` // by channel: slots of today in which it will be live, a bit each
	Wheels    slates.Wheels      `per:"column"`
	Wheel     [][16]slates.Wheel `per:"circle"` // by circle and category; all rooms at Mixed; where a category has none, all rooms

	live      []int32                            `per:"host"`           // hosts with a room open today, in order of serial number
	open      []int32                            `per:"room"`           // hosts of rooms
	furnished []int32                            `per:"block of hosts"` // rooms made by each
	lists     [][state.NumCategories + 1][]int32 `per:"circle,column"`  // of open rooms by circle
	all       []int32                            `per:"room"`

	first          int32 // channel of host 0
	saltKey        chance.Key
	lasting        chance.Key // of hosts
	meanPopularity float64
	style          int32 // weight of the style product: utils·One·65536/127²
}

// New makes the empty street of the main venue.
func New(m *state.Market, p *rules.Params) *Street { return Of(m, p, 0) }

// Of makes the empty street of a venue.
func Of(m *state.Market, p *rules.Params, venue int) *Street {
	w := &Street{Market: m, first: int32(m.Channel(venue, 0)), RoomOf: make([]int32, m.NumChannels()), Announced: make([]uint8, m.NumChannels())}
	for channel := range w.RoomOf {
		w.RoomOf[channel] = -1
	}
	w.Enact(p)
	return w
}

// Channel is a host's channel on the venue, by which consumers know it.
func (w *Street) Channel(host int32) int32 { return w.first + host }

// Enact puts parameters in force. The street must be between two slots.
func (w *Street) Enact(p *rules.Params) {
	w.p, w.style = p, styleWeight(p)
	if circles := int(w.Circles); len(w.lists) != circles {
		w.Wheel, w.lists = make([][16]slates.Wheel, circles), make([][state.NumCategories + 1][]int32, circles)
	}
}

// Morning keys the day's draws.
func (w *Street) Morning() {
	w.saltKey, w.lasting = w.On(chance.Salt), w.Keys.Population.For(chance.Lasting)
}
