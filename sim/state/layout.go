package state

import (
	"livebazaar/sim/column"
)

// Arrange lays the columns out in memory, after they were read.
func (w *Market) Arrange() { w.layOut(w) }

// layOut arranges the columns of agents and platforms in memory as copies of those of from, which may be the market itself.
func (w *Market) layOut(from *Market) {
	column.LayOut(&w.Hosts, &from.Hosts)
	column.LayOut(&w.Streamers, &from.Streamers)
	column.LayOut(&w.MCNs, &from.MCNs)
	column.LayOut(&w.Merchants, &from.Merchants)
	column.LayOut(&w.Goods, &from.Goods)
	column.LayOut(&w.Offers, &from.Offers)
	if w != from {
		w.Venues = make([]Venue, len(from.Venues))
	}
	for v := range w.Venues {
		column.LayOut(&w.Venues[v], &from.Venues[v])
	}
}
