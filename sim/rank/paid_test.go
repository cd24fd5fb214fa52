package rank

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBoughtImpressionsAreHonoured(t *testing.T) {
	v := scored(8, 1, 1)
	v.Paid = []int64{0, 60, 40}
	out, s := newMarket(t, setting{"paid.ad_load", 0.2}).allocate(v)
	// 900 organic ones by score, and what was bought
	if !slices.Equal(out, []int64{720, 150, 130}) || !slices.Equal(s.Paid, []int64{0, 60, 40}) {
		t.Errorf("impressions %v, of them bought %v", out, s.Paid)
	}
}

func TestBoughtImpressionsBeyondTheAdLoadAreRationed(t *testing.T) {
	v := scored(8, 1, 1)
	v.Paid = []int64{0, 600, 200}
	out, s := newMarket(t, setting{"paid.ad_load", 0.1}).allocate(v)
	if !slices.Equal(out, []int64{720, 165, 115}) || !slices.Equal(s.Paid, []int64{0, 75, 25}) {
		t.Errorf("impressions %v, of them bought %v", out, s.Paid)
	}
}

func TestBarredRoomsCannotBuyTheirWayIn(t *testing.T) {
	v := scored(1, 1)
	v.Credit[1], v.Paid[1] = 10, 300
	out, _ := newMarket(t, setting{"paid.ad_load", 0.5}, setting{"gate.entry_credit", 60.0}).allocate(v)
	if !slices.Equal(out, []int64{1000, 0}) {
		t.Errorf("impressions %v", out)
	}
}

func TestNobodyGetsMoreThanItBoughtAndTheLoadIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		load := rapid.Float64Range(0, 1).Draw(t, "load")
		_ = m.set.Lookup("paid.ad_load").Set(load)
		_, s := m.allocate(v)
		given := int64(0)
		for i, n := range s.Paid {
			if n > v.Paid[i] {
				t.Fatalf("room %d bought %d and gets %d", i, v.Paid[i], n)
			}
			given += n
		}
		if float64(given) > load*float64(v.Impressions) {
			t.Fatalf("%d of %d impressions are bought, the load is %v", given, v.Impressions, load)
		}
	})
}
