package supply

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

// MarkReferences moves the reference price of every good by what buyers met in the last week: the mean price of the places
// that showed it, the more the more places they were.
func (w *Supply) MarkReferences() {
	p, g := &w.p.Merchants.Discount, &w.Goods
	for i := range g.Reference {
		if !w.Merchants.Alive[i/state.GoodsPer] {
			continue
		}
		places := int(g.Shown[i])
		price := 1 - float64(g.Cut[i])/float64(10000*max(1, places))
		g.Reference[i] = p.ReferenceAfter(g.Reference[i], merchant.Seen(merchant.LiveShare(places), price))
		g.Shown[i], g.Placed[i], g.Cut[i] = 0, 0, 0
	}
}
