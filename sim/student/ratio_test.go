package student

import (
	"math"
	"math/rand/v2"
	"testing"

	"livebazaar/agents/chance"
)

// The interval holds exactly the ratios that the paired t test of top − R·bottom does not reject, whatever the pairs.
func TestFiellersIntervalIsWhatTheTestDoesNotReject(t *testing.T) {
	type pairs struct{ top, bottom []float64 }
	studies := []pairs{{ // losses of the head, late and at first
		[]float64{.011, .024, -.004, .019, .008, .031, .002, .015}, []float64{.03, .041, .028, .036, .022, .05, .027, .031},
	}}
	key := chance.Root(3)
	for study := uint64(0); study < 200; study++ {
		drawn := pairs{make([]float64, 9), make([]float64, 9)}
		for i := range drawn.top {
			shared := key.At(study).Normal(uint64(3 * i))
			drawn.top[i] = 3 + shared + key.At(study).Normal(uint64(3*i+1))
			drawn.bottom[i] = 6 + shared + key.At(study).Normal(uint64(3*i+2))
		}
		studies = append(studies, drawn)
	}
	for _, s := range studies {
		ratio, lo, hi := RatioOf(s.top, s.bottom).Fieller(0.95)
		p := func(ratio float64) float64 {
			rest := make([]float64, len(s.top))
			for i := range rest {
				rest[i] = s.top[i] - ratio*s.bottom[i]
			}
			return TwoSidedP(Mean(rest)/StandardError(rest), len(rest)-1)
		}
		near(t, "ratio", ratio, Mean(s.top)/Mean(s.bottom), 1e-14)
		near(t, "p at the lower end", p(lo), 0.05, 1e-9)
		near(t, "p at the upper end", p(hi), 0.05, 1e-9)
		near(t, "p at the ratio", p(ratio), 1, 1e-9)
		if !(lo < ratio && ratio < hi) {
			t.Fatalf("[%g, %g] around %g", lo, hi, ratio)
		}
	}
}

// With one number below the line in every pair the ratio's interval is that of the mean above it; with one ratio in every pair
// it is that ratio.
func TestARatioToAConstantHasTheIntervalOfAMean(t *testing.T) {
	above := []float64{3, 5, 4, 8, 6}
	ratio, lo, hi := RatioOf(above, []float64{2, 2, 2, 2, 2}).Fieller(0.95)
	wantLo, wantHi := Interval(Mean(above), StandardError(above), 0.95, 4)
	near(t, "ratio", ratio, 2.6, 1e-15)
	near(t, "lower end", lo, wantLo/2, 1e-14)
	near(t, "upper end", hi, wantHi/2, 1e-14)

	ratio, lo, hi = RatioOf([]float64{1.9, 2, 2.1}, []float64{3.8, 4, 4.2}).Fieller(0.95)
	near(t, "a ratio that is the same in every pair", math.Abs(ratio-0.5)+math.Abs(lo-0.5)+math.Abs(hi-0.5), 0, 1e-15)
}

// Without a mean below the line there is no ratio; beside one that may be 0, and for one pair, there is no interval.
func TestARatioToWhatMayBeNothingHasNoInterval(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		top, bottom []float64
		ratio       float64
	}{
		{nil, nil, nan},
		{[]float64{1, 2}, []float64{1, -1}, nan},
		{[]float64{3}, []float64{2}, 1.5},
		{[]float64{1}, []float64{2}, 0.5},
		{[]float64{1, 2, 3}, []float64{5, -1, 2}, 1},
		{[]float64{0, 1, 2, 3}, []float64{1, -1, 2, -1.5}, 12},
	} {
		ratio, lo, hi := RatioOf(c.top, c.bottom).Fieller(0.95)
		if !(ratio == c.ratio || ratio != ratio && c.ratio != c.ratio) || lo == lo || hi == hi {
			t.Errorf("%v over %v: %g [%g, %g]", c.top, c.bottom, ratio, lo, hi)
		}
		if RatioOf(c.top, c.bottom).Positive(0.95) {
			t.Errorf("%v is told to be above 0", c.bottom)
		}
	}
}

func TestADenominatorIsPositiveWhereItIsClearOfNothing(t *testing.T) {
	for _, c := range []struct {
		x    []float64
		want bool
	}{
		{[]float64{1, 1.1, 0.9}, true}, {[]float64{-1, -1.1, -0.9}, false}, {[]float64{1, 5, -2}, false}, {[]float64{7}, false}, {nil, false},
		{[]float64{2, 3, 4, 3}, true},  // 3 ± .4 is above 0 at 99 %,
		{[]float64{0, 1, 2, 1}, false}, // and 1 ± .4 with three degrees of freedom is not
	} {
		if got := RatioOf(c.x, c.x).Positive(0.99); got != c.want {
			t.Errorf("%v is clear of 0: %v", c.x, got)
		}
	}
}

// The interval covers the true ratio as often as it says. In the first two markets it is the persistence of the head's loss: a
// first loss of 3.7 % ± 1.9 a pair, a long one of half as much and as noisy, and what they share, told only where the first is
// clear at 99 %. In the others what is below the line varies by half its size. A mean of ratios is useless in all of them, and so
// would the interval be of a ratio whose lower end is taken for Gaussian.
func TestFiellersIntervalCoversTheTrueRatio(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	persistence := func() (top, bottom float64) {
		shared := random.NormFloat64()
		bottom = 3.7 + 1.9*(.6*shared+.8*random.NormFloat64())
		return 1.85 + 2.4*(.6*shared+.8*random.NormFloat64()), bottom
	}
	share := func() (top, bottom float64) {
		bottom = 4 + 2*random.NormFloat64()
		return 0.4*bottom + 0.8*random.NormFloat64(), bottom
	}
	for _, c := range []struct {
		name         string
		pair         func() (top, bottom float64)
		truth, level float64
		pairs, runs  int
		clear        float64 // the mean below the line is clear of 0 at this level, or the run is left out; 0: as the interval needs it
		most         float64 // share of runs that may be left out
	}{
		{"persistence, 8 pairs", persistence, 0.5, 0.95, 8, 2500, 0.99, 0.2},
		{"persistence, 20 pairs", persistence, 0.5, 0.95, 20, 2500, 0.99, 0.2},
		{"share at 80 %", share, 0.4, 0.8, 8, 4000, 0, 0.01},
		{"share at 95 %", share, 0.4, 0.95, 8, 4000, 0, 0.01},
	} {
		covers, there := 0.0, 0.0
		for range c.runs {
			var r Ratio
			for range c.pairs {
				r.Add(c.pair())
			}
			_, lo, hi := r.Fieller(c.level)
			if lo != lo || c.clear > 0 && !r.Positive(c.clear) {
				continue
			}
			there++
			if lo <= c.truth && c.truth <= hi {
				covers++
			}
		}
		t.Logf("%s: covered in %.4f of %g", c.name, covers/there, there)
		near(t, c.name, covers/there, c.level, 3*math.Sqrt(c.level*(1-c.level)/there))
		if there < (1-c.most)*float64(c.runs) {
			t.Errorf("%s: %g of %d runs gave an interval", c.name, there, c.runs)
		}
	}
}
