package books

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"livebazaar/sim/crowd"
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// What several workers book at their tills is what one hand books, order by order in the order of consumers: also where many want the
// last units, and whatever becomes of the orders.
func TestTillsBookWhatOneHandWould(t *testing.T) {
	t.Parallel()
	before := newFair(t, map[string]any{"consumers.count": int64(9000), "consumers.dropout.live": 0.05})
	before.run(t, 12)
	for g := range before.Goods.Stock {
		before.Goods.Stock[g] = min(before.Goods.Stock[g], int64(g%4))
	}
	for _, workers := range []int{1, 2, 7} {
		f, hand := before.fork(), oneHand{takings: map[int]booked{}}
		f.dawn(workers)
		hand.stock = append(hand.stock, f.Goods.Stock...)
		for slot := range state.NumSlots {
			f.attend(slot)
			hand.commit(f)
			f.books.CommitSlot(slot, &f.given)
			for g, left := range hand.stock {
				if f.Goods.Stock[g] != left {
					t.Fatalf("%d workers: %d units of good %d are left, by one hand %d", workers, f.Goods.Stock[g], g, left)
				}
			}
		}
		f.books.SettlePayments()
		f.crowd.DeliverAll()
		hand.settle(f)
		adopters, unhappy := f.Consumers.Adopters, f.Consumers.Unhappy
		offers, spells := f.Offers, ends(f)
		offers.Paid, offers.Kept, offers.ReturnedUnits = slices.Clone(offers.Paid), slices.Clone(offers.Kept), slices.Clone(offers.ReturnedUnits)
		f.books.SettleOrders()

		hand.compare(t, f, &offers, workers)
		if got := adopters - f.Consumers.Adopters; got != hand.lapses {
			t.Errorf("%d workers: %d consumers lapse, by one hand %d", workers, got, hand.lapses)
		}
		if got := f.Consumers.Unhappy - unhappy; got != hand.unhappy {
			t.Errorf("%d workers: %d more are unhappy, by one hand %d", workers, got, hand.unhappy)
		}
		if got := sub(ends(f), spells); got != hand.ended {
			t.Errorf("%d workers: spells end as %+v, by one hand %+v", workers, got, hand.ended)
		}
		var all booked
		for _, of := range hand.takings {
			all.add(of)
		}
		if all.placed < 20 || all.refused < 20 || all.kept == 0 || hand.ended.Repeat == 0 || hand.lapses == 0 {
			t.Errorf("too little is scarce, or booked at all, to compare: %+v, %+v, %d lapses", all, hand.ended, hand.lapses)
		}
	}
}

// booked is what one hand counts of an offer.
type booked struct {
	placed, refused, private, purposive, paid, again           int64
	delivered, failed, complained, kept, pleased, satisfaction int64
	short, broken, repeats                                     int64
	followed, unfollowed, storesFollowers                      int64
	placedFen, privateFen, paidFen, keptFen                    int64
}

// add adds every count of another.
func (b *booked) add(o booked) {
	sum, more := reflect.ValueOf(b).Elem(), reflect.ValueOf(o)
	for i := range sum.NumField() {
		field := (*int64)(sum.Field(i).Addr().UnsafePointer())
		*field += more.Field(i).Int()
	}
}

// oneHand books one order and one outcome after another.
type oneHand struct {
	stock           []int64
	takings         map[int]booked   // by offer
	ended           record.CohortAge // spells, of all ages
	lapses, unhappy int64
}

// commit books the orders of a slot that are not committed yet.
func (h *oneHand) commit(f *fair) {
	for i := range f.Consumers.Chunks {
		for _, o := range f.crowd.Group(i).Orders {
			is := func(flag uint32) int64 { return int64(min(1, o.Offer&flag)) }
			offer := int(o.Offer & state.OrderIndex)
			good, price, of := f.Offers.Good[offer], f.Offers.Price[offer], h.takings[offer]
			if h.stock[good] == 0 {
				of.refused++
			} else {
				of.placed++
				of.placedFen += price
				of.private += is(state.OrderPrivate)
				of.privateFen += is(state.OrderPrivate) * price
				of.purposive += is(state.OrderPurposive)
				if is(state.OrderPaid) == 1 {
					of.paid++
					of.paidFen += price
					of.again += is(state.OrderAgain)
					h.stock[good]--
				}
			}
			h.takings[offer] = of
		}
	}
}

