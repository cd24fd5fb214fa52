package venue

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/sim/state"
)

// LearnPopularity updates the viewers per open slot of the hosts that were live: the social signal. What was known
// fades with the days since the last session, so that the first session of a newcomer is all that is known of it.
func (w *Venue) LearnPopularity() {
	h, v := &w.Hosts, w.Main()
	for i, slots := range h.Open {
		if slots != 0 {
			gap := float64(min(w.Day-int64(v.Aired[i]), state.MemoryDays))
			keep := chance.Exp(-math.Ln2 * gap / w.p.Platform.Social)
			v.Aired[i] = int32(w.Day)
			viewers := float64(h.Today.Visits[i]) / float64(state.OnesCount(slots))
			v.Popular[i] = viewers + float64(keep*(v.Popular[i]-viewers))
		}
	}
}

// PreparePopularity finds the mean popularity of hosts that have any, added up in the order of their serial numbers: a sum of fractions
// hangs on its order, and no result may hang on places in memory.
func (w *Venue) PreparePopularity() {
	sum, n := 0.0, 0
	for _, host := range w.Roll.Order {
		if p := w.Main().Popular[host]; p > 0 && w.Hosts.Alive[host] {
			sum += p
			n++
		}
	}
	w.run.meanPopular = sum / float64(max(1, n))
}
