package rank

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestSumsDoNotDependOnTheOrder(t *testing.T) {
	terms := []float64{1, 1e-16, 1e-16, 1e-16, 1e-16, 3}
	back := []float64{3, 1e-16, 1e-16, 1e-16, 1e-16, 1}
	if forward := terms[0] + terms[1] + terms[2] + terms[3] + terms[4]; forward != 1 {
		t.Fatalf("the example is no trap: %v", forward)
	}
	if total(terms) != total(back) {
		t.Errorf("sums %v and %v", total(terms), total(back))
	}
	if got := total(terms[:5]); got <= 1 {
		t.Errorf("small terms are lost: %v", got)
	}
}

func TestSumsAreAsGoodAsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOf(rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1e-200, 1), rapid.Float64Range(1, 1e15))).Draw(t, "terms")
		exact := new(big.Float).SetPrec(500)
		for _, v := range x {
			exact.Add(exact, big.NewFloat(v))
		}
		want, _ := exact.Float64()
		if got := total(x); math.Abs(got-want) > 1e-15*want {
			t.Fatalf("sum %v, want %v", got, want)
		}
	})
}
