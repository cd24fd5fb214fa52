package rank

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTiersShareTheirQuotaByScore(t *testing.T) {
	v := scored(90, 10, 3, 1, 0)
	v.Tier = []uint8{Head, Head, Waist, Waist, Tail}
	out, _ := newMarket(t, setting{"allocate", "tier-quota"}).allocate(v)
	// .35·(.9 .1), .40·(.75 .25), .25
	if want := []int64{315, 35, 300, 100, 250}; !slices.Equal(out, want) {
		t.Errorf("impressions %v, want %v", out, want)
	}
}

func TestQuotaOfAnEmptyTierGoesToTheOthers(t *testing.T) {
	v := scored(3, 1, 1)
	v.Tier = []uint8{Head, Head, Tail}
	out, _ := newMarket(t, setting{"allocate", "tier-quota"}).allocate(v)
	// .35 and .25 of .60
	if want := []int64{437, 146, 417}; !slices.Equal(out, want) {
		t.Errorf("impressions %v, want %v", out, want)
	}
}

func TestTierTotalsAreTheQuotas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, s := anyView(t), &Scratch{}
		q := [NumTiers]float64{Head: rapid.Float64Range(0, 1).Draw(t, "head")}
		q[Waist] = rapid.Float64Range(0, 1-q[Head]).Draw(t, "waist")
		q[Tail] = 1 - q[Head] - q[Waist]
		s.reset(v)
		(&weights{of: [NumSignals]float64{GMV: 1}}).Apply(v, s)
		(&tierQuota{q}).Apply(v, s)
		var rooms, share [NumTiers]float64
		for i, tier := range v.Tier {
			rooms[tier]++
			share[tier] += s.Share[i]
		}
		for j := range q {
			if d := share[j] - q[j]; rooms[j] > 0 && (d > 1e-9 || d < -1e-9) {
				t.Fatalf("tier %d has %v of the impressions, quota %v", j, share[j], q[j])
			}
		}
	})
}

func TestScoresMoveNothingBetweenTiers(t *testing.T) {
	v := scored(5, 2, 1)
	v.Tier = []uint8{Head, Waist, Tail}
	m := newMarket(t, setting{"allocate", "tier-quota"})
	before, _ := m.allocate(v)
	v.Signals[GMV][0] = 50
	after, _ := m.allocate(v)
	if !slices.Equal(before, after) {
		t.Errorf("a tenfold score moved exposure between tiers: %v, then %v", before, after)
	}
}

func TestQuotasMustAddUpToOne(t *testing.T) {
	m := newMarket(t, setting{"tier_quota.quotas.waist", 0.45})
	want := "tier_quota.quotas must add up to 1 (now 1.05): head 0.35 + waist 0.45 + tail 0.25"
	if got := m.complaints(); !slices.Equal(got, []string{want}) {
		t.Errorf("complaints %q, want %q", got, want)
	}
	if got := newMarket(t).complaints(); got != nil {
		t.Errorf("the defaults are refused: %q", got)
	}
}
