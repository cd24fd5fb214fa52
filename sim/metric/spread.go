package metric

import (
	"math"

	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// What the intervals of a contrast say about the spread of its pairs. A contrast keeps the intervals of both levels and of the
// difference, and three variances give every other one: that of s − k·b, for any k.

// meanVariance is the variance of the mean of s − k·b over the pairs of a contrast, from
//
//	V(s − k·b) = k·V(s−b) + (1−k)·(V(s) − k·V(b))
//
// It is undefined where an interval is: for one pair, and in folders that kept no intervals of the levels.
func meanVariance(c record.Contrast, k float64) float64 {
	t := student.Quantile(c.Level, c.Replicates-1)
	of := func(lo, hi float64) float64 {
		se := (hi - lo) / 2 / t
		return float64(se * se)
	}
	of3 := float64(k*of(c.DiffLo, c.DiffHi)) + float64((1-k)*(of(c.ScenarioLo, c.ScenarioHi)-float64(k*of(c.BaselineLo, c.BaselineHi))))
	return max(of3, 0)
}

// Spread is the standard deviation of the paired differences of a contrast in the unit that the metric is read in: percentage
// points, the metric's own, or % of the baseline's mean. The last is that of s − (1+r)·b over the mean of b, where r is the relative
// difference: what the interval shown rests on. It is undefined (NaN) for fewer than two pairs and where all pairs differ by one
// number.
func Spread(c record.Contrast) float64 {
	m, _ := Find(c.Metric)
	if c.Replicates < 2 || c.DiffLo == c.DiffHi {
		return math.NaN()
	}
	root := math.Sqrt(float64(c.Replicates))
	half := root / 2 / student.Quantile(c.Level, c.Replicates-1)
	switch m.Reading() {
	case Points:
		return 100 * half * (c.DiffHi - c.DiffLo)
	case InUnit:
		return half * (c.DiffHi - c.DiffLo)
	}
	if v := meanVariance(c, 1+c.RelDiff); m.Ratio[0] == "" && v == v {
		return 100 * root * math.Sqrt(v) / c.BaselineMean
	}
	return 100 * half * (c.RelHi - c.RelLo)
}

// atMost is the one-sided p-value of "the scenario is lower (or, with higher, higher) than the baseline by the margin, a share, or
// more": small where it is lower by less, if at all. The test is the paired t of s − (1−margin)·b, or of its mirror
// (1+margin)·b − s, with n−1 degrees of freedom (non-inferiority of a ratio of means; Laster & Johnson 2003, Statistics in Medicine
// 22:187). Its interval is the one shown of the ratio, so p is below (1−level)/2 just where that leaves the margin out. It is
// undefined where the ratio is: for one pair, and a baseline that is not above 0.
func atMost(c record.Contrast, margin float64, higher bool) float64 {
	side := 1.0
	if higher {
		side = -1
	}
	if c.RelDiff != c.RelDiff || c.Replicates < 2 || c.RelLo != c.RelLo { // no interval of the ratio, no test of it
		return math.NaN()
	}
	m, _ := Find(c.Metric)
	far := float64(side*c.RelDiff) + margin
	se := math.Sqrt(meanVariance(c, 1-float64(side*margin))) / c.BaselineMean
	if m.Ratio[0] != "" || se != se { // only the interval of the ratio tells
		se = (c.RelHi - c.RelLo) / 2 / student.Quantile(c.Level, c.Replicates-1)
	}
	if !(se > 1e-12) {
		switch n := c.Replicates; { // one number in every pair: what as many equal signs can say
		case se != se:
			return math.NaN()
		case far > 0:
			return math.Ldexp(1, -n)
		case far < 0:
			return 1 - math.Ldexp(1, -n)
		}
		return 0.5
	}
	p := float64(student.TwoSidedP(far/se, c.Replicates-1) / 2)
	if far < 0 {
		p = 1 - p
	}
	return p
}
