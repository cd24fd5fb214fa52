package crowd

import (
	"livebazaar/sim/state"
)

// A group is what a chunk of consumers does today, and hands over.
type Group struct {
	active   [state.NumSlots][]uint16 `per:"active"`  // who opens the platform, by slot
	Orders   []state.Order            `per:"placed"`  // of the slot
	Settled  []Outcome                `per:"settled"` // of the night
	Placing  queues                   // of the orders
	Settling queues                   // of the outcomes
	Events   []Event                  `per:"traced"`
}
