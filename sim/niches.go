package sim

import "slices"

// rarity marks the niche categories: the third with the fewest needs by value.
func (w *World) rarity() {
	shares := w.valueShares()
	sorted := slices.Clone(shares[:])
	slices.Sort(sorted)
	for c := range shares {
		w.run.niche[c] = shares[c] <= sorted[NumCategories/3-1]
	}
}
