package plots

import (
	"math"

	"livebazaar/sim/student"
)

var nan = math.NaN()

// band is a mean over replicates with its t interval mean ± t(n−1)·sd/√n. With one replicate the interval is NaN.
type band struct {
	mean, lo, hi float64
	n            int
}

// interval returns the mean of one number over the replicates and its interval at the level.
func interval(m moments, level float64) band {
	b := band{mean: nan, lo: nan, hi: nan, n: m.n}
	if b.n > 0 {
		b.mean = m.mean
		b.lo, b.hi = student.Interval(b.mean, m.deviation()/math.Sqrt(float64(b.n)), level, b.n-1)
	}
	return b
}

// bands takes the interval over replicates at every position.
func bands(ms []moments, level float64) []band {
	out := make([]band, len(ms))
	for i, m := range ms {
		out[i] = interval(m, level)
	}
	return out
}

// pair counts a value and the base that it is compared with; NaN in either is no pair.
func pair(r *student.Ratio, v, base float64) {
	if both := v + base; both == both {
		r.Add(v, base)
	}
}

// relative takes the relative difference and its interval at every position: the ratio to the base, less 1. It is undefined, as in the
// contrasts, where the base's mean is not above 0, and its interval where the base is not clear of 0.
func relative(ratios []student.Ratio, level float64) []band {
	out := make([]band, len(ratios))
	for i, r := range ratios {
		out[i] = band{mean: nan, lo: nan, hi: nan, n: r.N}
		if _, base := r.Means(); base > 0 {
			ratio, lo, hi := r.Fieller(level)
			out[i].mean, out[i].lo, out[i].hi = ratio-1, lo-1, hi-1
		}
	}
	return out
}
