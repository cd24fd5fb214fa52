package chance

// Pick returns the index that a uniform draw selects in proportion to the weights, all ≥ 0.
func Pick(weights []float64, u float64) int {
	var sum float64
	for _, x := range weights {
		sum += x
	}
	u *= sum
	for i, x := range weights {
		if u < x {
			return i
		}
		u -= x
	}
	return len(weights) - 1
}
