package crowd

import (
	"livebazaar/agents/chance"
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
	when        []uint8         `per:"scratch order"` // slots in which the consumers of a chunk are active
	fans        []uint16        `per:"scratch order"` // of them, who would come at another time
	slots       []uint8         `per:"scratch order"` // and which they would give up
	turn        []uint16        `per:"scratch order"` // consumers of a chunk whose turn of the week is today
	seen        Probe           // by a probe
	delivered   int64           // what the orders delivered today were worth, fen
	_           [128]byte
}

type shelfTally struct{ Orders, Gross, Back int64 }

// A roomTally is what one worker counts in one room in one slot, in less than a line of the processor's cache. A consumer is in one
// room in a slot and sees each room of a host that it follows once, so that no count is beyond the number of consumers.
type roomTally struct {
	stay                               int64
	followed, visits, private, follows uint32
}

// RoomCounts are what visitors did in one room in one slot. Followed counts how often it was shown to followers.
type RoomCounts struct {
	Impressions, Followed, Visits, Private, Stay, Follows int64
}

// RoomCounts are those of the room of index k in the slot, all workers together.
func (w *Crowd) RoomCounts(k int) (sum RoomCounts) {
	for i := range w.run.workers {
		acc := &w.run.workers[i]
		t := &acc.rooms[k]
		sum.Impressions += acc.impressions[k]
		sum.Followed += int64(t.followed)
		sum.Visits += int64(t.visits)
		sum.Private += int64(t.private)
		sum.Stay += t.stay
		sum.Follows += int64(t.follows)
	}
	return sum
}

// CrowdCounted adds what consumers did today to a day.
func (w *Crowd) CrowdCounted(day *record.Day) {
	for i := range w.run.workers {
		day.Add(&w.run.workers[i].day)
	}
}

// ShelfSales are the day's orders on the shelf, by category.
func (w *Crowd) ShelfSales() (sales [state.NumCategories]shelfTally) {
	for i := range w.run.workers {
		for c, t := range w.run.workers[i].shelf {
			sales[c].Orders += t.Orders
			sales[c].Gross += t.Gross
			sales[c].Back += t.Back
		}
	}
	return sales
}

// DeliveredFen is what the orders delivered today were worth.
func (w *Crowd) DeliveredFen() (sum int64) {
	for i := range w.run.workers {
		sum += w.run.workers[i].delivered
	}
	return sum
}

// Morning begins a day of counting.
func (w *Crowd) Morning() {
	r := &w.run
	if len(r.workers) != w.Crew.Size() {
		r.workers = make([]worker, w.Crew.Size())
	}
	for i := range r.workers {
		acc := &r.workers[i]
		acc.day, acc.shelf, acc.expected = record.Day{}, [state.NumCategories]shelfTally{}, [state.NumSlots]int64{}
		acc.unhappy, acc.delivered = 0, 0
	}
	r.activityKey, r.lastingKey = w.On(chance.Activity), w.Keys.Population.For(chance.Lasting).For(chance.Population)
	for slot := range r.slotKey {
		r.slotKey[slot] = w.On(chance.Taste).At(uint64(slot))
	}
}
