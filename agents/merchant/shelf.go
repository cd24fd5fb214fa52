package merchant

import "livebazaar/agents/chance"

// VisibilityMemory is what is left a week later of how much easier a merchant's live sales make it to find on the shelf. What a
// session does for the shop falls mostly on its day, and is gone within about a week (Chu et al., 6,074 shops): with a half-life of
// two days, 2^−3.5.
const VisibilityMemory = .09

// Visibility is a merchant's weight in shelf search: a base that every merchant has plus what it sold live lately, both relative to
// the mean.
func Visibility(liveSales, mean float64) float64 {
	if mean <= 0 {
		return 1
	}
	return .5 + liveSales/mean
}

// ShelfAppeal is what a good's price does to its part of shelf sales in money: units fall as (list/comparable)^−elasticity.
func ShelfAppeal(list, comparable, elasticity float64) float64 {
	return chance.Pow(list/comparable, 1-elasticity)
}