// settle books what became of the orders delivered today.
func (h *oneHand) settle(f *fair) {
	for i := range f.Consumers.Chunks {
		for _, o := range f.crowd.Group(i).Settled {
			is := func(flag uint16) int64 { return int64(min(1, o.Flags&flag)) }
			of, price := h.takings[int(o.Offer)], f.Offers.Price[o.Offer]
			of.delivered++
			of.satisfaction += int64(o.Satisfaction)
			claim := f.Goods.Quality[f.Offers.Good[o.Offer]] + f.Hosts.Hype[f.HostOf(o.Offer)]
			of.short += int64(math.Floor(claim*1024+.5)) - int64(o.Performance)
			of.broken += int64(o.Broken)
			of.repeats += is(crowd.OutcomeKept) * is(crowd.OutcomeRepeat)
			of.failed += is(crowd.OutcomeFailed)
			of.complained += is(crowd.OutcomeComplained)
			of.kept += is(crowd.OutcomeKept)
			of.keptFen += is(crowd.OutcomeKept) * price
			if is(crowd.OutcomeKept) == 1 && is(crowd.OutcomeFailed) == 0 {
				of.pleased++
			}
			of.followed += is(crowd.OutcomeFollowed)
			of.unfollowed += is(crowd.OutcomeUnfollowed)
			of.storesFollowers += is(crowd.OutcomeStoreFollowed)
			h.takings[int(o.Offer)] = of
			h.lapses += is(crowd.OutcomeLapsed)
			h.unhappy += is(crowd.OutcomeUnhappier) - is(crowd.OutcomeHappier)
			h.stock[f.Offers.Good[o.Offer]] += 1 - is(crowd.OutcomeKept)
			if o.SpellDay > 0 {
				h.ended = sum(h.ended, record.CohortAge{Repeat: 1, RepeatNet: price,
					SameStreamer: is(crowd.OutcomeSameHost), SameMerchant: is(crowd.OutcomeSameMerchant)})
			}
		}
	}
}

// compare demands that offers, goods, hosts, merchants and the day count what the hand has booked. Offers begin with what they were.
func (h *oneHand) compare(t *testing.T, f *fair, were *state.Offers, workers int) {
	t.Helper()
	goods, hosts, merchants, day := map[int]booked{}, map[int]booked{}, map[int]booked{}, booked{}
	adds := func(to map[int]booked, at int, of booked) {
		sum := to[at]
		sum.add(of)
		to[at] = sum
	}
	same := func(what string, of int, got, want int64) {
		if got != want {
			t.Errorf("%d workers: %s %d count %d, by one hand %d", workers, what, of, got, want)
		}
	}
	for offer := range f.Offers.Good {
		of := h.takings[offer]
		same("paid orders of offer", offer, f.Offers.Paid[offer]-were.Paid[offer], of.paid)
		same("kept orders of offer", offer, f.Offers.Kept[offer]-were.Kept[offer], of.kept)
		same("returned units of offer", offer, f.Offers.ReturnedUnits[offer]-were.ReturnedUnits[offer], of.delivered-of.kept)
		if good := int(f.Offers.Good[offer]); good >= 0 {
			adds(goods, good, of)
			adds(merchants, good/state.GoodsPer, of)
		}
		adds(hosts, int(f.HostOf(uint32(offer))), of)
		day.add(of)
	}
	for g := range f.Goods.Stock {
		of, today := goods[g], &f.Goods.Today
		same("units of good", g, f.Goods.Stock[g], h.stock[g])
		same("wanted units of good", g, today.Wanted[g], of.placed+of.refused)
		same("orders of good", g, today.Ordered[g], of.placed)
		same("unpaid orders of good", g, today.Cancelled[g], of.placed-of.paid)
		same("sales of good", g, today.Sold[g], of.paid)
		same("returns of good", g, today.Returned[g], of.delivered-of.kept)
		same("complaints about good", g, today.Complaints[g], of.complained)
	}
	for i := range f.NumHosts() {
		of, today := hosts[i], &f.Hosts.Today
		same("orders of host", i, today.Orders[i], of.placed)
		same("sales of host", i, today.GMV[i], of.placedFen)
		same("orders of earlier buyers of host", i, today.Repeat[i], of.repeats)
		same("buyers of host", i, today.First[i], of.kept-of.repeats)
		same("broken promises of host", i, today.Broken[i], of.broken)
		same("kept orders of host", i, today.Kept[i], of.kept)
		same("pleased buyers of host", i, today.Pleased[i], of.pleased)
		same("failures of host", i, today.Defects[i], of.failed)
		same("satisfaction with host", i, today.Satisfaction[i], of.satisfaction)
		same("shortfall of host", i, today.Short[i], of.short)
		same("returns of host", i, today.Returned[i], of.delivered-of.kept)
	}
	for m := range f.NumMerchants() {
		of, today := merchants[m], &f.Merchants.Today
		same("refused orders of merchant", m, today.Stockouts[m], of.refused)
		same("sales of merchant", m, today.GMV[m], of.placedFen)
		same("paid sales of merchant", m, today.Paid[m], of.paidFen)
		same("kept sales of merchant", m, today.Kept[m], of.keptFen)
		same("deliveries of merchant", m, today.Delivered[m], of.delivered)
	}
	if err := f.books.Record(); err != nil {
		t.Fatal(err)
	}
	row := &f.Rec.Days[len(f.Rec.Days)-1]
	for what, pair := range map[string][2]int64{
		"private sales": {row.PrivateGMV, day.privateFen}, "orders for a need": {row.PurposiveOrders, day.purposive},
		"repeat orders": {row.RepeatOrders, day.again}, "kept orders": {row.OrdersKept, day.kept}, "unfollows": {row.Unfollows, day.unfollowed}} {
		same(what+" of day", int(f.Day), pair[0], pair[1])
	}
}

