package state

// Shelf is ordinary search-and-buy e-commerce, the outside option, by category.
type Shelf struct {
	Quality    []float64 // quality that the category's goods are known for: a slow mean of what buyers on the shelf found
	Price      []float64 // price relative to the category's reference price
	Comparable []float64 // what comparable goods cost, relative to the same
	Net        []int64   // kept sales since the last sharing among merchants, fen
	Back       []int64   // refunds of the same time, fen
}
