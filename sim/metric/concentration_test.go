package metric

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
)

// pareto returns the n mid-quantiles of a Pareto distribution of exponent a and minimum 1, from the largest down.
func pareto(n int, a float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = math.Pow((float64(i)+0.5)/float64(n), -1/a)
	}
	return x
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.12g, want %.12g ± %g", what, got, want, tolerance)
	}
}

// V11: Arnold, Pareto Distributions (2nd ed. 2015), eq. 4.2.19: the Gini coefficient of a Pareto law is 1/(2a−1).
func TestGiniOfAParetoMarketIsKnown(t *testing.T) {
	for _, a := range []float64{2.5, 3, 5} {
		near(t, "Gini", Gini(pareto(200_000, a)), 1/(2*a-1), 2e-3)
	}
}

// V11: n·HHI = E[x²]/E[x]², which for a Pareto law of exponent a > 2 is (a−1)²/(a(a−2)).
func TestHHIOfAParetoMarketIsKnown(t *testing.T) {
	const n, a = 200_000, 4.0
	near(t, "n·HHI", n*HHI(pareto(n, a)), (a-1)*(a-1)/(a*(a-2)), 3e-3)
}

// V11: rank − ½ of a mid-quantile is n·x^−a exactly (Gabaix & Ibragimov 2011), and Hill (1975) is the maximum-likelihood
// estimate of the same exponent.
func TestBothTailExponentsFindThatOfAParetoMarket(t *testing.T) {
	for _, a := range []float64{0.9, 1.06, 2} {
		near(t, "tail exponent", TailExponent(pareto(5000, a)), a, 1e-9)
		near(t, "Hill", Hill(pareto(50_000, a)), a, 0.01)
	}
}

func TestHillIsWithinItsErrorOnRandomParetoSales(t *testing.T) {
	const n, a = 4000, 1.2
	k := chance.Root(7)
	x := make([]float64, n)
	for i := range x {
		x[i] = math.Pow(k.Uniform(uint64(i)), -1/a)
	}
	h := Hill(descending(x))
	near(t, "Hill", h, a, 3*a/math.Sqrt(400)) // asymptotic standard error a/√k (Hall 1982)
}

func descending(x []float64) []float64 {
	r := ranks(x)
	s := make([]float64, len(x))
	for i, v := range x {
		s[len(x)-int(r[i])] = v
	}
	return s
}

func TestConcentrationOfEqualAndSoleSellers(t *testing.T) {
	equal := []float64{5, 5, 5, 5}
	sole := []float64{9, 0, 0, 0}
	near(t, "Gini of equals", Gini(equal), 0, 0)
	near(t, "Gini of a sole seller", Gini(sole), 1, 0) // n/(n−1) makes it 1, not 1 − 1/n
	near(t, "HHI of equals", HHI(equal), 0.25, 0)
	near(t, "HHI of a sole seller", HHI(sole), 1, 0)
	near(t, "top-3 share", TopShare([]float64{4, 3, 2, 1}, 3), 0.9, 1e-15)
	near(t, "top 1 % of 4", TopFraction([]float64{4, 3, 2, 1}, 0.01), 0.4, 1e-15)
}

func TestWhatIsUndefinedIsBlankAndNeverZero(t *testing.T) {
	nothing := []float64{0, 0}
	for name, v := range map[string]float64{
		"Gini": Gini(nothing), "HHI": HHI(nothing), "CR3 of 2": TopShare([]float64{1, 1}, 3), "tail of few": TailExponent([]float64{3, 2, 1}),
		"Hill of few": Hill([]float64{3, 2, 1}), "null without orders": GiniNull(0, 5),
		"Spearman of a constant": Spearman([]float64{1, 1, 1}, []float64{1, 2, 3}),
		"no cohort":              KaplanMeier(nil, 30), "loss of nothing": (&Branch{Placed: make([]int64, 90)}).lossOf(nil, 1, 90),
	} {
		if v == v {
			t.Errorf("%s = %v, want blank", name, v)
		}
	}
}

func TestBinomialMeanDeviationMatchesItsSum(t *testing.T) {
	for _, n := range []int64{1, 2, 7, 40, 200} {
		for _, p := range []float64{0.03, 0.5, 0.61, 0.999} {
			var want float64
			for k := int64(0); k <= n; k++ {
				want += math.Exp(lchoose(n, k)+float64(k)*math.Log(p)+float64(n-k)*math.Log(1-p)) * math.Abs(float64(k)-float64(n)*p)
			}
			near(t, "mean deviation", BinomialMAD(n, p), want, 1e-10*(1+want))
		}
	}
}

func lchoose(n, k int64) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

func TestChanceAloneGivesTheGiniOfSharingOrdersOutByDice(t *testing.T) {
	for _, c := range []struct {
		orders, sellers, rounds int
	}{{60, 2, 4000}, {50, 20, 4000}, {2000, 40, 1000}} {
		var total float64
		for r := 0; r < c.rounds; r++ {
			key := chance.Root(3).At(uint64(r))
			x := make([]float64, c.sellers)
			for o := 0; o < c.orders; o++ {
				x[key.Below(uint64(o), c.sellers)]++
			}
			total += Gini(sortedDown(x))
		}
		mean := total / float64(c.rounds)
		near(t, "gini_null", GiniNull(int64(c.orders), c.sellers), mean, 0.01*mean+0.001)
	}
	// for many orders the split is normal: E|X₁−X₂| = 2σ/√π, so the coefficient tends to 1/√(π·orders/n)
	near(t, "gini_null of many orders", GiniNull(40_000_000, 400), 1/math.Sqrt(math.Pi*100_000), 1e-6)
}

func sortedDown(x []float64) []float64 {
	s := append([]float64(nil), x...)
	for i := range s {
		for j := i + 1; j < len(s); j++ {
			if s[j] > s[i] {
				s[i], s[j] = s[j], s[i]
			}
		}
	}
	return s
}
