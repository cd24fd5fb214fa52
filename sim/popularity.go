package sim

import (
	"math"

	"livebazaar/agents/chance"
)

// learnPopularity updates the viewers per open slot of the hosts that were live: the social signal. What was known
// fades with the days since the last session, so that the first session of a newcomer is all that is known of it.
func (w *World) learnPopularity() {
	h := &w.Hosts
	for i, slots := range h.Open {
		if slots != 0 {
			gap := float64(min(w.Day-int64(h.Aired[i]), memoryDays))
			keep := chance.Exp(-math.Ln2 * gap / w.p.Platform.Social)
			h.Aired[i] = int32(w.Day)
			viewers := float64(h.Today.Visits[i]) / float64(onesCount(slots))
			h.Popular[i] = viewers + float64(keep*(h.Popular[i]-viewers))
		}
	}
}

// preparePopularity finds the mean popularity of hosts that have any, added up in the order of their serial numbers: a
// sum of fractions hangs on its order, and no result may hang on places in memory.
func (w *World) preparePopularity() {
	sum, n := 0.0, 0
	for _, host := range w.run.order {
		if p := w.Hosts.Popular[host]; p > 0 && w.Hosts.Alive[host] {
			sum += p
			n++
		}
	}
	w.run.meanPopular = sum / float64(max(1, n))
}
