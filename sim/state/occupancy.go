package state

import (
	"livebazaar/sim/column"
)

// A slot is a row of columns that one agent after another occupies. Whoever enters finds every column of its slot empty, also
// one that was added yesterday: the columns are found by reflection, here and nowhere else, and what the newcomer brings is set
// afterwards. Empty is 0 unless a tag says what it is.

// LongAgo is a day before any day of a run.
const LongAgo = column.LongAgo

// emptyHost empties the slot of a host: person, channels, and both editions of its line-up.
func (w *Market) emptyHost(slot int) {
	column.Vacate(&w.Hosts, "host", "host", slot)
	for v := range w.Venues {
		column.Vacate(&w.Venues[v], "venue", "host", slot)
	}
	for edition := range 2 {
		for j := range LineUp {
			column.Vacate(&w.Offers, "offer", "offer", w.Offer(edition, slot, j))
		}
	}
}

// EmptyStreamer empties the slot of a streamer, which is a host.
func (w *Market) EmptyStreamer(slot int) {
	w.emptyHost(slot)
	column.Vacate(&w.Streamers, "streamer", "streamer", slot)
	column.Vacate(&w.MCNs, "mcn", "streamer", slot)
}

// EmptyMerchant empties the slot of a merchant with its goods and the host of its store.
func (w *Market) EmptyMerchant(slot int) {
	w.emptyHost(w.StoreOf(slot))
	column.Vacate(&w.Merchants, "merchant", "merchant", slot)
	for a := range MaxArms {
		column.Vacate(&w.Merchants, "merchant", "arm", slot*MaxArms+a)
		w.Merchants.Arms[slot*MaxArms+a].Host = -1
	}
	for edition := range 2 {
		column.Vacate(&w.Merchants, "merchant", "edition", edition*w.NumMerchants()+slot)
	}
	for j := range GoodsPer {
		column.Vacate(&w.Goods, "good", "good", slot*GoodsPer+j)
	}
}

// EmptyMCN empties the slot of an agency.
func (w *Market) EmptyMCN(slot int) { column.Vacate(&w.MCNs, "mcn", "mcn", slot) }
