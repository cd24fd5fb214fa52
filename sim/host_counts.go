package sim

import "reflect"

// foldCounts adds the day's counters to the week and the month. Settlements are in the week already: they were booked
// in the week their order belongs to.
func (w *World) foldCounts() {
	fold(&w.Hosts.Month, &w.Hosts.Today, nil)
	fold(&w.Hosts.Recent, &w.Hosts.Today, func(tag reflect.StructTag) bool { return tag.Get("booked") != "" })
}
