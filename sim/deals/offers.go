package deals

import (
	"math"

	"livebazaar/agents/streamer"
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// accept puts a proposal on place j of its host in the edition on show and pays the slot fee and the handling.
func (w *Deals) accept(p Proposal, j int) {
	w.Show(int(p.Host), j, int(p.Good), p.Price, p.Commission, p.SlotFee)
	m := state.MerchantAccount(int(p.Merchant))
	if p.SlotFee > 0 {
		w.Accounts.Move(m, ledger.Account{Class: ledger.Streamers, Index: int(p.Host)}, ledger.SlotFee, p.SlotFee)
		w.Streamers.SlotFees[p.Host] += p.SlotFee
	}
	w.Accounts.Move(m, state.Outside, ledger.Operation, p.Handling)
	w.Merchants.Accepted[p.Merchant]++
}

// Show puts a good on place j of a host in the edition on show, at a price and slot fee in fen and a commission in basis points, and
// clears the results of the place. A streamer gives back to buyers its share of the commission.
func (w *Deals) Show(host, j, good int, price, commission, slotFee int64) {
	i, o := w.Offer(w.Edition(), host, j), &w.Offers
	if host < w.NumStreamers() {
		price, commission = w.giveBack(host, good, price, commission)
	}
	o.Good[i], o.Price[i], o.Commission[i], o.SlotFee[i], o.Pool[i] = int32(good), price, commission, slotFee, -1
	o.Orders[i], o.Paid[i], o.Kept[i], o.KeptFen[i], o.ReturnedUnits[i], o.CommissionFen[i] = 0, 0, 0, 0, 0, 0
	w.Goods.Shown[good]++
	w.Goods.Cut[good] += fixed.BasisPoints(max(0, w.priceCut(good, price)))
	if host < w.NumStreamers() {
		w.Goods.Placed[good]++
		w.Merchants.Month.Partners[good/state.GoodsPer]++
	}
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
