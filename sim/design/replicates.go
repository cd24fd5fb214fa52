package design

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Most is the largest number of replicates that is looked for; more are written as Most + 1.
const Most = 50_000

// Assurance is the chance that the interval of a mean of n paired differences, at the level, comes out no wider than ± half, if the
// differences have the standard deviation sd: the estimate of sd varies, and the width with it,
//
//	P(t·S/√n ≤ h) = P(χ²(n−1) ≤ (n−1)·n·h²/(t·σ)²)
//
// with t the (1+level)/2 quantile of Student's t with n−1 degrees of freedom (Kupper & Hafner 1989, American Statistician 43:101).
func Assurance(n int, sd, half, level float64) float64 {
	if n < 2 {
		return 0
	}
	ratio := half / (quantile(level, n) * sd)
	return distuv.ChiSquared{K: float64(n - 1)}.CDF(float64(n-1) * float64(n) * ratio * ratio)
}

// ForWidth is the fewest replicates whose interval is no wider than ± half with the assurance; 0 where that is not known, since sd
// or half is no number above 0.
func ForWidth(sd, half, level, assurance float64) int {
	return fewest(sd, half, func(n int) bool { return Assurance(n, sd, half, level) >= assurance })
}

// Power is the chance that the two-sided paired t test of n replicates, at the level, tells a true difference from 0, if the
// differences have the standard deviation sd. The statistic is noncentral t with n−1 degrees of freedom and the noncentrality
// √n·difference/sd (Lehmann & Romano 2005, Testing Statistical Hypotheses, §5.2).
func Power(n int, sd, difference, level float64) float64 {
	if n < 2 {
		return 0
	}
	return beyond(quantile(level, n), float64(n-1), math.Sqrt(float64(n))*math.Abs(difference)/sd)
}

// beyond is P(|T| > t) for the noncentral t with ν degrees of freedom and noncentrality δ, from its definition T = (Z+δ)/(X/√ν) with
// Z normal and X of the χ distribution. With few degrees of freedom it is the mean over Z of P(X² < ν·(Z+δ)²/t²), with many, where
// that rises too steeply, the mean over X of P(|Z+δ| > t·X/√ν): either way of a smooth function. Beyond twelve standard deviations
// either density is within rounding of 0. (Library functions of the distribution fail for large δ.)
func beyond(t, nu, delta float64) float64 {
	const many, far = 30, 12
	if nu < many {
		within := distuv.ChiSquared{K: nu}
		f := func(z float64) float64 {
			x := (z + delta) / t
			return distuv.UnitNormal.Prob(z) * within.CDF(nu*x*x)
		}
		middle := min(max(-delta, -far), far) // where f has a kink
		return min(1, simpson(f, -far, middle)+simpson(f, middle, far))
	}
	chi, root := distuv.Chi{K: nu}, math.Sqrt(nu)
	return min(1, simpson(func(x float64) float64 {
		at := t * x / root
		return chi.Prob(x) * (distuv.UnitNormal.CDF(delta-at) + distuv.UnitNormal.CDF(-delta-at))
	}, max(0, root-far), root+far))
}

// simpson integrates a smooth function by Simpson's rule.
func simpson(f func(float64) float64, from, to float64) float64 {
	const steps = 600
	width := (to - from) / steps
	total := f(from) + f(to)
	for i := 1; i < steps; i++ {
		total += float64((2 + 2*float64(i%2)) * f(from+float64(float64(i)*width)))
	}
	return total * width / 3
}

// ForPower is the fewest replicates that detect the difference with the power; 0 where that is not known, since sd or the difference
// is no number above 0.
func ForPower(sd, difference, level, power float64) int {
	return fewest(sd, difference, func(n int) bool { return Power(n, sd, difference, level) >= power })
}

// fewest finds the least number of replicates that is enough; all larger ones are.
func fewest(sd, size float64, enough func(n int) bool) int {
	if !(sd > 0) || !(size > 0) || math.IsInf(sd, 1) || math.IsInf(size, 1) {
		return 0
	}
	low, high := 1, 2 // low is not enough
	for !enough(high) {
		if low, high = high, min(2*high, Most+1); low > Most {
			return Most + 1
		}
	}
	for high-low > 1 {
		if mid := (low + high) / 2; enough(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

func quantile(level float64, n int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile((1 + level) / 2)
}

// Doubt is how many times fewer (low) or more (high) replicates the table may really take, since a variance is known from so many
// pairs only: the ends of its 95 % interval over what was seen, as replicates go with the variance.
func Doubt(pairs int) (low, high float64) {
	if pairs < 2 {
		return math.NaN(), math.NaN()
	}
	chi := distuv.ChiSquared{K: float64(pairs - 1)}
	return float64(pairs-1) / chi.Quantile(0.975), float64(pairs-1) / chi.Quantile(0.025)
}
