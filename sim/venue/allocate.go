package venue

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// Allocate asks the venue's ranking rules how the impressions of a slot fall on the open rooms, whose hosts are given. Visitors
// are how many live shoppers will open the venue; each is shown as many rooms as a slate has places.
func (w *Venue) Allocate(slot int, rooms []int32, visitors int64) rank.Allocation {
	r := &w.run
	v := &r.view
	v.Gather(&r.hosts, rooms)
	for i, host := range rooms {
		v.Paid[i] /= int64(state.OnesCount(w.Hosts.Open[host])) // what was bought for the day, by session
	}
	v.Key = w.On(chance.Rank).At(uint64(slot))
	if v.Impressions = visitors * w.p.Platform.Places; v.N == 0 {
		v.Impressions = 0
	}
	v.Price = w.p.MCNs.Traffic.Price
	given := w.p.Platform.Ranking.Allocate(v, &r.scratch, &w.Main().Memory, rooms)
	for i, host := range rooms {
		if b := w.Main().Boost[host]; b != 1 {
			given.Impressions[i] = state.Truncated(float64(float64(given.Impressions[i])*b) + 0.5)
		}
	}
	r.supplied += v.Impressions
	return given
}
