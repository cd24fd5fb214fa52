package design

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"

	"livebazaar/sim/student"
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
	ratio := half / (student.Quantile(level, n-1) * sd)
	return distuv.ChiSquared{K: float64(n - 1)}.CDF(float64(n-1) * float64(n) * ratio * ratio)
}

// ForWidth is the fewest replicates whose interval is no wider than ± half with the assurance; 0 where that is not known, since sd
// or half is no number above 0.
func ForWidth(sd, half, level, assurance float64) int {
	critical := normal((1 + level) / 2)
	ratio := sd / half * critical
	about := ratio*(ratio+math.Sqrt2*normal(assurance)) + critical*critical/2 + 1 // the variance seen has the standard error σ²·√(2/n)
	if assurance < 0.5 {
		about = 0 // two may do it by luck, and some more not
	}
	return fewest(sd, half, about, func(n int) bool { return Assurance(n, sd, half, level) >= assurance })
}

// Power is the chance that the two-sided paired t test of n replicates, at the level, tells a true difference from 0, if the
// differences have the standard deviation sd. The statistic is noncentral t with n−1 degrees of freedom and the noncentrality
// √n·difference/sd (Lehmann & Romano 2005, Testing Statistical Hypotheses, §5.2).
func Power(n int, sd, difference, level float64) float64 {
	if n < 2 {
		return 0
	}
	return beyond(student.Quantile(level, n-1), float64(n-1), math.Sqrt(float64(n))*math.Abs(difference)/sd)
}

// beyond is P(|T| > t) for the noncentral t with ν degrees of freedom and noncentrality δ, from its definition T = (Z+δ)/(X/√ν) with
// Z normal and X of the χ distribution: the mean over Z of P(X² < ν·(Z+δ)²/t²), or the mean over X of P(|Z+δ| > t·X/√ν). With t over
// √ν the former is the smoother function of the two, which rises no more steeply than a distribution does, else the latter. Beyond
// nine standard deviations of Z, or as far from √ν, either density is within rounding of 0. (Library functions of the distribution
// fail for large δ.)
func beyond(t, nu, delta float64) float64 {
	const far = 9
	root := math.Sqrt(nu)
	if t > root {
		within := distuv.ChiSquared{K: nu}
		f := func(z float64) float64 {
			x := (z + delta) / t
			return distuv.UnitNormal.Prob(z) * within.CDF(nu*x*x)
		}
		middle := min(max(-delta, -far), far) // where f has a kink
		return min(1, integral(f, -far, middle)+integral(f, middle, far))
	}
	chi := distuv.Chi{K: nu}
	return min(1, integral(func(x float64) float64 {
		at := t * x / root
		return chi.Prob(x) * (distuv.UnitNormal.CDF(delta-at) + distuv.UnitNormal.CDF(-delta-at))
	}, max(0, root-far), root+far))
}

// points are the places and weights of Gauss and Legendre's rule over −1 to 1.
var points = sync.OnceValue(func() (p struct{ at, weight [64]float64 }) {
	quad.Legendre{}.FixedLocations(p.at[:], p.weight[:], -1, 1)
	return p
})

// integral integrates a smooth function by Gauss and Legendre's rule.
func integral(f func(float64) float64, from, to float64) float64 {
	p := points()
	middle, half, total := (from+to)/2, (to-from)/2, 0.0
	for i, at := range p.at {
		total += float64(p.weight[i] * f(middle+float64(half*at)))
	}
	return total * half
}

// ForPower is the fewest replicates that detect the difference with the power; 0 where that is not known, since sd or the difference
// is no number above 0.
func ForPower(sd, difference, level, power float64) int {
	critical := normal((1 + level) / 2)
	ratio := sd / difference * (critical + normal(power))
	about := ratio*ratio + critical*critical/2 // Guenther 1981, The Statistician 30:243
	return fewest(sd, difference, about, func(n int) bool { return Power(n, sd, difference, level) >= power })
}

// fewest finds the least number of replicates that is enough; all larger ones are. It looks first where the
// normal approximation says, then farther and farther from there, and halves what lies between at last.
func fewest(sd, size, about float64, enough func(n int) bool) int {
	if !(sd > 0) || !(size > 0) || math.IsInf(sd, 1) || math.IsInf(size, 1) {
		return 0
	}
	low, high := 1, Most+1 // low is not enough; high is, or more than Most are
	if !(about > 2) {      // it may be no number where a quotient is infinite
		about = 2
	}
	at := int(math.Ceil(min(about, Most)))
	for step := 1; high-low > 1; step *= 2 {
		next := at + step
		if enough(at) {
			high, next = at, at-step
		} else {
			low = at
		}
		if at = next; at <= low || at >= high {
			at = (low + high) / 2
		}
	}
	return high
}

// normal is the quantile of the standard normal distribution; 0 of what is no chance above 0 and below 1.
func normal(p float64) float64 {
	if !(p > 0 && p < 1) {
		return 0
	}
	return distuv.UnitNormal.Quantile(p)
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
