package sim

import (
	"math"

	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
)

// A proposal is a merchant's offer of one good to one host for the coming week. Streamers accept or refuse it in
// acceptOffers and write what they accept with accept.
type proposal struct {
	Merchant, Host, Good int32
	Price                int64 // live price, fen
	Commission           int64 // basis points of net sales
	SlotFee              int64 // fen for the week
	Handling             int64 // fen: samples and co-ordination of the show, paid by the merchant to outside
}

// accept puts a proposal on place j of its host in the edition on show and pays the slot fee and the handling.
func (w *World) accept(p proposal, j int) {
	w.show(int(p.Host), j, int(p.Good), p.Price, p.Commission, p.SlotFee)
	m := merchantAccount(int(p.Merchant))
	if p.SlotFee > 0 {
		w.Accounts.Move(m, ledger.Account{Class: ledger.Streamers, Index: int(p.Host)}, ledger.SlotFee, p.SlotFee)
		w.Streamers.SlotFees[p.Host] += p.SlotFee
	}
	w.Accounts.Move(m, outside, ledger.Operation, p.Handling)
	w.Merchants.Accepted[p.Merchant]++
}

// openTerms returns the terms on which any streamer may show a good without asking (the open commission list): the
// live price in fen and the commission in basis points, as much as the good can bear, no slot fee. ok is false when the good cannot be offered: its
// merchant has left or is suspended, or nothing is in stock or under way.
func (w *World) openTerms(good int) (price, commission int64, ok bool) {
	m := good / GoodsPer
	if !w.sells(m) || w.Goods.Stock[good]+w.Goods.Coming[good] <= 0 {
		return 0, 0, false
	}
	unit := w.keptCost(good)
	commission = basisPoints(w.commissionFor(unit, good, rank.Tail))
	return w.priceOver(unit, good, commission), commission, true
}

// show writes an offer and clears its results. A streamer gives back to buyers its share of the commission.
func (w *World) show(host, j, good int, price, commission, slotFee int64) {
	i, o := w.offer(w.Edition(), host, j), &w.Offers
	if host < w.NumStreamers() {
		price, commission = w.giveBack(host, good, price, commission)
	}
	o.Good[i], o.Price[i], o.Commission[i], o.SlotFee[i], o.Pool[i] = int32(good), price, commission, slotFee, -1
	o.Orders[i], o.Paid[i], o.Kept[i], o.KeptFen[i], o.ReturnedUnits[i], o.CommissionFen[i] = 0, 0, 0, 0, 0, 0
	w.Goods.Shown[good]++
	w.Goods.Cut[good] += basisPoints(max(0, w.priceCut(good, price)))
	if host < w.NumStreamers() {
		w.Goods.Placed[good]++
		w.Merchants.Month.Partners[good/GoodsPer]++
	}
}

// giveBack returns the price and the commission at which a streamer shows a good, given those agreed with the merchant.
func (w *World) giveBack(s, good int, price, commission int64) (lower, left int64) {
	share := w.Streamers.Giveback[s]
	if share == 0 {
		return price, commission
	}
	units := w.paidUnits(good)
	to, part := streamer.GiveBack(share, float64(price), units*float64(commission)/10000, w.p.Platform.Fees.Commission)
	return int64(math.Ceil(to)), int64(10000 * part / units) // rounded in the merchant's favour
}

// clearPlace empties place j of a host in the edition on show.
func (w *World) clearPlace(host, j int) {
	i := w.offer(w.Edition(), host, j)
	w.Offers.Good[i] = -1
}

// sells reports whether a merchant is in the market and not suspended.
func (w *World) sells(m int) bool {
	return w.Merchants.Alive[m] && int64(w.Merchants.Suspended[m]) < w.Day
}

var outside = ledger.Account{Class: ledger.Outside}

func merchantAccount(m int) ledger.Account {
	return ledger.Account{Class: ledger.Merchants, Index: m}
}

func basisPoints(share float64) int64 { return int64(float64(share*10000) + 0.5) }
