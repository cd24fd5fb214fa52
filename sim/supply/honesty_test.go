package supply

import "testing"

func TestCheatingSavesCostAndQuality(t *testing.T) {
	t.Parallel()
	w := made(t, nil)
	w.setHonesty(0, true)
	cost, delivered := w.Goods.Cost[0], w.Goods.Delivered[0]
	w.setHonesty(0, false)
	if w.Goods.Cost[0] >= cost || w.Goods.Delivered[0] >= delivered || w.Goods.Quality[0] != delivered {
		t.Errorf("cheating moves cost %d → %d, delivered quality %v → %v", cost, w.Goods.Cost[0], delivered, w.Goods.Delivered[0])
	}
	w.setHonesty(0, true)
	if w.Goods.Cost[0] != cost || w.Goods.Delivered[0] != delivered {
		t.Error("honesty does not bring back cost and quality exactly")
	}
}
