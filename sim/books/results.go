package books

import "livebazaar/sim/state"

// results are what the takings of an offer come to. Each order of an offer has the same price, commission and fees, in whole fen: the
// amounts, in fen, are multiples of these.
type results struct {
	host, good, merchant int
	ofStore              bool
	week                 *state.HostCounts // in which the offer was on show

	wanted, refused, orders, unpaid, paid              int64
	gmv, paidFen, privateFen                           int64
	purposive, repeats, again                          int64
	delivered, below, failed, complained, satisfaction int64
	kept, keptFen, pleased, returned, returnedFen      int64
	followed, unfollowed, storesFollowers              int64

	commission int64 // of the orders kept, the streamer's out of escrow; none is paid to a store
	owed       int64 // commission of the orders returned, the streamer's from the merchant unless it is clawed back
	service    int64 // the platform's, of both
	fee        int64 // the platform's, of the orders kept
}

// results works out what an offer's takings come to.
func (w *Books) results(t *takings) results {
	r, offers := &w.run, &w.Offers
	price := offers.Price[t.offer]
	x := results{
		host: int(w.HostOf(t.offer)), good: int(t.good), merchant: int(t.good / state.GoodsPer), week: w.weekOf(t.offer),
		wanted: int64(t.placed) + int64(t.refused), refused: int64(t.refused), orders: int64(t.placed), paid: int64(t.paid),
		unpaid: int64(t.placed - t.paid), gmv: int64(t.placed) * price, paidFen: int64(t.paid) * price,
		privateFen: int64(t.private) * price, purposive: int64(t.purposive), repeats: int64(t.repeats), again: int64(t.again),
		delivered: int64(t.delivered), failed: int64(t.failed), complained: int64(t.complained), satisfaction: t.satisfaction,
		kept: int64(t.kept), keptFen: int64(t.kept) * price, pleased: int64(t.pleased),
		returned: int64(t.delivered - t.kept), returnedFen: int64(t.delivered-t.kept) * price,
		followed: int64(t.followed), unfollowed: int64(t.unfollowed), storesFollowers: int64(t.storesFollowers),
	}
	if w.p.Enforcement.Inspection.BelowStandard(w.Goods.Delivered[t.good]) {
		x.below = x.delivered
	}
	x.fee = x.kept * (price * r.feeBasis / 10000)
	if x.ofStore = x.host >= w.NumStreamers(); x.ofStore {
		return x
	}
	each, earning := price*offers.Commission[t.offer]/10000, x.kept
	x.commission = x.kept * each
	if !w.p.Platform.Fees.Clawback {
		x.owed = x.returned * each
		earning += x.returned
	}
	x.service = earning * (each * r.serviceBasis / 10000)
	return x
}

// weekOf returns the counters of the week in which an offer is or was on show: this one or the last.
func (w *Books) weekOf(offer uint32) *state.HostCounts {
	if second := int(offer) >= w.NumHosts()*state.LineUp; second == (w.Edition() == 1) {
		return &w.Hosts.Recent
	}
	return &w.Hosts.Past
}
