package state

// Offers are the goods that hosts show, in two weekly editions: orders of one week settle while the next is on show.
// Offer (e, h, j) is at index (e·hosts + h)·LineUp + j, e = week number mod 2.
type Offers struct {
	Good                                              []int32 `vacant:"-1"` // −1: nothing on this place
	Price                                             []int64 // live price, fen
	Commission                                        []int64 // basis points of net sales
	SlotFee                                           []int64 // fen for the week
	Paid, Kept, KeptFen, ReturnedUnits, CommissionFen []int64 // results of the edition
}

// Offer returns the index of place j of host h in an edition.
func (w *Market) Offer(edition, h, j int) int { return (edition*w.NumHosts()+h)*LineUp + j }

// HostOf returns the host that shows an offer.
func (w *Market) HostOf(offer uint32) int32 {
	host := int32(offer / LineUp)
	if hosts := int32(w.NumHosts()); host >= hosts { // one of the two editions
		host -= hosts
	}
	return host
}
