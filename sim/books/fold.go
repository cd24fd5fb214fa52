package books

import "livebazaar/sim/column"

// FoldCounts adds the hosts' counters of the day to their week and month. Settlements are in the week already: they were booked in the
// week their order belongs to.
func (w *Books) FoldCounts() {
	column.Fold(&w.Hosts.Month, &w.Hosts.Today, w.Crew)
	column.Fold(&w.Hosts.WeekOnShow, &w.Hosts.Today, w.Crew)
}
