package street

import (
	"livebazaar/sim/state"
)

// Mixed is the wheel of all categories.
const Mixed = state.NumCategories

// ShowRooms makes for every circle one wheel of its open rooms and one per category, on which a room has the impressions it is
// given. A circle none of whose rooms is shown is shown those of all.
func (w *Street) ShowRooms(impressions []int64) {
	r := w
	r.all = r.all[:0]
	for circle := range r.lists {
		for c := range r.lists[circle] {
			r.lists[circle][c] = r.lists[circle][c][:0]
		}
	}
	for i, host := range r.open {
		of := &r.lists[w.CircleOf(w.Hosts.ID[host])]
		c := r.Rooms[i].main
		of[c] = append(of[c], int32(i))
		of[Mixed] = append(of[Mixed], int32(i))
		r.all = append(r.all, int32(i))
	}
	r.Wheels.Clear()
	everywhere := r.Wheels.Add(r.all, impressions)
	for circle := range r.lists {
		wheel := &r.Wheel[circle]
		if wheel[Mixed] = r.Wheels.Add(r.lists[circle][Mixed], impressions); wheel[Mixed].Size == 0 {
			wheel[Mixed] = everywhere
		}
		for c := range Mixed {
			if wheel[c] = r.Wheels.Add(r.lists[circle][c], impressions); wheel[c].Size == 0 {
				wheel[c] = wheel[Mixed]
			}
		}
	}
}
