package markets

import (
	"math"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/sim/experiment"
)

// The figure of receipts marks by the rule of the contrasts: what Holm's adjustment over all differences leaves.
func TestMarksFollowHolmAsTheContrastsDo(t *testing.T) {
	var differences []Moments
	var p []float64
	for i := range 12 {
		d := invented.Noise(i, 50, 6)
		for r := range d {
			d[r] += 1 + 0.2*float64(i)
		}
		differences = append(differences, of(d...))
		p = append(p, experiment.Paired(make([]float64, len(d)), d, 0.95).P)
	}
	marks, single := Stand(differences, 0.95), 0
	for i, adjusted := range experiment.Holm(p) {
		if marks[i] != (adjusted < 0.05) {
			t.Errorf("difference %d: marked %v, adjusted p %.3f", i, marks[i], adjusted)
		}
		if p[i] < 0.05 && !marks[i] {
			single++
		}
	}
	if single == 0 {
		t.Error("the test needs a difference that stands alone and not among twelve")
	}
}

func TestDifferencesThatAreNoneOrCannotBeJudged(t *testing.T) {
	nine := of(2, 2, 2, 2, 2, 2, 2, 2, 2) // nine equal signs: p = 1/256, which remains of three; two are no evidence
	got := Stand([]Moments{of(0, 0, 0), nine, of(2, 2), of(5), of(math.NaN(), 1), of()}, 0.95)
	for i, want := range []bool{false, true, false, false, false, false} {
		if got[i] != want {
			t.Errorf("difference %d: marked %v", i, got[i])
		}
	}
}
