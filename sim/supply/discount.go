package supply

import "livebazaar/agents/chance"

// SetDiscounts is a week of every merchant's hill-climb over its live discount, by its profit relative to the market's. Tiers
// that do not learn keep their usual discount.
func (w *Supply) SetDiscounts() {
	p, m := &w.p.Merchants.Discount, &w.Merchants
	if !p.Learn {
		return
	}
	mean := w.meanProfit()
	keys := w.On(chance.Learn)
	for i, alive := range m.Alive {
		tier := &w.p.Merchants.Tiers[m.Tier[i]]
		if !alive || !tier.Learns {
			continue
		}
		p.Week(&m.Trial[i], float64(m.LastProfit[i])/mean, tier.Discount, keys.At(m.ID[i]).Normal(0))
		m.Discount[i] = m.Trial[i].Now()
	}
}

// meanProfit is the mean size of a merchant's smoothed weekly profit, fen, at least 1.
func (w *Supply) meanProfit() float64 {
	sum, n := 0.0, 0.0
	for i, alive := range w.Merchants.Alive {
		if alive {
			sum += max(w.Merchants.Income[i], -w.Merchants.Income[i])
			n++
		}
	}
	return max(1, sum/max(1, n))
}