// ends are the spells that have ended in a repeat purchase, of all cohorts and ages together.
func ends(f *fair) (all record.CohortAge) {
	for _, row := range f.Rec.Cohorts {
		all = sum(all, row)
	}
	return all
}

// sum adds up what ended, sub takes away.
func sum(a, b record.CohortAge) record.CohortAge {
	return record.CohortAge{Repeat: a.Repeat + b.Repeat, RepeatNet: a.RepeatNet + b.RepeatNet, SameStreamer: a.SameStreamer + b.SameStreamer,
		SameMerchant: a.SameMerchant + b.SameMerchant}
}

func sub(a, b record.CohortAge) record.CohortAge {
	return sum(a, record.CohortAge{Repeat: -b.Repeat, RepeatNet: -b.RepeatNet, SameStreamer: -b.SameStreamer, SameMerchant: -b.SameMerchant})
}

// Orders worth more than accounts hold end the day with the fault of their payment, also where nobody pays, no worker sees more than a
// part of them, and their sum is beyond 64 bits.
func TestOrdersBeyondTheAccountsEndTheDay(t *testing.T) {
	t.Parallel()
	before := newFair(t, map[string]any{"consumers.count": int64(9000), "consumers.adoption.initial": 0.9,
		"consumers.purchase.constant": 5.0, "consumers.liking.never": 0.0, "merchants.stock.unlimited": true})
	before.run(t, 1)
	for _, workers := range []int{1, 7} {
		for price, ends := range map[int64]bool{1: false, ledger.MostADay / 8: true, state.Beyond: true} {
			f := before.fork()
			f.dawn(workers)
			f.attend(state.NumSlots - 1)
			placed := 0
			for i := range f.Consumers.Chunks {
				orders := f.crowd.Group(i).Orders
				for k := range orders {
					orders[k].Offer &^= state.OrderPaid
				}
				placed += len(orders)
			}
			if placed < 1<<10 {
				t.Errorf("%d orders of %d fen are within 64 bits", placed, int64(state.Beyond))
			}
			for offer := range f.Offers.Price {
				f.Offers.Price[offer] = price
			}
			err := func() (err error) {
				defer state.Faults(&err)
				f.books.CommitSlot(state.NumSlots-1, &f.given)
				return nil
			}()
			var fault *ledger.Fault
			if errors.As(err, &fault) != ends || ends && (fault.Why != ledger.Payment || fault.Amount <= ledger.MostADay) {
				t.Errorf("%d workers, orders of %d fen each: %v", workers, price, err)
			}
		}
	}
}
