package rank

import (
	"math"
	"slices"
	"testing"
)

func TestProportionalExposure(t *testing.T) {
	for _, c := range []struct {
		gamma float64
		want  []int64
	}{
		{0, []int64{250, 250, 250, 250}}, // uniform
		{0.5, []int64{500, 250, 125, 125}},
		{1, []int64{727, 182, 45, 46}}, // 16 : 4 : 1 : 1 of 1000 = 727.27 181.82 45.45 45.45; the last unit is a draw
		{2, []int64{934, 58, 4, 4}},    // 256 : 16 : 1 : 1
		{3, []int64{984, 16, 0, 0}},    // 4096 : 64 : 1 : 1
	} {
		out, _ := newMarket(t, setting{"proportional.gamma", c.gamma}).allocate(scored(16, 4, 1, 1))
		if slices.Sort(out[2:]); !slices.Equal(out, c.want) {
			t.Errorf("γ = %v: %v, want %v", c.gamma, out, c.want)
		}
	}
}

// Equity of attention (Biega et al. 2018): at γ = 1 exposure per unit of score is the same for all.
func TestProportionalExposureIsEqualPerScore(t *testing.T) {
	v := varied(50)
	_, s := newMarket(t, setting{"cold_start.share", 0.0}).allocate(v)
	for i := range s.Share {
		if ratio := s.Share[i] / s.Score[i] * s.Score[0] / s.Share[0]; math.Abs(ratio-1) > 1e-12 {
			t.Errorf("room %d gets %v times what room 0 gets per score", i, ratio)
		}
	}
}

func TestSteeperExposureConcentrates(t *testing.T) {
	v, last := varied(50), 0.0
	for _, gamma := range []float64{0, 0.5, 1, 1.5, 2, 3} {
		_, s := newMarket(t, setting{"proportional.gamma", gamma}, setting{"cold_start.share", 0.0}).allocate(v)
		hhi := 0.0
		for _, x := range s.Share {
			hhi += x * x
		}
		if hhi <= last {
			t.Errorf("HHI %v at γ = %v, %v before", hhi, gamma, last)
		}
		last = hhi
	}
}
