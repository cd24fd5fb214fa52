package student

import "math"

// Ratio gathers pairs whose means are set in relation: what it holds does not grow with their number (Welford 1962,
// Technometrics 4:419; the product of deviations as in Chan, Golub & LeVeque 1983, The American Statistician 37:242).
type Ratio struct {
	N           int
	top, bottom float64 // means
	tt, bb, tb  float64 // sums of squared deviations from them, and of their product
}

// RatioOf gathers the pairs of two lists. It panics if their lengths differ.
func RatioOf(top, bottom []float64) (r Ratio) {
	if len(top) != len(bottom) {
		panic("student: a ratio of means needs pairs")
	}
	for i := range top {
		r.Add(top[i], bottom[i])
	}
	return r
}

// Add takes in a pair.
func (r *Ratio) Add(top, bottom float64) {
	r.N++
	t, b := top-r.top, bottom-r.bottom
	r.top += t / float64(r.N)
	r.bottom += b / float64(r.N)
	r.tt += float64(t * (top - r.top))
	r.bb += float64(b * (bottom - r.bottom))
	r.tb += float64(t * (bottom - r.bottom))
}

// Means returns the means of both.
func (r Ratio) Means() (top, bottom float64) { return r.top, r.bottom }

// Positive reports whether the mean below the line is clearly above 0: whether its two-sided interval of the level is.
func (r Ratio) Positive(level float64) bool {
	lo, _ := Interval(r.bottom, math.Sqrt(r.bb/float64(r.N-1)/float64(r.N)), level, r.N-1)
	return lo > 0
}

// Fieller returns the ratio of the means with its confidence set at the level (Fieller 1954, Journal of the Royal Statistical
// Society B 16:175): every R for which the mean of top − R·bottom is not told from 0 by Student's t with n−1 degrees of freedom.
// A test of "the ratio is R" and the interval therefore never disagree.
//
// The set is an interval only where the mean below the line is itself told from 0 at the level; else it is unbounded, and lo and
// hi are undefined (NaN), as they are for fewer than two pairs. The ratio is undefined where that mean is 0 or there is no pair.
func (r Ratio) Fieller(level float64) (ratio, lo, hi float64) {
	t := Quantile(level, r.N-1)
	ratio, lo, hi = math.NaN(), math.NaN(), math.NaN()
	if r.N == 0 || !(r.bottom != 0) {
		return ratio, lo, hi
	}
	ratio = r.top / r.bottom
	if t != t || ratio != ratio {
		return ratio, lo, hi
	}
	// Around the ratio, δ = R − ratio, the set is (y² − t²v_yy)·δ² + 2t²v_ey·δ − t²v_ee ≤ 0, where e = top − ratio·bottom has mean
	// 0: no large numbers cancel.
	n := float64(r.N)
	scale := float64(t*t) / (n * (n - 1))
	ey := float64(scale * (r.tb - float64(ratio*r.bb)))
	ee := float64(scale * math.Max(0, r.tt-float64(2*ratio*r.tb)+float64(float64(ratio*ratio)*r.bb)))
	a := float64(r.bottom*r.bottom) - float64(scale*r.bb)
	if !(a > 0) {
		return ratio, lo, hi
	}
	root := math.Sqrt(float64(ey*ey) + float64(a*ee))
	return ratio, ratio + (-ey-root)/a, ratio + (-ey+root)/a
}
