package rank

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
)

// ten hosts ranked by their serial, the best first
func ten() (performance []float64, id []uint64) {
	for i := range 10 {
		performance, id = append(performance, float64(100-i)), append(id, uint64(i))
	}
	return performance, id
}

func TestReviewSortsByPerformance(t *testing.T) {
	performance, id := ten()
	tier := []uint8{Tail, Tail, Tail, Tail, Tail, Tail, Tail, Tail, Tail, Tail}
	(&Tiers{HeadSize: 0.2, WaistSize: 0.3}).Review(performance, id, tier, 1, &Scratch{})
	if want := []uint8{Head, Head, Waist, Waist, Waist, Tail, Tail, Tail, Tail, Tail}; !slices.Equal(tier, want) {
		t.Errorf("tiers %v, want %v", tier, want)
	}
}

func TestHysteresisKeepsThoseAtTheBorder(t *testing.T) {
	performance, id := ten()
	// Four places in the head. Rank 5 has one and stays (5 ≤ 4·1.25), which costs rank 4 its promotion; rank 7 had one
	// and is too far down.
	tier := []uint8{Waist, Waist, Waist, Waist, Head, Tail, Head, Tail, Tail, Tail}
	(&Tiers{HeadSize: 0.4, WaistSize: 0.3, Hysteresis: 0.25}).Review(performance, id, tier, 1, &Scratch{})
	if want := []uint8{Head, Head, Head, Waist, Head, Waist, Waist, Tail, Tail, Tail}; !slices.Equal(tier, want) {
		t.Errorf("tiers %v, want %v", tier, want)
	}
}

func TestHostsThatDoNotTakePartGetNoPlace(t *testing.T) {
	performance, id := ten()
	performance[0], performance[3] = math.NaN(), math.NaN()
	tier := []uint8{Head, Head, Tail, Waist, Tail, Tail, Tail, Tail, Tail, Tail}
	(&Tiers{HeadSize: 0.25, WaistSize: 0.25}).Review(performance, id, tier, 1, &Scratch{})
	if want := []uint8{Tail, Head, Head, Tail, Waist, Waist, Tail, Tail, Tail, Tail}; !slices.Equal(tier, want) {
		t.Errorf("tiers %v, want %v", tier, want)
	}
}

func TestSizesAreExactAndLabelsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 50).Draw(t, "hosts")
		r := Tiers{HeadSize: rapid.Float64Range(0, 1).Draw(t, "head"), Hysteresis: rapid.Float64Range(0, 1).Draw(t, "hysteresis")}
		r.WaistSize = rapid.Float64Range(0, 1-r.HeadSize).Draw(t, "waist")
		rows := make([]int, n)
		performance, id, tier := make([]float64, n), make([]uint64, n), make([]uint8, n)
		for i := range rows {
			rows[i], id[i] = i, uint64(i)
			performance[i] = float64(rapid.IntRange(0, 20).Draw(t, "performance"))
			tier[i] = uint8(rapid.IntRange(0, 2).Draw(t, "tier"))
		}
		rows = rapid.Permutation(rows).Draw(t, "labels")
		p2, id2, tier2 := make([]float64, n), make([]uint64, n), make([]uint8, n)
		for i, row := range rows {
			p2[i], id2[i], tier2[i] = performance[row], id[row], tier[row]
		}
		r.Review(performance, id, tier, chance.Root(5), &Scratch{})
		r.Review(p2, id2, tier2, chance.Root(5), &Scratch{})
		var size [NumTiers]int
		for i, row := range rows {
			size[tier2[i]]++
			if tier2[i] != tier[row] {
				t.Fatalf("host %d is in tier %d, in tier %d as number %d", row, tier[row], tier2[i], i)
			}
		}
		head := int(r.HeadSize*float64(n) + 0.5)
		waist := int(min(r.HeadSize+r.WaistSize, 1)*float64(n)+0.5) - head
		if size[Head] != head || size[Waist] != waist {
			t.Fatalf("sizes %v, want %d and %d", size, head, waist)
		}
	})
}

func TestReviewIsDueOnItsDays(t *testing.T) {
	r := Tiers{ReviewDays: 30}
	if !r.Due(60) || r.Due(61) || !r.Due(-30) {
		t.Error("reviews every 30 days fall on days 60 and -30, not on 61")
	}
}

func TestTierSizesTogetherAreAtMostAll(t *testing.T) {
	m := newMarket(t, setting{"tier_quota.head_size", 0.8})
	want := "head_size and waist_size must not exceed 1 together (now 0.8 + 0.25)"
	if got := m.complaints(); !slices.Equal(got, []string{want}) {
		t.Errorf("complaints %q", got)
	}
}
