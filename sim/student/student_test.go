package student

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.15g, want %.15g ± %g", what, got, want, tolerance)
	}
}

func TestStudentsTAgreesWithGonum(t *testing.T) {
	for _, df := range []int{1, 2, 3, 4, 7, 8, 15, 31, 100, 999, 50_000} {
		tolerance := 1e-11
		if df > 1000 {
			tolerance = 1e-9 // tens of thousands of factors round, here as there
		}
		ref := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)}
		for _, x := range []float64{0.01, 0.3, 1, 1.7, 2.4, 5, 12, 60} {
			want := 2 * ref.CDF(-x)
			near(t, "p", TwoSidedP(x, df), want, tolerance*want)
			near(t, "p", TwoSidedP(-x, df), want, tolerance*want)
		}
		for _, level := range []float64{0.5, 0.8, 0.9, 0.95, 0.99, 0.999} {
			want := ref.Quantile(1 - (1-level)/2)
			near(t, "quantile", Quantile(level, df), want, 1e-8*want)
		}
	}
}

func TestTheChanceOfATinyTIsNearlyOne(t *testing.T) {
	near(t, "p of one degree of freedom", TwoSidedP(1e-8, 1), 1-2e-8/math.Pi, 1e-15) // Cauchy: 1 − (2/π)·arctan t
}

// The table in every statistics book: 95 % and 7 degrees of freedom (8 replicates) is 2.365.
func TestTheTableValueForEightReplicates(t *testing.T) {
	near(t, "t", Quantile(0.95, 7), 2.364624, 1e-6)
}
