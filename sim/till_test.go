package sim

import "testing"

// What several workers book at their tills, and what everybody counts of it, is what the reference books one by one, in the order of
// consumers: also where many want the last units, and where the commission of what is sent back is not clawed back.
func TestTillsBookWhatOneHandWould(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"consumers.count": int64(9000), "platform.fees.clawback": false})
	run(t, w, 40, 1)
	for g := range w.Goods.Stock {
		w.Goods.Stock[g] = min(w.Goods.Stock[g], int64(g%4))
	}
	for _, workers := range []int{1, 2, 7} {
		met := seen{}
		referenceDay(t, fork(t, w), workers, met)
		if met["stock-outs"] < 20 || met["kept"] == 0 || met["returns"] == 0 || met["repeat purchases"] == 0 {
			t.Errorf("too little is scarce, or booked at all, to compare: %v", met)
		}
	}
}
