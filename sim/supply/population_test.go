package supply

import (
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

func TestEveryMerchantStartsFundedAndStocked(t *testing.T) {
	t.Parallel()
	w := made(t, nil)
	alive := 0
	for m := range w.Merchants.Alive {
		if !w.Merchants.Alive[m] {
			continue
		}
		alive++
		if w.Accounts.Of(ledger.Merchants, m) <= 0 {
			t.Errorf("merchant %d starts with %d fen", m, w.Accounts.Of(ledger.Merchants, m))
		}
		for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
			if w.Goods.Stock[g] <= 0 || w.Goods.Cost[g] >= w.Goods.List[g] || w.Goods.Lead[g] < 3 || w.Goods.Lead[g] > 15 {
				t.Errorf("good %d: stock %d, cost %d, list %d, lead %d", g, w.Goods.Stock[g], w.Goods.Cost[g], w.Goods.List[g], w.Goods.Lead[g])
			}
		}
	}
	if alive != 50 || w.NumMerchants() != 65 {
		t.Errorf("%d merchants in %d slots, want 50 in 65", alive, w.NumMerchants())
	}
}

// Merchants have draws of their own: neither the consumer that has a merchant's number, nor the streamers' candidates of a week,
// share one with them.
func TestMerchantsShareNoDraw(t *testing.T) {
	t.Parallel()
	w := made(t, nil)
	shared := w.Keys.Population.For(chance.Population)
	for i, id := range w.Merchants.ID {
		if w.Merchants.Alive[i] && w.Merchants.Scruple[i] == w.p.Merchants.Honesty.Scruple*shared.At(id).Exponential(4) {
			t.Errorf("merchant %d has the draws of consumer %d", id, id)
		}
	}
	for c := range uint64(64) {
		if w.On(chance.Entry).At(c) == w.merchantCandidates() {
			t.Errorf("merchants' candidates have the draws of the streamers' candidate %d", c)
		}
	}
}
