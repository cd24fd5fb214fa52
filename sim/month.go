package sim

import (
	"livebazaar/sim/books"
	"livebazaar/sim/column"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// ahead is the room that the book needs for the rest of the run, of which a year at most: who simulates decades need not
// have their memory at once.
func (w *World) ahead() record.Room {
	const year, flows = 366, 18 // flows of a day
	days := int(min(max(0, w.p.Run.Days-w.Day), year))
	months := days/state.Month + 2
	return record.Room{Days: days, Flows: days * flows, Cohorts: months * (books.MaxAge + 1),
		Streamers: months * w.NumStreamers(), Merchants: months * w.NumMerchants(), MCNs: months * len(w.MCNs.Alive)}
}

// onMonthEnd writes the agents' rows of the month that ends today and starts the next.
var onMonthEnd = []event{
	{"record streamers", func(w *World) { w.talent.RecordStreamers() }},
	{"record merchants", func(w *World) { w.supply.RecordMerchants() }},
	{"record agencies", func(w *World) { w.talent.RecordMCNs() }},
	{"start the hosts' month", func(w *World) { column.Zero(&w.Hosts.Month, w.Crew) }},
	{"start the streamers' month", func(w *World) { w.talent.StartStreamerMonth() }},
	{"start the merchants' month", func(w *World) { w.supply.StartMerchantMonth() }},
	{"start the agencies' month", func(w *World) { w.talent.StartMCNMonth() }},
}

// endMonth writes the agents' rows on the last day of a month, and starts the next.
func (w *World) endMonth() {
	if state.FloorDiv(w.Day-1, state.Month) != state.FloorDiv(w.Day, state.Month) {
		w.happen(onMonthEnd)
	}
}

// Close ends the run's record: repeat-purchase spells still open are censored at the age they have reached, and the
// agents of a month cut short get their rows.
func (w *World) Close() {
	w.books.Censor()
	if state.FloorDiv(w.Day-1, state.Month) == state.FloorDiv(w.Day, state.Month) {
		w.happen(onMonthEnd)
	}
}
