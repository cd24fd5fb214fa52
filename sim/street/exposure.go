package street

import (
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// Mixed is the wheel of all categories.
const Mixed = state.NumCategories

// ShowRooms makes for every circle one wheel of its open rooms and one per category, on which a room has the impressions it is
// given. A circle none of whose rooms is shown is shown those of all.
func (w *Street) ShowRooms(impressions []int64) {
	r := w
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
	}
	r.Wheels.Clear()
	var everywhere slates.Wheel // made when the first circle needs it
	for circle := range r.lists {
		wheel := &r.Wheel[circle]
		if wheel[Mixed] = r.Wheels.Add(r.lists[circle][Mixed], impressions); wheel[Mixed].Size == 0 {
			if everywhere.Size == 0 {
				everywhere = w.wheelOfAll(impressions)
			}
			wheel[Mixed] = everywhere
		}
		for c := range Mixed {
			if wheel[c] = r.Wheels.Add(r.lists[circle][c], impressions); wheel[c].Size == 0 {
				wheel[c] = wheel[Mixed]
			}
		}
	}
}

// wheelOfAll makes the wheel of the rooms of all circles.
func (w *Street) wheelOfAll(impressions []int64) slates.Wheel {
	w.all = w.all[:0]
	for i := range w.open {
		w.all = append(w.all, int32(i))
	}
	return w.Wheels.Add(w.all, impressions)
}
