package rank

import (
	"math"
	"slices"
	"testing"
)

func TestSoftmaxExposure(t *testing.T) {
	// exp(2 ln 2) : exp(ln 2) : 1 = 4 : 2 : 1 at τ = 1/ln 2
	out, _ := newMarket(t, setting{"allocate", "softmax"}, setting{"softmax.tau", 1 / math.Ln2}).allocate(scored(3, 2, 1))
	if !slices.Equal(out, []int64{571, 286, 143}) {
		t.Errorf("impressions %v", out)
	}
}

func TestSoftmaxLimits(t *testing.T) {
	v, s := scored(3, 2, 1), &Scratch{}
	share := func(tau float64) []float64 {
		s.reset(&View{N: 3})
		copy(s.Score, v.Signals[GMV])
		(&softmax{tau: tau}).Apply(v, s)
		s.normalise()
		return s.Share
	}
	for i, x := range share(1e12) {
		if math.Abs(x-1.0/3) > 1e-9 {
			t.Errorf("very hot: room %d has %v, not a third", i, x)
		}
	}
	if x := share(1e-3); x[0] != 1 {
		t.Errorf("very cold: %v", x)
	}
}

// Only differences of scores count (independence of irrelevant alternatives, Luce 1959): without room 2 the other two
// keep their odds.
func TestSoftmaxOddsDoNotDependOnOtherRooms(t *testing.T) {
	m := newMarket(t, setting{"allocate", "softmax"})
	_, three := m.allocate(scored(1.3, 0.4, 2.5))
	_, two := m.allocate(scored(1.3, 0.4))
	if a, b := three.Share[0]/three.Share[1], two.Share[0]/two.Share[1]; math.Abs(a/b-1) > 1e-12 {
		t.Errorf("odds %v among three, %v among two", a, b)
	}
}
