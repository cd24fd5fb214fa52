package merchant

import "livebazaar/agents/chance"

// VisibilityMemory is the weekly memory of live sales that make a merchant easier to find on the shelf (spill-over of
// live sales; assumption).
const VisibilityMemory = .85

// Visibility is a merchant's weight in shelf search: a base that every merchant has plus its decayed weekly live sales,
// both relative to the mean.
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
