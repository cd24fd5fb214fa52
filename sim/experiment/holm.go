package experiment

import "sort"

// Holm returns the p-values adjusted for testing all of them (Holm 1979, Scandinavian Journal of Statistics 6:65): the
// k-th smallest of n times n−k+1, never falling and at most 1. A NaN is no test and stays NaN.
func Holm(p []float64) []float64 {
	adjusted := append([]float64(nil), p...)
	var order []int
	for i, v := range p {
		if v == v {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return p[order[a]] < p[order[b]] })
	highest := 0.0
	for rank, i := range order {
		highest = max(highest, min(1, p[i]*float64(len(order)-rank)))
		adjusted[i] = highest
	}
	return adjusted
}
