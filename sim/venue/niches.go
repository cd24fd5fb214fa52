package venue

import (
	"slices"

	"livebazaar/sim/state"
)

// markNiches marks the niche categories: the third with the fewest needs by value.
func (w *Venue) markNiches() {
	shares := w.p.Categories.ValueShares(&w.Origin.Cares)
	sorted := slices.Clone(shares[:])
	slices.Sort(sorted)
	for c := range shares {
		w.run.niche[c] = shares[c] <= sorted[state.NumCategories/3-1]
	}
}
