package crowd

import (
	"livebazaar/sim/column"
	"livebazaar/sim/state"
)

// A Group is what a chunk of consumers does today, and hands over by till.
type Group struct {
	active   [state.NumSlots][]uint16 `per:"active"`  // who opens the platform, by slot
	Orders   []state.Order            `per:"placed"`  // of the slot
	Settled  []Outcome                `per:"settled"` // of the night
	Placing  queues                   // of the orders
	Settling queues                   // of the outcomes
	Events   []Event                  `per:"traced"`
}

// Group is that of a chunk of consumers.
func (w *Crowd) Group(chunk int) *Group { return &w.run.groups[chunk] }

// Tills are the places where orders and deliveries are booked, each those of a fixed part of the merchants.
const Tills = 64

// neighbours are the merchants next to each other that share a till: what is kept of their goods shares lines of the cache.
const neighbours = 8

// TillOf returns the till of a good.
func TillOf(good int32) uint8 { return uint8(good / (neighbours * state.GoodsPer) % Tills) }

// queues are the orders, or the outcomes, of a chunk by till: their indices, for each till in the order of the chunk.
type queues struct {
	begin [Tills + 1]uint16
	items []uint16 `per:"settled"`
}

// form sends each of the chunk's items to its till.
func (q *queues) form(to []uint8) {
	q.begin = [Tills + 1]uint16{}
	for _, till := range to {
		q.begin[till+1]++
	}
	for i := range Tills {
		q.begin[i+1] += q.begin[i]
	}
	q.items = column.Resize(q.items, len(to))
	end := q.begin
	for k, till := range to {
		q.items[end[till]] = uint16(k)
		end[till]++
	}
}

// Empty sends everybody away.
func (q *queues) Empty() { q.begin = [Tills + 1]uint16{} }

// At returns the items that are waiting at the tills from one up to another, till by till.
func (q *queues) At(from, to int) []uint16 { return q.items[q.begin[from]:q.begin[to]] }
