package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
)

// setDiscounts is a week of every merchant's hill-climb over its live discount: profits relative to the market add up;
// after enough weeks the trial is kept or dropped and another one drawn. Micro sources keep their usual discount.
func (w *World) setDiscounts() {
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
		t := &m.Trial[i]
		t.Sum += float64(m.LastProfit[i]) / mean
		t.Weeks++
		if int64(t.Weeks) < p.Weeks {
			continue
		}
		if !t.Trying || merchant.Better(t.Sum, int(t.Weeks), t.Base) {
			t.Accepted, t.Base = m.Discount[i], t.Sum/float64(t.Weeks)
			t.Trying = true
		} else {
			t.Base = merchant.Smoothed(t.Base, t.Sum/float64(t.Weeks), .8)
		}
		m.Discount[i] = p.NextTrial(t.Accepted, tier.Discount, keys.At(m.ID[i]).Normal(0))
		t.Sum, t.Weeks = 0, 0
	}
}

// meanProfit is the mean size of a merchant's smoothed weekly profit, fen, at least 1.
func (w *World) meanProfit() float64 {
	sum, n := 0.0, 0.0
	for i, alive := range w.Merchants.Alive {
		if alive {
			sum += max(w.Merchants.Income[i], -w.Merchants.Income[i])
			n++
		}
	}
	return max(1, sum/max(1, n))
}

// markReferences moves the reference price of every good by what buyers met in the last week: the live price as often
// as the good was on show live.
func (w *World) markReferences() {
	p, g := &w.p.Merchants.Discount, &w.Goods
	for i := range g.Reference {
		m := i / GoodsPer
		if !w.Merchants.Alive[m] {
			continue
		}
		price := float64(w.livePrice(i, basisPoints(w.Merchants.Commission[m]))) / float64(g.List[i])
		g.Reference[i] = p.ReferenceAfter(g.Reference[i], merchant.Seen(merchant.LiveShare(int(g.Shown[i])), price))
		g.Shown[i] = 0
	}
}
