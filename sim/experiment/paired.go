package experiment

import (
	"math"
	"slices"

	"livebazaar/sim/metric"
	"livebazaar/sim/student"
)

// Difference is what pairs of replicates with common random numbers say about a scenario against the baseline.
type Difference struct {
	Pairs                                int
	BaselineMean, BaselineLo, BaselineHi float64
	ScenarioMean, ScenarioLo, ScenarioHi float64
	Diff, Lo, Hi                         float64 // mean difference with its t interval
	P                                    float64 // two-sided p-value of no difference: of the t test, or of the sign test if all differences are equal
	RelDiff, RelLo, RelHi                float64 // the same relative to the baseline's mean
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
	r := Difference{Pairs: len(d), BaselineMean: student.Mean(b), ScenarioMean: student.Mean(s), Diff: student.Mean(d)}
	r.BaselineLo, r.BaselineHi = student.Interval(r.BaselineMean, student.StandardError(b), level, len(b)-1)
	r.ScenarioLo, r.ScenarioHi = student.Interval(r.ScenarioMean, student.StandardError(s), level, len(s)-1)
	r.test(d, float64(1e-12*largest(b, s)), level)
	r.RelDiff, r.RelLo, r.RelHi = math.NaN(), math.NaN(), math.NaN()
	if r.BaselineMean > 0 {
		// The ratio of means less 1. Its interval holds 0 where that of the difference does: both are what one test does not reject.
		_, lo, hi := student.RatioOf(s, b).Fieller(level)
		r.RelDiff, r.RelLo, r.RelHi = r.Diff/r.BaselineMean, lo-1, hi-1
		if r.Lo == 0 && r.Hi == 0 {
			r.RelDiff, r.RelLo, r.RelHi = 0, 0, 0
		}
	}
	return r
}

// test fills in the difference, its interval and p. What is less than tiny is rounding: yuan are hundredths of whole fen, so equal
// differences may come out a last bit apart.
func (r *Difference) test(d []float64, tiny, level float64) {
	r.P = math.NaN()
	if len(d) > 1 && slices.Max(d)-slices.Min(d) <= tiny {
		r.Diff, r.Lo, r.Hi, r.P = d[0], d[0], d[0], math.Ldexp(1, 1-len(d))
		if math.Abs(r.Diff) <= tiny {
			r.Diff, r.Lo, r.Hi, r.P = 0, 0, 0, 1
		}
		return
	}
	se := student.StandardError(d)
	r.Lo, r.Hi = student.Interval(r.Diff, se, level, len(d)-1)
	if len(d) > 1 {
		r.P = student.TwoSidedP(r.Diff/se, len(d)-1)
	}
}

// PairedRatios compares a ratio of means under a scenario with that under the baseline, over the replicates in which all four
// series are defined. The levels have Fieller's interval. That of the difference, and the test, are of the linearised ratio, which
// is an ordinary paired t over e_i = (num_i − R·den_i)/mean(den) of the scenario less that of the baseline (Cochran 1977, Sampling
// Techniques, §6.4). All is undefined where a denominator is not above 0 at 99 %.
func PairedRatios(baseNum, baseDen, num, den []float64, level float64) Difference {
	var kept [4][]float64
	for i := range baseNum {
		of := [4]float64{baseNum[i], baseDen[i], num[i], den[i]}
		if whole := of[0] + of[1] + of[2] + of[3]; whole != whole {
			continue
		}
		for k, v := range of {
			kept[k] = append(kept[k], v)
		}
	}
	n := len(kept[0])
	base, scenario := student.RatioOf(kept[0], kept[1]), student.RatioOf(kept[2], kept[3])
	if !base.Positive(metric.ClearAt) || !scenario.Positive(metric.ClearAt) {
		return blank(n)
	}
	r := Difference{Pairs: n}
	r.BaselineMean, r.BaselineLo, r.BaselineHi = base.Fieller(level)
	r.ScenarioMean, r.ScenarioLo, r.ScenarioHi = scenario.Fieller(level)
	r.Diff = r.ScenarioMean - r.BaselineMean
	linear := func(factor float64) []float64 { // of the scenario less factor times that of the baseline, around 0
		b, s := student.Mean(kept[1]), student.Mean(kept[3])
		out := make([]float64, n)
		for i := range out {
			out[i] = (kept[2][i]-float64(r.ScenarioMean*kept[3][i]))/s - float64(factor*(kept[0][i]-float64(r.BaselineMean*kept[1][i]))/b)
		}
		return out
	}
	d := linear(1)
	for i := range d {
		d[i] += r.Diff
	}
	r.test(d, float64(1e-12*max(math.Abs(r.BaselineMean), math.Abs(r.ScenarioMean))), level)
	r.RelDiff, r.RelLo, r.RelHi = math.NaN(), math.NaN(), math.NaN()
	if r.BaselineMean > 0 {
		r.RelDiff = r.Diff / r.BaselineMean
		se := student.StandardError(linear(1+r.RelDiff)) / r.BaselineMean
		r.RelLo, r.RelHi = student.Interval(r.RelDiff, se, level, n-1)
	}
	return r
}

// blank is a difference that is not defined, though pairs were measured.
func blank(pairs int) Difference {
	none := math.NaN()
	return Difference{pairs, none, none, none, none, none, none, none, none, none, none, none, none, none}
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
