package books

import (
	"livebazaar/sim/crowd"
	"livebazaar/sim/state"
)

// takings are what an offer has to do with today: its orders placed and what became of those delivered. An order is booked
// here and nowhere else. What hosts, goods, merchants, the week and the day count are sums over offers (sums.go), and amounts
// follow from counts, since all orders of an offer have one price.
type takings struct {
	satisfaction int64 // sum over deliveries, 1/1024
	offer        uint32
	good         int32

	refused                             uint32 // for want of stock
	placed, private, purposive, repeats uint32 // private: by way of a follow; repeats: by a consumer with a good memory of the host
	paid, again                         uint32 // again: by a consumer who has kept a live order in the last Month days

	delivered, failed, complained         uint32
	kept, pleased                         uint32 // pleased: kept and not failed
	followed, unfollowed, storesFollowers uint32 // storesFollowers: buyers led to the merchant's own store
}

// order books an order for which there is stock.
func (t *takings) order(o *state.Order) {
	paid := flag(o.Offer, state.OrderPaid)
	t.placed++
	t.private += flag(o.Offer, state.OrderPrivate)
	t.purposive += flag(o.Offer, state.OrderPurposive)
	t.repeats += flag(o.Offer, state.OrderRepeat)
	t.paid += paid
	t.again += paid & flag(o.Offer, state.OrderAgain)
}

// deliver books what became of an order that was delivered.
func (t *takings) deliver(o *crowd.Outcome) {
	flags := uint32(o.Flags)
	kept, failed := flag(flags, crowd.OutcomeKept), flag(flags, crowd.OutcomeFailed)
	t.delivered++
	t.satisfaction += int64(o.Satisfaction)
	t.failed += failed
	t.complained += flag(flags, crowd.OutcomeComplained)
	t.kept += kept
	t.pleased += kept &^ failed
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
