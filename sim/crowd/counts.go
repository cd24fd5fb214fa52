package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// A roomTally counts what visitors did in one room in one slot.
type roomTally struct {
	Impressions, Followed, Visits, Private, Stay, Follows int64 // followed: shown to followers
}

// RoomCounts are what visitors did in the room of index k in the slot, all workers together.
func (w *Crowd) RoomCounts(k int) (t roomTally) {
	for i := range w.run.workers {
		acc := &w.run.workers[i]
		t.add(&acc.rooms[k])
		t.Impressions += acc.impressions[k]
	}
	return t
}

func (t *roomTally) add(o *roomTally) {
	t.Followed += o.Followed
	t.Visits += o.Visits
	t.Private += o.Private
	t.Stay += o.Stay
	t.Follows += o.Follows
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
	r.activityKey = w.On(chance.Activity)
	for slot := range r.slotKey {
		r.slotKey[slot] = w.On(chance.Taste).At(uint64(slot))
	}
}
