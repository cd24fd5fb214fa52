package rank

import (
	"slices"
	"testing"
)

func TestSupportMultipliesScores(t *testing.T) {
	v := scored(1, 1, 1, 1)
	v.Tier = []uint8{Head, Waist, Tail, Tail}
	v.Store[1], v.Niche[2], v.Micro[3], v.Niche[3] = true, true, true, true
	m := newMarket(t, setting{"support.waist", 1.5}, setting{"support.tail", 2.0},
		setting{"support.store", 2.0}, setting{"support.niche", 0.5}, setting{"support.micro", 3.0})
	_, s := m.allocate(v)
	if want := []float64{1, 3, 1, 3}; !slices.Equal(s.Score, want) {
		t.Errorf("scores %v, want %v", s.Score, want)
	}
}

func TestSupportOfTheTailLowersTheHead(t *testing.T) {
	v := scored(6, 3, 1)
	v.Tier = []uint8{Head, Waist, Tail}
	before, _ := newMarket(t).allocate(v)
	after, _ := newMarket(t, setting{"support.tail", 2.0}).allocate(v)
	if !(after[2] > before[2] && after[0] < before[0] && after[1] < before[1]) {
		t.Errorf("impressions %v without support, %v with", before, after)
	}
}
