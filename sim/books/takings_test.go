package books

import (
	"errors"
	"maps"
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
		f, hand := before.fork(), oneHand{takings: map[uint32]takings{}, ended: map[int64]record.CohortAge{}}
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
		f.books.atTills(f.books.bookOutcomes)

		booked, ended := map[uint32]takings{}, map[int64]record.CohortAge{}
		for i := range f.books.run.tills {
			for _, taken := range f.books.run.tills[i].takings {
				if f.books.takingsAt(f.books.run.place[taken.offer]).offer != taken.offer {
					t.Errorf("%d workers: the takings of offer %d are not where they are looked up", workers, taken.offer)
				}
				booked[taken.offer] = taken
			}
		}
		var lapses, unhappy int64
		for i := range f.books.run.clerks {
			c := &f.books.run.clerks[i]
			lapses, unhappy = lapses+c.day.Lapses, unhappy+c.unhappy
			for age, row := range c.spells.ended {
				ended[int64(age)] = sum(ended[int64(age)], row)
			}
		}
		maps.DeleteFunc(ended, func(_ int64, row record.CohortAge) bool { return row == record.CohortAge{} })
		switch {
		case !maps.Equal(booked, hand.takings):
			t.Errorf("%d workers: tills book %v, one hand %v", workers, booked, hand.takings)
		case !maps.Equal(ended, hand.ended):
			t.Errorf("%d workers: spells end %v, by one hand %v", workers, ended, hand.ended)
		case lapses != hand.lapses || unhappy != hand.unhappy:
			t.Errorf("%d workers: %d lapses and %d more unhappy, by one hand %d and %d", workers, lapses, unhappy, hand.lapses, hand.unhappy)
		}
		var all takings
		for _, taken := range booked {
			all.placed, all.refused, all.kept = all.placed+taken.placed, all.refused+taken.refused, all.kept+taken.kept
		}
		if all.placed < 20 || all.refused < 20 || all.kept == 0 || len(ended) == 0 || lapses == 0 {
			t.Errorf("too little is scarce, or booked at all, to compare: %+v, %d ages of spells, %d lapses", all, len(ended), lapses)
		}
	}
}

// oneHand books one order and one outcome after another.
type oneHand struct {
	stock           []int64
	takings         map[uint32]takings
	ended           map[int64]record.CohortAge // spells, by age
	lapses, unhappy int64
}

// commit books the orders of a slot that are not committed yet.
func (h *oneHand) commit(f *fair) {
	for i := range f.Consumers.Chunks {
		for _, o := range f.crowd.Group(i).Orders {
			is := func(flag uint32) uint32 { return min(1, o.Offer&flag) }
			taken := h.of(f, o.Offer&state.OrderIndex)
			if h.stock[taken.good] == 0 {
				taken.refused++
			} else {
				taken.placed++
				taken.private += is(state.OrderPrivate)
				taken.purposive += is(state.OrderPurposive)
				taken.repeats += is(state.OrderRepeat)
				if is(state.OrderPaid) == 1 {
					taken.paid++
					taken.again += is(state.OrderAgain)
					h.stock[taken.good]--
				}
			}
			h.takings[taken.offer] = taken
		}
	}
}

// settle books what became of the orders delivered today.
func (h *oneHand) settle(f *fair) {
	for i := range f.Consumers.Chunks {
		for _, o := range f.crowd.Group(i).Settled {
			is := func(flag uint16) uint32 { return uint32(min(1, o.Flags&flag)) }
			taken := h.of(f, o.Offer)
			taken.delivered++
			taken.satisfaction += int64(o.Satisfaction)
			taken.failed += is(crowd.OutcomeFailed)
			taken.complained += is(crowd.OutcomeComplained)
			taken.kept += is(crowd.OutcomeKept)
			if is(crowd.OutcomeKept) == 1 && is(crowd.OutcomeFailed) == 0 {
				taken.pleased++
			}
			taken.followed += is(crowd.OutcomeFollowed)
			taken.unfollowed += is(crowd.OutcomeUnfollowed)
			taken.storesFollowers += is(crowd.OutcomeStoreFollowed)
			h.takings[taken.offer] = taken
			h.lapses += int64(is(crowd.OutcomeLapsed))
			h.unhappy += int64(is(crowd.OutcomeUnhappier)) - int64(is(crowd.OutcomeHappier))
			if o.SpellDay > 0 {
				age := f.Number(f.Day) - int64(o.SpellDay)
				h.ended[age] = sum(h.ended[age], record.CohortAge{Repeat: 1, RepeatNet: f.Offers.Price[o.Offer],
					SameStreamer: int64(is(crowd.OutcomeSameHost)), SameMerchant: int64(is(crowd.OutcomeSameMerchant))})
			}
		}
	}
}

func (h *oneHand) of(f *fair, offer uint32) takings {
	taken := h.takings[offer]
	taken.offer, taken.good, taken.price = offer, f.Offers.Good[offer], f.Offers.Price[offer]
	taken.each = taken.price * f.Offers.Commission[offer] / 10000
	taken.ofStore = int(f.HostOf(offer)) >= f.NumStreamers()
	return taken
}

// sum adds up what ended at one age.
func sum(a, b record.CohortAge) record.CohortAge {
	return record.CohortAge{Repeat: a.Repeat + b.Repeat, RepeatNet: a.RepeatNet + b.RepeatNet, SameStreamer: a.SameStreamer + b.SameStreamer,
		SameMerchant: a.SameMerchant + b.SameMerchant}
}

// Orders worth more than accounts hold end the day with the fault of their payment, also where nobody pays, no worker sees more than a
// part of them, and their sum is beyond 64 bits.
func TestOrdersBeyondTheAccountsEndTheDay(t *testing.T) {
	t.Parallel()
	before := newFair(t, map[string]any{"consumers.count": int64(9000), "consumers.adoption.initial": 0.9,
		"consumers.purchase.constant": 5.0, "merchants.stock.unlimited": true})
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
