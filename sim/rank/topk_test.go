package rank

import (
	"slices"
	"testing"

	"livebazaar/agents/chance"
)

func TestTopKShowsOnlyTheBest(t *testing.T) {
	v := scored(1, 4, 3, 2, 0.5)
	for _, c := range []struct {
		k     float64
		split string
		want  []int64
	}{
		{2, "equal", []int64{0, 500, 500, 0, 0}},
		{0.4, "equal", []int64{0, 500, 500, 0, 0}}, // 40 % of five rooms
		{4, "score", []int64{100, 400, 300, 200, 0}},
		{0.001, "score", []int64{0, 1000, 0, 0, 0}},        // at least one
		{99, "equal", []int64{200, 200, 200, 200, 200}},    // at most all
		{1, "equal", []int64{0, 1000, 0, 0, 0}},            // one room, not all
		{0.999, "equal", []int64{200, 200, 200, 200, 200}}, // a share
		{2.4, "score", []int64{0, 571, 429, 0, 0}},         // rounded to two rooms, 4 : 3
	} {
		m := newMarket(t, setting{"allocate", "top-k"}, setting{"top_k.k", c.k}, setting{"top_k.split", c.split})
		out, _ := m.allocate(v)
		if !slices.Equal(out, c.want) {
			t.Errorf("k = %v by %s: %v, want %v", c.k, c.split, out, c.want)
		}
	}
}

func TestTopKAmongWorthlessRoomsIsStillK(t *testing.T) {
	out, _ := newMarket(t, setting{"allocate", "top-k"}, setting{"top_k.k", 2.0}, setting{"top_k.split", "score"}).
		allocate(scored(0, 0, 0, 0))
	slices.Sort(out)
	if !slices.Equal(out, []int64{0, 0, 500, 500}) {
		t.Errorf("impressions %v", out)
	}
}

func TestBarredRoomsTakeNoPlaceAmongTheBest(t *testing.T) {
	v := scored(0, 0, 0, 0, 0, 0)
	v.Credit = []float64{10, 10, 100, 10, 100, 10}
	m := newMarket(t, setting{"allocate", "top-k"}, setting{"top_k.k", 2.0}, setting{"gate.entry_credit", 60.0})
	for v.Key = range chance.Key(20) { // all scores are equal: the draw decides, among those not barred
		if out, _ := m.allocate(v); !slices.Equal(out, []int64{0, 0, 500, 0, 500, 0}) {
			t.Errorf("impressions %v", out)
		}
	}
}
