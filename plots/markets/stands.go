package markets

import (
	"math"
	"slices"

	"livebazaar/sim/student"
)

// Stand marks which of the mean differences of one figure remain after Holm's adjustment for all of them (Holm 1979,
// Scandinavian Journal of Statistics 6:65): the rule of the contrasts, for differences that are no metric of their own.
func Stand(differences []Moments, level float64) []bool {
	p := make([]float64, len(differences))
	var order []int
	for i, d := range differences {
		if p[i] = noDifference(d); !math.IsNaN(p[i]) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	out := make([]bool, len(differences))
	for rank, i := range order {
		if !(p[i]*float64(len(order)-rank) < 1-level) {
			break // and no larger one remains
		}
		out[i] = true
	}
	return out
}

// noDifference is the two-sided p-value of a mean of 0 (Student's t), of n equal values that of their signs, 2^(1−n);
// NaN for fewer than two values.
func noDifference(m Moments) float64 {
	if m.N < 2 {
		return NaN
	}
	if lo, hi := m.least, m.most; hi-lo <= 1e-9*math.Max(hi, -lo) { // differences of large numbers are rounded
		if lo == 0 && hi == 0 {
			return 1
		}
		return math.Ldexp(1, 1-m.N)
	}
	return student.TwoSidedP(m.Mean/(m.deviation()/math.Sqrt(float64(m.N))), m.N-1)
}
