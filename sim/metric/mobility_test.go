package metric

import (
	"testing"

	"livebazaar/agents/chance"
)

// Spearman with ties as in Kendall & Gibbons, Rank Correlation Methods (5th ed. 1990): mean ranks, then the product
// moment. x ranks 1, 2.5, 2.5, 4; y ranks 1, 3, 2, 4.
func TestSpearmanSharesRanksBetweenTies(t *testing.T) {
	near(t, "rho", Spearman([]float64{1, 2, 2, 3}, []float64{10, 30, 20, 40}), 4.5/4.743416490252569, 1e-12)
	near(t, "same order", Spearman([]float64{1, 5, 9}, []float64{2, 3, 100}), 1, 1e-15)
	near(t, "reverse order", Spearman([]float64{1, 5, 9}, []float64{3, 2, 1}), -1, 1e-15)
}

func TestTwoMarketsThatDifferByDiceAloneAreNotUnpredictable(t *testing.T) {
	const streamers, orders, rounds = 50, 3000, 300
	var total float64
	for r := 0; r < rounds; r++ {
		total += Unpredictability(diced(streamers, orders, uint64(2*r)), diced(streamers, orders, uint64(2*r+1)))
	}
	near(t, "unpredictability", total/rounds, 0, 0.002)
	a, b := diced(streamers, orders, 1), diced(streamers, orders, 1)
	for i := range b {
		b[i].Net, b[i].Kept = a[(i+1)%streamers].Net*int64(i+1), a[(i+1)%streamers].Kept*int64(i+1)
	}
	if u := Unpredictability(a, b); !(u > 0.1) {
		t.Errorf("unpredictability of two quite different markets = %v", u)
	}
}

// diced shares orders of 100 fen out among streamers of unequal appeal.
func diced(streamers, orders int, seed uint64) []Holding {
	key := chance.Root(seed)
	h := make([]Holding, streamers)
	for i := range h {
		h[i].Streamer = int64(i)
	}
	for o := 0; o < orders; o++ {
		u := key.Uniform(uint64(o))
		s := int(u * u * float64(streamers))
		h[s].Net += 100
		h[s].Kept++
	}
	return h
}

// Two ranks always agree wholly or not at all, and a constant has none: fewer than three pairs, or no order on a side, is no correlation.
func TestSpearmanIsUndefinedWithoutAnOrder(t *testing.T) {
	for _, c := range [][2][]float64{{{}, {}}, {{1}, {2}}, {{1, 2}, {3, 5}}, {{1, 2, 3}, {4, 4, 4}}, {{7, 7, 7}, {1, 2, 3}}} {
		if r := Spearman(c[0], c[1]); r == r {
			t.Errorf("Spearman(%v, %v) = %v", c[0], c[1], r)
		}
	}
	near(t, "three in order", Spearman([]float64{1, 2, 9}, []float64{-3, 0, 1}), 1, 1e-15)
	near(t, "three turned round", Spearman([]float64{1, 2, 9}, []float64{3, 0, -1}), -1, 1e-15)
}
