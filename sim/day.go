package sim

import (
	"fmt"

	"livebazaar/agents/chance"
	"livebazaar/sim/record"
)

// The day of the market, event by event. This is the one place where time passes: nothing happens in a market day that is
// not on these lists, or on those of the week that one of them names.
var (
	// atDawn is what happens before the first room opens.
	atDawn = []event{
		{"morning", (*World).morning},
		{"receive stock", (*World).receiveStock},
		{"adapt for the week", onMondays((*World).adaptWeek)}, // streamers, agencies, merchants, each with a list of their own
		{"hazards of adoption", (*World).prepareAdoption},
		{"mean popularity", (*World).preparePopularity},
		{"prices on the shelf", (*World).prepareShelf},
		{"quality delivered today", (*World).prepareGoods},
		{"streamers' schedules", (*World).scheduleStreamers},
		{"stores' schedules", (*World).scheduleStores},
		{"list who is live", (*World).listLive},
		{"estimate signals", (*World).estimateSignals}, // from the platform's log
		{"wake consumers", func(w *World) { w.each(w.wake) }},
		{"count who is awake", (*World).takeIn},
	}
	// inSlot is what happens in each slot of the day.
	inSlot = []event{
		{"open rooms", (*World).openRooms}, // line-ups in stock, score → gate → allocate → adjust
		{"attend", func(w *World) { w.each(func(chunk int, acc *worker) { w.attend(chunk, w.run.slot, acc) }) }},
		{"commit", (*World).commitSlot}, // stock, orders
		{"hand over the slot's trace", (*World).flushTrace},
	}
	// atNight is what happens after the last room has closed.
	atNight = []event{
		{"settle payments", (*World).settlePayments},
		{"deliver", func(w *World) { w.each(w.deliver) }},
		{"hand over the deliveries' trace", (*World).flushTrace},
		{"settle orders", (*World).settleOrders},
		{"settle traffic", (*World).settleTraffic},
		{"inspect goods", (*World).inspectGoods}, // sampling, audits, verdicts
		{"blame hosts", (*World).blameHosts},
		{"score merchants", (*World).scoreMerchants},
		{"score hosts", (*World).scoreHosts},
		{"feed the platform's log", (*World).feedLog},
		{"fold counters", (*World).foldCounts},
		{"learn trust", (*World).learnTrust},
		{"learn popularity", (*World).learnPopularity},
		{"pay tips", (*World).payTips},
		{"fold merchants' counters", (*World).foldMerchants},
		{"close goods' books", (*World).closeGoods},
		{"restock", (*World).restock},
		{"review tiers", (*World).reviewTiers},
	}
	// byTheBooks ends the day: it is checked and written down. On the last day of a month onMonthEnd follows.
	byTheBooks = []audit{
		{"reconcile", (*World).reconcile},
		{"record", (*World).record},
		{"hand over hosts' trace", func(w *World) error { w.traceHosts(); return nil }},
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

// happen lets the events of a list happen in their order. A test may leave one out, to see what it is there for.
func (w *World) happen(list []event) {
	for i := range list {
		if list[i].name != w.run.without {
			list[i].do(w)
		}
	}
}

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
	defer faults(&err)
	w.Day++
	w.employ(workers)
	w.happen(atDawn)
	for w.run.slot = range NumSlots {
		w.happen(inSlot)
	}
	w.happen(atNight)
	for _, a := range byTheBooks {
		if a.name == w.run.without {
			continue
		}
		if err := a.do(w); err != nil {
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
	r := &w.run
	zero(&w.Hosts.Today)
	w.Accounts.Morning()
	r.day = record.Day{Day: w.Day}
	for i := range r.workers {
		r.workers[i].day, r.workers[i].shelf, r.workers[i].expected = record.Day{}, [NumCategories]shelfTally{}, [NumSlots]int64{}
		r.workers[i].unhappy = 0
	}
	clear(r.paidToday)
	r.paidFen, r.refundFen, r.escrowOut, r.supplied = 0, 0, 0, 0
	r.activityKey, r.saltKey = w.On(chance.Activity), w.On(chance.Salt)
	for slot := range r.slotKey {
		r.slotKey[slot] = w.On(chance.Taste).At(uint64(slot))
	}
}

// prepareGoods reads from the state, once the week's decisions are made, what the day's deliveries rest on.
func (w *World) prepareGoods() {
	r := &w.run
	for g := range r.delivered {
		r.delivered[g] = fixed(w.Goods.Delivered[g])
		r.below[g] = w.p.Enforcement.Inspection.BelowStandard(w.Goods.Delivered[g])
	}
}

// inWeek is how the agents close the last week and decide for the one that begins. The counters move on last: what
// agents read as Past is the week before last, all settled; of last week's orders half are still under way.
var inWeek = []event{
	{"streamers adapt", func(w *World) { w.happen(streamersWeek) }},
	{"agencies adapt", (*World).adaptMCNs},
	{"merchants adapt", func(w *World) { w.happen(merchantsWeek) }},
	{"turn the week", (*World).turnWeek},
}

func (w *World) adaptWeek() { w.happen(inWeek) }

// turnWeek moves the hosts' weekly counters on: the week that ended becomes Past.
func (w *World) turnWeek() {
	w.Hosts.Past, w.Hosts.Recent = w.Hosts.Recent, w.Hosts.Past
	zero(&w.Hosts.Recent)
}

// listLive lists who is live in some slot of today, in order of serial number.
func (w *World) listLive() {
	r, h := &w.run, &w.Hosts
	r.live = r.live[:0]
	for _, host := range r.order {
		if h.Open[host] != 0 && h.Alive[host] && !h.Barred[host] {
			r.live = append(r.live, host)
		}
	}
}

// takeIn adds up what the chunks found when waking: how many slates each slot will have to fill.
func (w *World) takeIn() {
	r := &w.run
	r.expected = [NumSlots]int64{}
	for i := range r.workers {
		for slot, n := range r.workers[i].expected {
			r.expected[slot] += n
		}
		w.Consumers.Adopters += r.workers[i].day.Adoptions
		w.Consumers.Unhappy += r.workers[i].unhappy
	}
}

// settleTraffic charges agencies, and streamers without one, for the paid impressions that were delivered.
func (w *World) settleTraffic() {
	for h, n := range w.run.paidToday[:w.NumStreamers()] {
		if n > 0 {
			w.chargeTraffic(h, n)
		}
	}
}
