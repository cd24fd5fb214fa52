package markets

import (
	"math"

	"livebazaar/sim/student"
)

// NaN is a number that is not known.
var NaN = math.NaN()

// Band is a mean over replicates with its t interval mean ± t(n−1)·sd/√n. With one replicate the interval is NaN.
type Band struct {
	Mean, Lo, Hi float64
	N            int // replicates that have a value
}

// Interval returns the mean of one number over the replicates and its interval at the level.
func Interval(m Moments, level float64) Band {
	b := Band{Mean: NaN, Lo: NaN, Hi: NaN, N: m.N}
	if b.N > 0 {
		b.Mean = m.Mean
		b.Lo, b.Hi = student.Interval(b.Mean, m.deviation()/math.Sqrt(float64(b.N)), level, b.N-1)
	}
	return b
}

// Bands takes the interval over replicates at every position.
func Bands(ms []Moments, level float64) []Band {
	out := make([]Band, len(ms))
	for i, m := range ms {
		out[i] = Interval(m, level)
	}
	return out
}

// Pair counts a value and the base that it is compared with; NaN in either is no pair.
func Pair(r *student.Ratio, v, base float64) {
	if both := v + base; both == both {
		r.Add(v, base)
	}
}

// Relative takes the relative difference and its interval at every position: the ratio to the base, less 1. It is undefined, as in the
// contrasts, where the base's mean is not above 0, and its interval where the base is not clear of 0.
func Relative(ratios []student.Ratio, level float64) []Band {
	out := make([]Band, len(ratios))
	for i, r := range ratios {
		out[i] = Band{Mean: NaN, Lo: NaN, Hi: NaN, N: r.N}
		if _, base := r.Means(); base > 0 {
			ratio, lo, hi := r.Fieller(level)
			out[i].Mean, out[i].Lo, out[i].Hi = ratio-1, lo-1, hi-1
		}
	}
	return out
}
