package student

import (
	"math"
	"math/rand/v2"
	"testing"
)

// With one number below the line in every pair the ratio's interval is that of the mean above it.
func TestARatioToAConstantHasTheIntervalOfAMean(t *testing.T) {
	above := []float64{3, 5, 4, 8, 6}
	var r Ratio
	for _, v := range above {
		r.Add(v, 2)
	}
	ratio, lo, hi := r.Fieller(0.95)
	wantLo, wantHi := Interval(Mean(above), StandardError(above), 0.95, 4)
	near(t, "ratio", ratio, 2.6, 1e-15)
	near(t, "lower end", lo, wantLo/2, 1e-14)
	near(t, "upper end", hi, wantHi/2, 1e-14)
}

// The ends are where the t test of top − R·bottom is just at its level, whatever the pairs.
func TestTheEndsOfFiellersIntervalAreWhereTheTestTurns(t *testing.T) {
	top, bottom := []float64{.011, .024, -.004, .019, .008, .031, .002, .015}, []float64{.03, .041, .028, .036, .022, .05, .027, .031}
	var r Ratio
	for i := range top {
		r.Add(top[i], bottom[i])
	}
	ratio, lo, hi := r.Fieller(0.95)
	near(t, "ratio", ratio, Mean(top)/Mean(bottom), 1e-15)
	if !(lo < ratio && ratio < hi) {
		t.Fatalf("%g outside [%g, %g]", ratio, lo, hi)
	}
	for _, end := range []float64{lo, hi} {
		left := make([]float64, len(top))
		for i := range left {
			left[i] = top[i] - end*bottom[i]
		}
		near(t, "p at the end", TwoSidedP(Mean(left)/StandardError(left), len(left)-1), 0.05, 1e-9)
	}
}

// What cannot be told from a ratio to nothing has no interval, and one pair has none.
func TestARatioToWhatMayBeNothingHasNoInterval(t *testing.T) {
	var r Ratio
	for i, below := range []float64{1, -1, 2, -1.5} {
		r.Add(float64(i), below)
	}
	if _, lo, hi := r.Fieller(0.95); lo == lo || hi == hi || r.Positive(0.95) {
		t.Errorf("[%g, %g]", lo, hi)
	}
	var one Ratio
	one.Add(1, 2)
	if ratio, lo, hi := one.Fieller(0.95); ratio != 0.5 || lo == lo || hi == hi || one.Positive(0.99) {
		t.Errorf("one pair: %g [%g, %g]", ratio, lo, hi)
	}
	var clear, unclear Ratio
	for _, v := range []float64{2, 3, 4, 3} {
		clear.Add(v, v)
		unclear.Add(v, v-2)
	}
	if !clear.Positive(0.99) || unclear.Positive(0.99) {
		t.Error("3 ± .4 is above 0 at 99 %, and 1 ± .4 with three degrees of freedom is not")
	}
}

// Fieller's interval covers the true ratio as often as it says, as the persistence of the head's loss has it: eight pairs, a
// first loss of 3.7 % ± 1.9 a pair, a long one of half as much and as noisy, and what they share. A mean of ratios is useless
// there, and so would the interval be of a ratio whose lower end is taken for Gaussian.
func TestFiellersIntervalCoversTheTrueRatio(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const runs = 2500
	for _, pairs := range []int{8, 20} {
		covers, there := 0, 0
		for range runs {
			var r Ratio
			for range pairs {
				shared := random.NormFloat64()
				first := 3.7 + 1.9*(.6*shared+.8*random.NormFloat64())
				long := 1.85 + 2.4*(.6*shared+.8*random.NormFloat64())
				r.Add(long, first)
			}
			if !r.Positive(0.99) {
				continue
			}
			there++
			if _, lo, hi := r.Fieller(0.95); lo <= 0.5 && 0.5 <= hi {
				covers++
			}
		}
		share := float64(covers) / float64(there)
		t.Logf("%d pairs: covered in %.4f of %d", pairs, share, there)
		if there < runs*8/10 || share < 0.93 || share > 0.97 || math.IsNaN(share) {
			t.Errorf("%d pairs: covered in %.3f of %d runs", pairs, share, there)
		}
	}
}
