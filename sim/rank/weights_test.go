package rank

import (
	"math"
	"slices"
	"testing"
)

func TestScoreIsTheWeightedSum(t *testing.T) {
	v, s := plain(2), &Scratch{}
	v.Signals[Order] = []float64{2, 0.5}
	v.Signals[GMV] = []float64{1, 3}
	v.Signals[Negative] = []float64{0.5, 4}
	s.reset(&View{N: 2})
	(&weights{of: [NumSignals]float64{Order: 1, GMV: 0.5, Negative: 0.5}}).Apply(v, s)
	// 2 + .5·1 − .5·.5 = 2.25;  .5 + .5·3 − .5·4 = 0
	if want := []float64{2.25, 0}; !slices.Equal(s.Score, want) {
		t.Errorf("scores %v, want %v", s.Score, want)
	}
}

func TestScoresAreNeverNegativeNorInfinite(t *testing.T) {
	v, s := plain(3), &Scratch{}
	v.Signals[GMV] = []float64{1, math.NaN(), math.Inf(1)}
	v.Signals[Negative] = []float64{9, 0, 0}
	s.reset(&View{N: 3})
	(&weights{of: [NumSignals]float64{GMV: 1, Negative: 1}}).Apply(v, s)
	if want := []float64{0, 0, maxScore}; !slices.Equal(s.Score, want) {
		t.Errorf("scores %v, want %v", s.Score, want)
	}
}

func TestObjectiveDecidesWhoIsShown(t *testing.T) {
	v := plain(2)
	v.Signals[GMV] = []float64{3, 1}
	v.Signals[Repurchase] = []float64{1, 3}
	sales, _ := newMarket(t).allocate(v)
	loyalty, _ := newMarket(t, setting{"weights.gmv", 0.0}, setting{"weights.repurchase", 1.0}).allocate(v)
	if !slices.Equal(sales, []int64{750, 250}) || !slices.Equal(loyalty, []int64{250, 750}) {
		t.Errorf("by sales %v, by repurchase %v", sales, loyalty)
	}
}

// Ratings lie close together. Weighed as they are they would move exposure by a few per cent; with contrast a room rated 5 % better
// than average counts e^(20·ln 1.05) = 2.65 times, and one rated 5 % worse .36 times.
func TestSatisfactionIsWeighedWithContrast(t *testing.T) {
	v, s := plain(3), &Scratch{}
	v.Signals[Satisfaction] = []float64{1, 1.05, 0.95}
	s.reset(&View{N: 3})
	(&weights{of: [NumSignals]float64{Satisfaction: 2}, contrast: 20}).Apply(v, s)
	for i, want := range []float64{2, 2 * math.Pow(1.05, 20), 2 * math.Pow(.95, 20)} {
		if math.Abs(s.Score[i]-want) > 1e-9 {
			t.Errorf("room %d scores %g, want %g", i, s.Score[i], want)
		}
	}
}
