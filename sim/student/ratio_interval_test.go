package student

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
)

// The interval holds exactly the ratios that the paired t test of num − ρ·den does not reject.
func TestFiellersIntervalIsWhatTheTestDoesNotReject(t *testing.T) {
	key := chance.Root(3)
	for study := uint64(0); study < 200; study++ {
		num, den := make([]float64, 9), make([]float64, 9)
		for i := range num {
			shared := key.At(study).Normal(uint64(3 * i))
			num[i] = 3 + shared + key.At(study).Normal(uint64(3*i+1))
			den[i] = 6 + shared + key.At(study).Normal(uint64(3*i+2))
		}
		mid, lo, hi := RatioOf(num, den).Fieller(0.95)
		p := func(ratio float64) float64 {
			rest := make([]float64, len(num))
			for i := range num {
				rest[i] = num[i] - ratio*den[i]
			}
			return TwoSidedP(Mean(rest)/StandardError(rest), len(rest)-1)
		}
		near(t, "p at the lower end", p(lo), 0.05, 1e-9)
		near(t, "p at the upper end", p(hi), 0.05, 1e-9)
		near(t, "p at the ratio", p(mid), 1, 1e-9)
		if !(lo < mid && mid < hi) {
			t.Fatalf("[%g, %g] around %g", lo, hi, mid)
		}
	}
}

// A ratio of means covers the truth as often as it says, though its denominator varies by half its size.
func TestFiellersIntervalCoversTheTruth(t *testing.T) {
	const studies, n, truth = 4000, 8, 0.4
	for _, level := range []float64{0.8, 0.95} {
		covered, told := 0.0, 0.0
		key := chance.Root(17)
		for study := uint64(0); study < studies; study++ {
			num, den := make([]float64, n), make([]float64, n)
			for i := range num {
				size := 4 + 2*key.At(study).Normal(uint64(2*i))
				den[i], num[i] = size, truth*size+0.8*key.At(study).Normal(uint64(2*i+1))
			}
			if _, lo, hi := RatioOf(num, den).Fieller(level); lo == lo {
				told++
				if lo <= truth && truth <= hi {
					covered++
				}
			}
		}
		near(t, "coverage", covered/told, level, 3*math.Sqrt(level*(1-level)/told))
		if told < 0.99*studies {
			t.Errorf("%g of %d studies gave an interval", told, studies)
		}
	}
}

// Without a denominator there is no ratio, and beside one that may be 0 there is no interval.
func TestFiellersIntervalIsUndefinedWhereTheDenominatorMayBeNothing(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		num, den []float64
		mid      float64
	}{
		{nil, nil, nan}, {[]float64{1, 2}, []float64{1, -1}, nan}, {[]float64{3}, []float64{2}, 1.5},
		{[]float64{1, 2, 3}, []float64{5, -1, 2}, 1},
	} {
		mid, lo, hi := RatioOf(c.num, c.den).Fieller(0.95)
		if !(mid == c.mid || mid != mid && c.mid != c.mid) || lo == lo || hi == hi {
			t.Errorf("%v over %v: %g [%g, %g]", c.num, c.den, mid, lo, hi)
		}
	}
	mid, lo, hi := RatioOf([]float64{1.9, 2, 2.1}, []float64{3.8, 4, 4.2}).Fieller(0.95)
	near(t, "a ratio that is the same in every pair", math.Abs(mid-0.5)+math.Abs(lo-0.5)+math.Abs(hi-0.5), 0, 1e-15)
}

func TestADenominatorIsPositiveWhereItIsClearOfNothing(t *testing.T) {
	for _, c := range []struct {
		x    []float64
		want bool
	}{{[]float64{1, 1.1, 0.9}, true}, {[]float64{-1, -1.1, -0.9}, false}, {[]float64{1, 5, -2}, false}, {[]float64{7}, false}, {nil, false}} {
		if got := RatioOf(c.x, c.x).Positive(0.99); got != c.want {
			t.Errorf("%v is clear of 0: %v", c.x, got)
		}
	}
}
