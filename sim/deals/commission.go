package deals

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// AdjustCommissions moves every merchant's commission by how many of the streamers it asked accepted. For who sells on the open
// commission list alone it counts how many of its goods found a streamer.
func (w *Deals) AdjustCommissions() {
	p, m := &w.p.Merchants, &w.Merchants
	for i, asked := range m.Asked {
		accepted := m.Accepted[i]
		if p.Tiers[m.Tier[i]].Partners == 0 {
			asked, accepted = state.GoodsPer, 0
			for g := i * state.GoodsPer; g < (i+1)*state.GoodsPer; g++ {
				accepted += min(1, w.Goods.Placed[g])
			}
		}
		if m.Alive[i] && asked > 0 {
			typical := w.p.Categories.Of[m.Category[i]].Commission + p.Tiers[m.Tier[i]].Extra
			c := p.Fees.Adjusted(m.Commission[i], typical, int(asked), int(accepted))
			m.Commission[i] = fixed.Clamp(c, merchant.MinCommission, merchant.MaxCommission)
		}
	}
}
