package deals

import (
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

// On the open list a merchant whose goods only its own store shows raises its commission as one whose goods nobody shows, and one
// whose goods streamers show lowers it.
func TestACommissionMovesByStreamersNotByOwnStores(t *testing.T) {
	t.Parallel()
	d := fair(t, nil)
	m := int(merchant.Micro)
	if d.p.Merchants.Tiers[d.Merchants.Tier[m]].Partners != 0 {
		t.Fatal("the merchant does not sell on the open list alone")
	}
	moved := func(shown, placed int32) float64 {
		d.Merchants.Commission[m] = .1
		for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
			d.Goods.Shown[g], d.Goods.Placed[g] = shown, placed
		}
		d.AdjustCommissions()
		return d.Merchants.Commission[m]
	}
	if nobody, store, streamers := moved(0, 0), moved(1, 0), moved(1, 1); store != nobody || streamers >= nobody {
		t.Errorf("from .1: %g with nobody, %g with the own store, %g with streamers", nobody, store, streamers)
	}
}
