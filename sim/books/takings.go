package books

import (
	"livebazaar/sim/crowd"
	"livebazaar/sim/state"
)

// takings are what an offer has to do with today: its orders placed and what became of those delivered. An order is booked
// here and nowhere else. What hosts, goods, merchants, the week and the day count are sums over offers (sums.go), and amounts
// follow from counts, since all orders of an offer have one price.
type takings struct {
	price, each  int64 // of an order, and the streamer's commission on it, fen
	satisfaction int64 // sum over deliveries, 1/1024
	performance  int64 // the same of performance
	broken       int64 // the same of parts of failures that broken promises are
	offer        uint32
	good         int32
	ofStore      bool // shown in a merchant's own store

	refused                    uint32 // for want of stock
	placed, private, purposive uint32 // private: by way of a follow
	paid, again                uint32 // again: by a consumer who has kept a live order in the last Month days

	delivered, failed, complained         uint32
	kept, pleased, repeats                uint32 // pleased: kept and not failed; repeats: kept by one with a good memory of the host
	followed, unfollowed, storesFollowers uint32 // storesFollowers: buyers led to the merchant's own store
}

// order books an order for which there is stock.
func (t *takings) order(o *state.Order) {
	paid := flag(o.Offer, state.OrderPaid)
	t.placed++
	t.private += flag(o.Offer, state.OrderPrivate)
	t.purposive += flag(o.Offer, state.OrderPurposive)
	t.paid += paid
	t.again += paid & flag(o.Offer, state.OrderAgain)
}

// deliver books what became of an order that was delivered.
func (t *takings) deliver(o *crowd.Outcome) {
	flags := uint32(o.Flags)
	kept, failed := flag(flags, crowd.OutcomeKept), flag(flags, crowd.OutcomeFailed)
	t.delivered++
	t.satisfaction += int64(o.Satisfaction)
	t.performance += int64(o.Performance)
	t.broken += int64(o.Broken)
	t.failed += failed
	t.complained += flag(flags, crowd.OutcomeComplained)
	t.kept += kept
	t.pleased += kept &^ failed
	t.repeats += kept & flag(flags, crowd.OutcomeRepeat)
	t.followed += flag(flags, crowd.OutcomeFollowed)
	t.unfollowed += flag(flags, crowd.OutcomeUnfollowed)
	t.storesFollowers += flag(flags, crowd.OutcomeStoreFollowed)
}

// flag returns 1 where a flag is set and 0 where it is not.
func flag(flags, which uint32) uint32 {
	if flags&which != 0 {
		return 1
	}
	return 0
}

// A till books the orders and the deliveries of a fixed part of the merchants, one after another in the order of consumers. No
// two workers are ever at one till, so that what a good has left and what an offer has taken is known to one of them alone. Which
// orders go to which till does not depend on the number of workers.
type till struct {
	takings []takings `per:"taking"` // of the offers that took anything today, in the order in which they first did
	_       [104]byte // apart from the next till's
}

// takingsOf returns the takings of an offer at its till, and begins them where it has taken nothing today.
func (w *Books) takingsOf(offer uint32) *takings {
	place := &w.run.place[offer]
	if *place == 0 {
		good, price := w.Offers.Good[offer], w.Offers.Price[offer]
		number := int(crowd.TillOf(good))
		t := &w.run.tills[number]
		*place = uint32(len(t.takings)*crowd.Tills + number + 1)
		t.takings = append(t.takings, takings{offer: offer, good: good, price: price, each: price * w.Offers.Commission[offer] / 10000,
			ofStore: int(w.HostOf(offer)) >= w.NumStreamers()})
	}
	return w.takingsAt(*place)
}

// takingsAt returns the takings at a place of the table of offers that is not 0.
func (w *Books) takingsAt(place uint32) *takings {
	return &w.run.tills[(place-1)%crowd.Tills].takings[(place-1)/crowd.Tills]
}

// atTills lets the crew work at all tills: the fewer workers there are, the more tills one takes at a time.
func (w *Books) atTills(f func(from, to int, acc *clerk)) {
	ranges := 1
	if n := w.Crew.Size(); n > 1 {
		ranges = min(crowd.Tills, 4*n) // some tills have more to do than others
	}
	w.bookApart(ranges, func(i int, acc *clerk) { f(i*crowd.Tills/ranges, (i+1)*crowd.Tills/ranges, acc) })
}

// amounts are what the takings of an offer come to, in fen. Each order of an offer has the same price, commission and fees, in whole
// fen: they are multiples of these.
type amounts struct {
	placed, private, paid, kept, returned int64

	commission int64 // of the orders kept, the streamer's out of escrow; none is paid to a store
	owed       int64 // commission of the orders returned, the streamer's from the merchant unless it is clawed back
	service    int64 // the platform's, of both
	fee        int64 // the platform's, of the orders kept
}

// amountsOf works out what an offer's takings come to.
func (w *Books) amountsOf(t *takings) (x amounts) {
	kept, returned := int64(t.kept), int64(t.delivered-t.kept)
	x.placed, x.private, x.paid = int64(t.placed)*t.price, int64(t.private)*t.price, int64(t.paid)*t.price
	x.kept, x.returned = kept*t.price, returned*t.price
	x.fee = kept * (t.price * w.run.feeBasis / 10000)
	if t.ofStore {
		return x
	}
	x.commission = kept * t.each
	earning := kept
	if !w.p.Platform.Fees.Clawback {
		x.owed = returned * t.each
		earning += returned
	}
	x.service = earning * (t.each * w.run.serviceBasis / 10000)
	return x
}
