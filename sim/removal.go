package sim

import (
	"cmp"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/sim/state"
)

// lately is how many days after the last session a streamer still counts as active.
const lately = 28

// TopStreamers returns the serial numbers of the k streamers with the largest placed GMV (orders, paid or not) over the last
// days, the best first; ties go to the lower serial number. Days are counted in whole months of 30 days, and the month under
// way comes on top: on the last day of a month 90 days are exactly 90, and who is top can be read from the table of streamers.
//
// They are people, not stores, and those who can be missed: the streamers in the market, and those who were banned and will be
// back under a new name. Who gave up is gone already. Who came back is judged by what it sold under its present name.
func (w *World) TopStreamers(days, k int) []int64 {
	sales := make(map[int64]int64)
	since := state.FloorDiv(w.Day, state.Month) - int64((days+state.Month-1)/state.Month) + 1
	for i := range w.Rec.Streamers {
		if row := &w.Rec.Streamers[i]; row.Month >= since {
			sales[row.Streamer] += row.GMV
		}
	}
	var people []int64
	for h, active := range w.Streamers.Active {
		id := int64(w.Hosts.ID[h])
		sales[id] += w.Hosts.Month.GMV[h]
		if active && !w.Hosts.Barred[h] {
			people = append(people, id)
		}
	}
	for i := range w.Exiles {
		people = append(people, int64(w.Exiles[i].ID))
	}
	slices.SortFunc(people, func(a, b int64) int { return cmp.Or(cmp.Compare(sales[b], sales[a]), cmp.Compare(a, b)) })
	return people[:min(k, len(people))]
}

// RandomStreamers returns the serial numbers of k streamers in the market with a session in the last four weeks, drawn alike by
// the key; a larger k adds to the same draw.
func (w *World) RandomStreamers(k int, key chance.Key) []int64 {
	var people []int64
	for h, active := range w.Streamers.Active {
		if active && !w.Hosts.Barred[h] && w.Day-int64(w.Streamers.LastSession[h]) < lately {
			people = append(people, int64(w.Hosts.ID[h]))
		}
	}
	draw := func(id int64) uint64 { return key.At(uint64(id)).Bits(0) }
	slices.SortFunc(people, func(a, b int64) int { return cmp.Or(cmp.Compare(draw(a), draw(b)), cmp.Compare(a, b)) })
	return people[:min(k, len(people))]
}

// Bar removes streamers, by serial number, for good: from the next day on they open no room, have no accident and sign with no
// agency, and who was to come back under a new name will not. Their followers are not told: they go on following, and where
// they would have visited them they do what the visitors of an absent host do.
func (w *World) Bar(people []int64) {
	gone := func(id uint64) bool { return slices.Contains(people, int64(id)) }
	for h, active := range w.Streamers.Active {
		if active && gone(w.Hosts.ID[h]) {
			w.Hosts.Barred[h] = true
		}
	}
	w.Exiles = slices.DeleteFunc(w.Exiles, func(e state.Exile) bool { return gone(e.ID) })
}
