package sim

import (
	"fmt"

	"livebazaar/agents/chance"
	"livebazaar/sim/record"
)

// Step simulates one day with the given number of workers. This is the one place where time passes: nothing happens
// in a market day that is not on this list.
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
	w.morning()
	w.receiveStock()
	if w.StartsWeek() {
		w.adaptWeek() // agents decide for the week: what they learned, contracts, prices, entry and exit
	}
	w.prepareDay()
	w.openRooms()       // schedules
	w.estimateSignals() // from the platform's log
	w.each(w.wake)
	w.takeIn()
	for slot := range NumSlots {
		w.openSlot(slot) // line-ups in stock, score → gate → allocate → adjust
		w.each(func(chunk int, acc *worker) { w.attend(chunk, slot, acc) })
		w.commitSlot() // stock, orders
		w.flushTrace()
	}
	w.settlePayments()
	w.each(w.deliver)
	w.flushTrace()
	w.settleOrders()
	w.settleTraffic()
	w.enforce()  // sampling, audits, credit
	w.closeDay() // the platform's log, trust, popularity, tips, merchants' books, stock, tiers
	if err := w.reconcile(); err != nil {
		return err
	}
	if err := w.record(); err != nil {
		return err
	}
	w.traceHosts()
	return nil
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

// prepareDay reads from the state, once the week's decisions are made, what all of the day rests on.
func (w *World) prepareDay() {
	r := &w.run
	w.prepareAdoption()
	w.preparePopularity()
	w.prepareShelf()
	for g := range r.delivered {
		r.delivered[g] = fixed(w.Goods.Delivered[g])
		r.below[g] = w.p.Enforcement.Inspection.BelowStandard(w.Goods.Delivered[g])
	}
}

// adaptWeek lets the agents close the last week and decide for the one that begins. The counters move on last: what
// agents read as Past is the week before last, all settled; of last week's orders half are still under way.
func (w *World) adaptWeek() {
	w.adaptStreamers()
	w.adaptMCNs()
	w.adaptMerchants()
	w.turnWeek()
}

// turnWeek moves the hosts' weekly counters on: the week that ended becomes Past.
func (w *World) turnWeek() {
	w.Hosts.Past, w.Hosts.Recent = w.Hosts.Recent, w.Hosts.Past
	zero(&w.Hosts.Recent)
}

// openRooms decides who is live in which slot of today and lists those that are, in order of serial number.
func (w *World) openRooms() {
	w.scheduleStreamers()
	w.scheduleStores()
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

// closeDay brings forward what rests on the day as a whole.
func (w *World) closeDay() {
	w.feedLog()
	w.foldCounts()
	w.learnTrust()
	w.learnPopularity()
	w.payTips()
	w.closeMerchantDay()
	w.restock()
	ranking := &w.p.Platform.Ranking
	if ranking.Tiers.Due(w.Day) {
		w.reviewTiers()
	}
}
