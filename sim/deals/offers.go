package deals

import (
	"math"

	"livebazaar/agents/streamer"
	"livebazaar/sim/crew"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// accept pays the slot fee at which a proposal is accepted, and the handling.
func (w *Deals) accept(p *Proposal, fee int64) {
	m := state.MerchantAccount(int(p.Merchant))
	if fee > 0 {
		w.Accounts.Move(m, state.StreamerAccount(int(p.Host)), ledger.SlotFee, fee)
		w.Streamers.SlotFees[p.Host] += fee
	}
	w.Accounts.Move(m, state.Outside, ledger.Operation, p.Handling)
	w.Merchants.Accepted[p.Merchant]++
}

// ShowInStore puts a good on place j of its merchant's store in the edition on show, at a price in fen and without commission.
func (w *Deals) ShowInStore(j, good int, price int64) {
	w.show(w.StoreOf(good/state.GoodsPer), j, good, price, 0, 0)
	w.countPlace(good, price)
}

// show puts a good on place j of a host in the edition on show, at a price and slot fee in fen and a commission in basis points, and
// clears the results of the place. A streamer gives back to buyers its share of the commission. The place is yet to be counted.
func (w *Deals) show(host, j, good int, price, commission, slotFee int64) {
	i, o := w.Offer(w.Edition(), host, j), &w.Offers
	if host < w.NumStreamers() {
		price, commission = w.giveBack(host, good, price, commission)
	}
	o.Good[i], o.Price[i], o.Commission[i], o.SlotFee[i] = int32(good), price, commission, slotFee
	o.Paid[i], o.Kept[i], o.KeptFen[i], o.ReturnedUnits[i], o.CommissionFen[i] = 0, 0, 0, 0, 0
}

// countPlace counts a place that shows a good, and how much its price cuts the list price.
func (w *Deals) countPlace(good int, price int64) {
	w.Goods.Shown[good]++
	w.Goods.Cut[good] += fixed.BasisPoints(max(0, w.priceCut(good, price)))
}

// countPlaces counts the places that streamers have in the edition on show. Any of them may show any good: each worker goes
// through all streamers and counts the goods of its part of the merchants.
func (w *Deals) countPlaces(streamers []int32) {
	o, merchants := &w.Offers, w.NumMerchants()
	parts := min(w.Crew.Size(), crew.BlocksOf(merchants))
	w.Crew.Each(parts, func(part, _ int) {
		from, to := int32(part*merchants/parts*state.GoodsPer), int32((part+1)*merchants/parts*state.GoodsPer)
		for _, s := range streamers {
			first := w.Offer(w.Edition(), int(s), 0)
			for i, good := range o.Good[first : first+state.LineUp] {
				if good >= from && good < to { // −1 is no good
					w.countPlace(int(good), o.Price[first+i])
					w.Goods.Placed[good]++
					w.Merchants.Month.Partners[good/state.GoodsPer]++
				}
			}
		}
	})
}

// giveBack returns the price in fen and the commission in basis points at which a streamer shows a good, from those that the
// merchant agreed to.
func (w *Deals) giveBack(s, good int, price, commission int64) (lower, left int64) {
	share := w.Streamers.Giveback[s]
	if share == 0 {
		return price, commission
	}
	units := w.PaidUnits(good)
	to, part := streamer.GiveBack(share, float64(price), units*float64(commission)/10000, w.p.Platform.Fees.Commission)
	return int64(math.Ceil(to)), int64(10000 * part / units) // rounded in the merchant's favour
}

// priceCut is the share of the list price that a price leaves off.
func (w *Deals) priceCut(good int, price int64) float64 {
	return 1 - float64(price)/float64(w.Goods.List[good])
}

// ClearPlace empties place j of a host in the edition on show.
func (w *Deals) ClearPlace(host, j int) {
	i := w.Offer(w.Edition(), host, j)
	w.Offers.Good[i] = -1
}
