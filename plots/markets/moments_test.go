package markets

import (
	"math"
	"slices"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/internal/readback"
	"livebazaar/sim/experiment"
	"livebazaar/sim/student"

	"gonum.org/v1/gonum/stat"
)

// of counts values.
func of(values ...float64) (m Moments) {
	for _, v := range values {
		m.Add(v)
	}
	return m
}

// Counted one after the other, values have the mean and the spread that they have together, also far from 0.
func TestMomentsAreThoseOfTheValuesTogether(t *testing.T) {
	for _, level := range []float64{0, 1, 1e5} {
		values := invented.Noise(1, 2, 500)
		for i := range values {
			values[i] += level
		}
		mean, sd := stat.MeanStdDev(values, nil)
		m := of(values...)
		readback.Equal(t, "mean", m.Mean, mean)
		readback.Equal(t, "standard deviation", m.deviation(), sd)
		readback.Equal(t, "least", m.least, slices.Min(values))
		readback.Equal(t, "most", m.most, slices.Max(values))
	}
	if m := of(0.1, 0.1, 0.1); m.squares != 0 || m.Mean != 0.1 {
		t.Errorf("equal values spread by %v", m.squares)
	}
}

func TestIntervalIsStudentsT(t *testing.T) {
	// Mean 2, sd 1, n 3: half-width t(2, 0.975)·1/√3 = 4.302652729911275/1.7320508.
	b := Interval(of(1, 2, 3, NaN), 0.95)
	readback.Equal(t, "mean", b.Mean, 2)
	readback.Equal(t, "lower bound", b.Lo, 2-4.30265272991/math.Sqrt(3))
	if b.N != 3 {
		t.Errorf("counted %d values, want 3: NaN is no value", b.N)
	}
	if one := Interval(of(5), 0.95); one.Mean != 5 || !math.IsNaN(one.Lo) {
		t.Errorf("one replicate gave %+v, want its value without an interval", one)
	}
}

func TestRelativeDifferenceOverTimeIsThatOfTheContrasts(t *testing.T) {
	base, run := []float64{10, 12, 11, 9}, []float64{11, 12.5, 12.2, 9.1}
	var r, below student.Ratio
	for i := range base {
		Pair(&r, run[i], base[i])
		Pair(&below, run[i], -base[i])
	}
	Pair(&r, NaN, 3) // no pair
	bands := Relative([]student.Ratio{r, below, {}}, 0.95)
	got := bands[0]
	want := experiment.Paired(base, run, 0.95)
	readback.Equal(t, "relative difference", got.Mean, want.RelDiff)
	readback.Equal(t, "lower bound", got.Lo, want.RelLo)
	readback.Equal(t, "upper bound", got.Hi, want.RelHi)
	for _, none := range bands[1:] { // a base that is not above 0, and no pair
		if !math.IsNaN(none.Mean) || !math.IsNaN(none.Lo) || !math.IsNaN(none.Hi) {
			t.Errorf("relative to what is not above 0: %+v", none)
		}
	}
}
