package checks

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// simulated draws the purchases of people of whom a part never buys.
func simulated(seed uint64, people int, h Hardcore) (f Frequencies) {
	source := rand.NewPCG(seed, 1)
	random := rand.New(source)
	rate := distuv.Gamma{Alpha: h.Shape, Beta: h.Shape / h.Mean, Src: source}
	for range people {
		if random.Float64() < h.Never {
			f.Note(0)
			continue
		}
		f.Note(int(distuv.Poisson{Lambda: rate.Rand(), Src: source}.Rand()))
	}
	return f
}

// The fit finds the parameters that counts were drawn with, and its gap is that of chance.
func TestTheFitFindsWhatCountsWereDrawnWith(t *testing.T) {
	t.Parallel()
	for _, want := range []Hardcore{{.28, 20, .9}, {.15, 5, .6}, {.4, 40, 1.5}} {
		f := simulated(7, 20_000, want)
		got := f.Fit(math.NaN())
		if math.Abs(got.Never-want.Never) > .03 || math.Abs(got.Mean/want.Mean-1) > .05 || math.Abs(got.Shape/want.Shape-1) > .12 {
			t.Errorf("%+v is fitted as %+v", want, got)
		}
		if gap := f.Gap(got); gap > .01 {
			t.Errorf("%+v: gap %.3f", want, gap)
		}
	}
}

// The shape is the same in a shorter period when the share of people who never buy is known.
func TestAKnownShareGivesTheShapeOfAShortPeriod(t *testing.T) {
	t.Parallel()
	f := simulated(8, 20_000, Hardcore{.28, 1.7, .9})
	if got := f.Fit(.28); math.Abs(got.Shape/.9-1) > .1 || got.Never != .28 {
		t.Errorf("%+v", got)
	}
}

// Counts that are none of a negative binomial have a gap that the check refuses: everybody buys five or no times.
func TestOtherCountsHaveAGap(t *testing.T) {
	t.Parallel()
	var f Frequencies
	for i := range 1000 {
		f.Note(5 * (i % 2))
	}
	if gap := f.Gap(f.Fit(math.NaN())); gap < .05 {
		t.Errorf("gap %.3f", gap)
	}
	var none Frequencies
	none.Note(0)
	if h := none.Fit(math.NaN()); !math.IsNaN(h.Shape) {
		t.Errorf("nobody bought: %+v", h)
	}
}
