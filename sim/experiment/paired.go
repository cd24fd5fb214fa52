package experiment

import (
	"math"
	"slices"

	"livebazaar/sim/student"
)

// Difference is what pairs of replicates with common random numbers say about a scenario against the baseline.
type Difference struct {
	Pairs                      int
	BaselineMean, ScenarioMean float64
	Diff, Lo, Hi               float64 // mean difference with its t interval
	P                          float64 // two-sided p-value of no difference: of the t test, or of the sign test if all differences are equal
	RelDiff, RelLo, RelHi      float64 // the same relative to the baseline's mean
}

// Paired compares a scenario with the baseline, replicate by replicate. Pairs in which either is undefined are left
// out; one pair gives a difference without an interval. When all pairs are exactly equal the difference is 0, the
// interval [0, 0] and p = 1. When all differences are one number other than 0, t is infinite whatever their number; what
// n equal signs can say is the sign test's p = 2^(1−n), and the interval is that number alone.
func Paired(baseline, scenario []float64, level float64) Difference {
	var b, s, d []float64
	for i := range baseline {
		if baseline[i] == baseline[i] && scenario[i] == scenario[i] {
			b, s, d = append(b, baseline[i]), append(s, scenario[i]), append(d, scenario[i]-baseline[i])
		}
	}
	r := Difference{Pairs: len(d), BaselineMean: student.Mean(b), ScenarioMean: student.Mean(s), Diff: student.Mean(d), P: math.NaN()}
	// Equal up to rounding: yuan are hundredths of whole fen, so equal differences may come out a last bit apart.
	tiny := float64(1e-12 * largest(b, s))
	if len(d) > 1 && slices.Max(d)-slices.Min(d) <= tiny {
		r.Diff, r.Lo, r.Hi, r.P = d[0], d[0], d[0], math.Ldexp(1, 1-len(d))
		if math.Abs(r.Diff) <= tiny {
			r.Diff, r.Lo, r.Hi, r.P = 0, 0, 0, 1
		}
	} else {
		se := student.StandardError(d)
		r.Lo, r.Hi = student.Interval(r.Diff, se, level, len(d)-1)
		if len(d) > 1 {
			r.P = student.TwoSidedP(r.Diff/se, len(d)-1)
		}
	}
	r.relative(b, s, level)
	return r
}

// relative fills in the ratio of means less 1, with the interval of the delta method for a ratio of paired means
// (Cochran 1977, Sampling Techniques, eq. 6.13): the residuals s_i − R·b_i over the baseline's mean. A ratio is defined
// for a positive baseline only.
func (r *Difference) relative(b, s []float64, level float64) {
	r.RelDiff, r.RelLo, r.RelHi = math.NaN(), math.NaN(), math.NaN()
	if !(r.BaselineMean > 0) {
		return
	}
	r.RelDiff = r.Diff / r.BaselineMean
	residual := make([]float64, len(b))
	for i := range b {
		residual[i] = (s[i] - b[i] - float64(r.RelDiff*b[i])) / r.BaselineMean
	}
	r.RelLo, r.RelHi = student.Interval(r.RelDiff, student.StandardError(residual), level, len(b)-1)
}

// largest is the largest magnitude among the values.
func largest(series ...[]float64) float64 {
	most := 0.0
	for _, x := range series {
		for _, v := range x {
			most = max(most, math.Abs(v))
		}
	}
	return most
}
