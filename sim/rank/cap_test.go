package rank

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestCapRedistributesTheExcess(t *testing.T) {
	for _, c := range []struct {
		most  float64
		score []float64
		want  []int64
	}{
		{0.5, []float64{7, 2, 1}, []int64{500, 333, 167}},          // .5 left for 2 : 1
		{0.4, []float64{7, 2, 1}, []int64{400, 400, 200}},          // the second meets the cap too
		{0.4, []float64{1, 0, 0, 0}, []int64{400, 200, 200, 200}},  // nothing to be in proportion to
		{0.1, []float64{7, 2, 1, 0}, []int64{250, 250, 250, 250}},  // cannot be met: as even as possible
		{0.25, []float64{7, 2, 1, 0}, []int64{250, 250, 250, 250}}, // can just be met
		{0.7, []float64{7, 2, 1}, []int64{700, 200, 100}},          // nobody above it
	} {
		out, _ := newMarket(t, setting{"cap", c.most}).allocate(scored(c.score...))
		if !slices.Equal(out, c.want) {
			t.Errorf("cap %v of scores %v: %v, want %v", c.most, c.score, out, c.want)
		}
	}
}

func TestNoRoomGetsMoreThanTheCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		most := rapid.Float64Range(0.001, 1).Draw(t, "cap")
		_ = m.set.Lookup("cap").Set(most)
		_ = m.set.Lookup("paid.ad_load").Set(0.0)
		out, s := m.allocate(v)
		limit := max(most, 1/float64(s.Open)) * float64(v.Impressions)
		for i, n := range out {
			if float64(n) >= limit+1+1e-6 {
				t.Fatalf("room %d gets %d, the cap is %v", i, n, limit)
			}
		}
	})
}

func TestCapKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyView(t)
		m := newMarket(t, setting{"cold_start.share", 0.0}, setting{"cap", rapid.Float64Range(0.001, 1).Draw(t, "cap")})
		_, s := m.allocate(v)
		for i := range s.Share {
			for j := range s.Share {
				if s.Score[i] > s.Score[j] && s.Share[i] < s.Share[j]*(1-1e-12) {
					t.Fatalf("room %d scores %v and gets %v, room %d scores %v and gets %v",
						i, s.Score[i], s.Share[i], j, s.Score[j], s.Share[j])
				}
			}
		}
	})
}
