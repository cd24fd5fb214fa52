package sim

import (
	"testing"

	"livebazaar/sim/state"
)

// Streamers show what is cheap for what it is, whether the list price is low or a discount is struck from it: every second merchant
// lowers its list prices by a third, at unchanged discounts, and its goods get more places, but not all. Where streamers expect an
// elasticity of 1 they get no more. (Expected: odds of a place × (2/3)^((1−ε)/σ) at the margin, 2.0 at the defaults.)
func TestLineUpsAnswerTheListPrice(t *testing.T) {
	t.Parallel()
	gain := func(elasticity float64) float64 {
		w := small(t, map[string]any{"streamers.lineup.price": elasticity, "merchants.entry.retire": 0.0})
		run(t, w, 35, 1)
		for g := range w.Goods.List { // so little that no price hits its floor, and any good bears any commission
			w.Goods.Base[g], w.Goods.Cost[g] = w.Goods.Base[g]/4, w.Goods.Cost[g]/4
		}
		plain, cut := fork(t, w), fork(t, w)
		cheap := func(good int) bool { return plain.Merchants.ID[good/state.GoodsPer]%4 < 2 } // a merchant's numbers are even
		for g := range cut.Goods.List {
			if cheap(g) {
				cut.Goods.List[g] = cut.Goods.List[g] * 2 / 3
			}
		}
		places := func(w *World) (n float64) {
			for range 6 {
				run(t, w, state.Week, 1)
				for g, placed := range w.Goods.Placed {
					if cheap(g) {
						n += float64(placed)
					}
				}
			}
			return n
		}
		return places(cut) / places(plain)
	}
	if more := gain(2.2); more < 1.1 || more > 2 {
		t.Errorf("a third off the list price brings %.2f times the places", more)
	}
	if same := gain(1); same < .9 || same > 1.1 {
		t.Errorf("where streamers do not mind the price a third off it brings %.2f times the places", same)
	}
}
