package sim

import "livebazaar/agents/chance"

// allocate asks the platform's ranking rule how the impressions of the slot fall on the open rooms.
func (w *World) allocate(slot int) {
	r := &w.run
	v := &r.view
	v.Gather(&r.hosts, r.open)
	for i, host := range r.open {
		v.Paid[i] /= int64(onesCount(w.Hosts.Open[host])) // what was bought for the day, by session
	}
	v.Key = w.On(chance.Rank).At(uint64(slot))
	if v.Impressions = r.expected[slot] * w.p.Platform.Places; v.N == 0 {
		v.Impressions = 0
	}
	r.impressions = resize(r.impressions, v.N)
	w.p.Platform.Ranking.Allocate(v, &r.scratch, r.impressions)
	for i, host := range r.open {
		if b := w.Hosts.Boost[host]; b != 1 {
			r.impressions[i] = truncated(float64(float64(r.impressions[i])*b) + 0.5)
		}
	}
}

// buildWheels makes for every circle one wheel of its open rooms and one per category. A circle none of whose rooms is
// shown is shown those of all.
func (w *World) buildWheels() {
	r := &w.run
	r.all = r.all[:0]
	for circle := range r.lists {
		for c := range r.lists[circle] {
			r.lists[circle][c] = r.lists[circle][c][:0]
		}
	}
	for i, host := range r.open {
		of := &r.lists[w.circleOf(w.Hosts.ID[host])]
		c := r.rooms[i].main
		of[c] = append(of[c], int32(i))
		of[mixed] = append(of[mixed], int32(i))
		r.all = append(r.all, int32(i))
	}
	r.wheels.Clear()
	everywhere := r.wheels.Add(r.all, r.impressions)
	for circle := range r.lists {
		wheel := &r.wheel[circle]
		if wheel[mixed] = r.wheels.Add(r.lists[circle][mixed], r.impressions); wheel[mixed].Size == 0 {
			wheel[mixed] = everywhere
		}
		for c := range mixed {
			if wheel[c] = r.wheels.Add(r.lists[circle][c], r.impressions); wheel[c].Size == 0 {
				wheel[c] = wheel[mixed]
			}
		}
	}
}
