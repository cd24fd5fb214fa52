package books

import (
	"reflect"

	"livebazaar/sim/column"
)

// FoldCounts adds the hosts' counters of the day to their week and month. Settlements are in the week already: they were booked in the
// week their order belongs to.
func (w *Books) FoldCounts() {
	column.Fold(&w.Hosts.Month, &w.Hosts.Today, w.Crew, nil)
	column.Fold(&w.Hosts.Recent, &w.Hosts.Today, w.Crew, func(tag reflect.StructTag) bool { return tag.Get("booked") != "" })
}
