package slates

import (
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
)

// The alias wheel must draw a room exactly in proportion to its impressions: the sum of the shares of its columns, in
// units of 2^-32 of a column, is the room's weight within one such unit a column.
func TestWheelSharesAreTheImpressions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "rooms")
		weight := make([]int64, n)
		var listed []int32
		var total int64
		for i := range weight {
			weight[i] = rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(0, 20), rapid.Int64Range(0, 1<<40)).Draw(t, "weight")
			if rapid.IntRange(0, 4).Draw(t, "listed") > 0 {
				listed = append(listed, int32(i))
				total += weight[i]
			}
		}
		var w Wheels
		w.Add([]int32{0}, []int64{7}) // another wheel before it
		w.Clear()
		first := w.Add(listed, weight)
		again := w.Add(listed, weight) // after another wheel it is the same
		if first.Size != again.Size {
			t.Fatal("the same rooms give two wheels")
		}
		if total == 0 {
			if again.Size != 0 {
				t.Fatal("a wheel without weight has columns")
			}
			return
		}
		share := make([]float64, n)
		columns := float64(again.Size)
		for _, s := range w.Columns[again.Base : again.Base+again.Size] {
			cut := float64(s.Cut) / (1 << 32)
			share[s.Room[0]] += cut / columns
			share[s.Room[1]] += (1 - cut) / columns
		}
		for i, got := range share {
			want := 0.0
			for _, l := range listed {
				if int(l) == i {
					want = float64(weight[i]) / float64(total)
				}
			}
			if d := got - want; d > 0x1p-31 || d < -0x1p-31 {
				t.Fatalf("room %d of weight %d in %d is drawn with probability %.12f, want %.12f", i, weight[i], total, got, want)
			}
			if want == 0 && got != 0 {
				t.Fatalf("room %d without impressions can be drawn", i)
			}
		}
	})
}

// And spinning draws by those shares.
func TestSpinsFollowTheShares(t *testing.T) {
	weight := []int64{1, 2, 3, 4, 0, 10}
	var w Wheels
	wheel := w.Add([]int32{0, 1, 2, 3, 4, 5}, weight)
	const n = 1 << 18
	counts := make([]float64, len(weight))
	for i := range uint64(n) {
		counts[Spin(w.Columns, wheel, uint32(chance.Root(8).Bits(i)))]++
	}
	chi := 0.0
	for i, k := range counts {
		if weight[i] == 0 {
			if k > 0 {
				t.Errorf("room %d without impressions was drawn", i)
			}
			continue
		}
		want := n * float64(weight[i]) / 20
		chi += (k - want) * (k - want) / want
	}
	if chi > 23.5 { // chi-square of 4 degrees of freedom at 1 in 10,000
		t.Errorf("chi-square %.1f: %v", chi, counts)
	}
}
