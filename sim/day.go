package sim

import (
	"fmt"

	"livebazaar/sim/column"
	"livebazaar/sim/state"
)

// The day of the market, event by event. This is the one place where time passes: nothing happens in a market day that is
// not on these lists, or on those of the week that one of them names.
var (
	// atDawn is what happens before the first room opens.
	atDawn = []event{
		{"enact", (*World).enactToday},
		{"morning", (*World).morning},
		{"receive stock", func(w *World) { w.supply.ReceiveStock() }},
		{"adapt for the week", onMondays((*World).adaptWeek)}, // streamers, agencies, merchants, each with a list of their own
		{"let needs lapse", func(w *World) { w.crowd.LapseNeeds() }},
		{"hazards of adoption", func(w *World) { w.crowd.PrepareAdoption() }},
		{"mean popularity", func(w *World) { w.venue.PreparePopularity() }},
		{"prices on the shelf", func(w *World) { w.crowd.PrepareShelf() }},
		{"quality delivered today", func(w *World) { w.crowd.PrepareGoods() }},
		{"streamers' schedules", func(w *World) { w.talent.ScheduleStreamers() }},
		{"stores' schedules", func(w *World) { w.supply.ScheduleStores() }},
		{"list who is live", func(w *World) { w.street.ListLive() }},
		{"estimate signals", func(w *World) { w.venue.EstimateSignals() }}, // from the platform's log
		{"wake consumers", func(w *World) { w.crowd.WakeAll() }},
		{"count who is awake", func(w *World) { w.crowd.TakeIn() }},
	}
	// inSlot is what happens in each slot of the day.
	inSlot = []event{
		{"open rooms", (*World).openRooms}, // line-ups in stock, score → gate → allocate → adjust
		{"attend", func(w *World) { w.crowd.AttendAll(w.slot, w.given.Diversity) }},
		{"commit", func(w *World) { w.books.CommitSlot(w.slot, &w.given) }}, // stock, orders
		{"hand over the slot's trace", func(w *World) { w.crowd.FlushTrace() }},
	}
	// atNight is what happens after the last room has closed.
	atNight = []event{
		{"settle payments", func(w *World) { w.books.SettlePayments() }},
		{"deliver", func(w *World) { w.crowd.DeliverAll() }},
		{"hand over the deliveries' trace", func(w *World) { w.crowd.FlushTrace() }},
		{"settle orders", func(w *World) { w.books.SettleOrders() }},
		{"settle traffic", func(w *World) { w.talent.SettleTraffic(w.books.Bought()) }},
		{"inspect goods", func(w *World) { w.supply.BearSanctions(w.venue.InspectGoods()) }}, // sampling, audits, verdicts
		{"blame hosts", func(w *World) { w.venue.BlameHosts(w.venue.Guilty()) }},
		{"score merchants", func(w *World) { w.venue.ScoreMerchants() }},
		{"score hosts", func(w *World) { w.venue.ScoreHosts() }},
		{"feed the platform's log", func(w *World) { w.venue.FeedLog() }},
		{"fold counters", func(w *World) { w.books.FoldCounts() }},
		{"learn trust", func(w *World) { w.venue.LearnTrust() }},
		{"learn shortfalls", func(w *World) { w.venue.LearnShortfalls() }}, // of deliveries against claims
		{"learn popularity", func(w *World) { w.venue.LearnPopularity() }},
		{"pay tips", func(w *World) { w.talent.PayTips() }},
		{"fold merchants' counters", func(w *World) { w.supply.FoldMerchants() }},
		{"close goods' books", func(w *World) { w.supply.CloseGoods() }},
		{"restock", func(w *World) { w.supply.Restock() }},
		{"review tiers", func(w *World) { w.venue.ReviewTiers() }},
	}
	// byTheBooks ends the day: it is checked and written down. On the last day of a month onMonthEnd follows.
	byTheBooks = []audit{
		{"reconcile", func(w *World) error { return w.books.Reconcile(w.venue.Supplied()) }},
		{"reconcile stock", func(w *World) error { return w.supply.CheckStock() }},
		{"record", func(w *World) error { return w.books.Record() }},
		{"month's end", func(w *World) error { w.endMonth(); return nil }},
		{"hand over hosts' trace", func(w *World) error { w.crowd.TraceHosts(); return nil }},
	}
)

// An event is what happens in the market at one point of the day, by its name.
type event struct {
	name string
	do   func(*World)
}

// An audit is an event that can find fault.
type audit struct {
	name string
	do   func(*World) error
}

// happen lets the events of a list happen in their order.
func (w *World) happen(list []event) {
	for i := range list {
		w.witness(list[i].name, func() { list[i].do(w) })
	}
}

// witness does what has a name, or leaves it to whom stands beside the day.
func (w *World) witness(name string, do func()) {
	if w.watcher != nil {
		w.watcher(name, do)
	} else {
		w.among(name, do)
	}
}

// watch puts somebody beside the day: f is told of every event when its time has come, and lets it happen or not. Tests see in
// this way what an event finds and what it leaves behind, and what it is there for.
func (w *World) watch(f func(event string, let func())) { w.watcher = f }

// Step simulates one day with the given number of workers.
//
// A day whose amounts are more than the accounts can hold, or that loses any, ends with an error, and the market is of no
// use any more.
func (w *World) Step(workers int) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("day %d: %w", w.Day, err)
		}
	}()
	defer state.Faults(&err)
	w.Day++
	w.Crew.Employ(workers)
	w.happen(atDawn)
	for w.slot = range state.NumSlots {
		w.happen(inSlot)
	}
	w.happen(atNight)
	for _, a := range byTheBooks {
		if w.witness(a.name, func() { err = a.do(w) }); err != nil {
			return err
		}
	}
	return nil
}

// onMondays is an event of the first day of a week.
func onMondays(do func(*World)) func(*World) {
	return func(w *World) {
		if w.StartsWeek() {
			do(w)
		}
	}
}

// morning clears the day's counters and keys its draws.
func (w *World) morning() {
	column.Zero(&w.Hosts.Today, w.Crew)
	w.Accounts.Morning()
	w.street.Morning()
	w.crowd.Morning()
	w.venue.Morning()
	w.books.Morning()
}

// openRooms opens the rooms of the slot: the street furnishes them, the venue says how its impressions fall on them, and they are
// shown.
func (w *World) openRooms() {
	rooms := w.street.FurnishRooms(w.slot, w.venue.MeanPopularity())
	w.given = w.venue.Allocate(w.slot, rooms, w.crowd.Expected(w.slot))
	w.street.ShowRooms(w.given.Impressions)
	w.crowd.ExpectVisitors(len(rooms))
}
