package rank

import (
	"slices"
	"testing"
)

func TestDiversityTellsTheMarketAndMovesNoExposure(t *testing.T) {
	v := varied(30)
	plainly, s := newMarket(t).allocate(v)
	diverse, r := newMarket(t, setting{"diversity", 0.3}).allocate(v)
	if s.Diversity != 0 || r.Diversity != 0.3 {
		t.Errorf("diversity %v and %v, want 0 and 0.3", s.Diversity, r.Diversity)
	}
	if !slices.Equal(plainly, diverse) {
		t.Error("diversity moved impressions between rooms")
	}
}
