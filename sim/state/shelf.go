package state

// Shelf is ordinary search-and-buy e-commerce, the outside option, by category.
type Shelf struct {
	Quality []float64 // expected quality of what a search finds
	Price   []float64 // price relative to the category's reference price
	Net     []int64   // kept sales since the last sharing among merchants, fen
	Back    []int64   // refunds of the same time, fen
}
