package student

import "math"

// Interval returns centre ± t·se; without degrees of freedom it is undefined.
func Interval(centre, se, level float64, df int) (lo, hi float64) {
	if df < 1 {
		return math.NaN(), math.NaN()
	}
	half := float64(Quantile(level, df) * se)
	return centre - half, centre + half
}

// Mean returns the mean; of nothing it is undefined.
func Mean(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	var total float64
	for _, v := range x {
		total += v
	}
	return total / float64(len(x))
}

// StandardError returns the standard error of the mean of x, in two passes; undefined for fewer than two values.
func StandardError(x []float64) float64 {
	n := float64(len(x))
	if n < 2 {
		return math.NaN()
	}
	m := Mean(x)
	var squares float64
	for _, v := range x {
		squares += float64((v - m) * (v - m))
	}
	return math.Sqrt(squares / (n - 1) / n)
}
