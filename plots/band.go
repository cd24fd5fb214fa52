package plots

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"livebazaar/sim/student"
)

var nan = math.NaN()

// band is a mean over replicates with its t interval mean ± t(n−1)·sd/√n. With one replicate the interval is NaN.
type band struct {
	mean, lo, hi float64
	n            int
}

// students are the two-sided quantiles of Student's t at a level. One is found by iteration, and most numbers of a figure
// share their degrees of freedom.
type students struct {
	level float64
	known map[int]float64
}

func newStudents(level float64) *students { return &students{level, map[int]float64{}} }

func (t *students) quantile(freedom int) float64 {
	q, known := t.known[freedom]
	if !known {
		q = distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile(0.5 + t.level/2)
		t.known[freedom] = q
	}
	return q
}

// interval returns the mean and its interval.
func (t *students) interval(m *moments) band {
	b := band{mean: nan, lo: nan, hi: nan, n: m.n}
	if b.n > 0 {
		b.mean = m.mean
	}
	if b.n > 1 {
		half := t.quantile(b.n-1) * m.deviation() / math.Sqrt(float64(b.n))
		b.lo, b.hi = b.mean-half, b.mean+half
	}
	return b
}

// interval returns the mean of one number over the replicates and its interval at the level.
func interval(m moments, level float64) band { return newStudents(level).interval(&m) }

// bands takes the interval over replicates at every position.
func bands(ms []moments, level float64) []band {
	out, t := make([]band, len(ms)), newStudents(level)
	for i := range ms {
		out[i] = t.interval(&ms[i])
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
	out, t := make([]band, len(ratios)), newStudents(level)
	for i, r := range ratios {
		out[i] = band{mean: nan, lo: nan, hi: nan, n: r.N}
		if _, base := r.Means(); base > 0 {
			quantile := nan
			if r.N > 1 {
				quantile = t.quantile(r.N - 1)
			}
			ratio, lo, hi := r.Within(quantile)
			out[i].mean, out[i].lo, out[i].hi = ratio-1, lo-1, hi-1
		}
	}
	return out
}
