package sim

import "livebazaar/agents/merchant"

// adjustCommissions moves every merchant's commission to how many of the streamers it asked accepted, or, on the open
// commission list alone, to how many of its goods found a streamer.
func (w *World) adjustCommissions() {
	p, m := &w.p.Merchants, &w.Merchants
	for i, asked := range m.Asked {
		accepted := m.Accepted[i]
		if p.Tiers[m.Tier[i]].Partners == 0 {
			asked, accepted = GoodsPer, 0
			for g := i * GoodsPer; g < (i+1)*GoodsPer; g++ {
				accepted += min(1, w.Goods.Placed[g])
			}
		}
		if m.Alive[i] && asked > 0 {
			typical := w.p.Categories.Of[m.Category[i]].Commission + p.Tiers[m.Tier[i]].Extra
			c := p.Fees.Adjusted(m.Commission[i], typical, int(asked), int(accepted))
			m.Commission[i] = clampShare(c, merchant.MinCommission, merchant.MaxCommission)
		}
	}
}
