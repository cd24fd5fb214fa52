package rank

import (
	"slices"
	"testing"
)

func TestRoomsBelowTheEntryStandardAreNotShown(t *testing.T) {
	v := scored(1, 9, 9, 1)
	v.Credit = []float64{60, 59.9, 100, 100}
	v.Signals[Satisfaction] = []float64{1, 1, 0.79, 0.8}
	m := newMarket(t, setting{"gate.entry_credit", 60.0}, setting{"gate.entry_satisfaction", 0.8})
	for _, name := range []string{"uniform", "top-k", "proportional", "softmax", "tier-quota"} {
		_ = m.set.Lookup("platform.ranking.allocate").Set(name)
		_ = m.set.Lookup("platform.ranking.top_k.k").Set(2.0)
		_ = m.set.Lookup("platform.ranking.minimum_exposure").Set(0.5)
		if out, _ := m.allocate(v); !slices.Equal(out, []int64{500, 0, 0, 500}) {
			t.Errorf("%s: %v", name, out)
		}
	}
}

func TestIfAllRoomsAreBarredAllAreShownAlike(t *testing.T) {
	v := scored(5, 1)
	v.Credit = []float64{10, 20}
	out, _ := newMarket(t, setting{"gate.entry_credit", 60.0}).allocate(v)
	if !slices.Equal(out, []int64{500, 500}) {
		t.Errorf("impressions %v", out)
	}
}
