package crowd

import (
	"livebazaar/sim/record"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// worker holds the private counters of one worker, padded apart from its neighbours'. They are whole numbers, so that
// their sum does not depend on who counted what.
type worker struct {
	rooms       []roomTally
	impressions []int64 // by room
	day         record.Day
	shelf       [state.NumCategories]shelfTally
	expected    [state.NumSlots]int64
	batch       slates.Batch    `per:"column"`
	arrived     slates.Arrivals // active consumers of a chunk
	orders      []state.Order   `per:"scratch order"` // of inOrder
	unhappy     int64           // by how many there are more dissatisfied live shoppers
	queue       []uint8         `per:"scratch order"` // tills of a chunk's orders or outcomes
	delivered   int64           // what the orders delivered today were worth, fen
	_           [128]byte
}

type shelfTally struct{ Orders, Gross, Back int64 }
