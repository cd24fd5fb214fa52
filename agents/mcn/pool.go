package mcn

import "livebazaar/agents/param"

// Pool is the agency's exclusive pool of goods: bargaining by volume gets a better price,
//
//	discount = most·V/(V + half),  V ← (1−a)·V + a·(kept sales of the roster in the week).
//
// A merchant never sells through it below what the unit costs it, commission and fees included.
type Pool struct {
	Most, Half, Smooth float64
}

// Declare binds the parameters to the set.
func (p *Pool) Declare(set *param.Set) {
	set.Float(&p.Most, "most", 0.09, param.Spec{Min: 0, Max: 0.3, Source: param.Assumption,
		EN: "largest discount of an exclusive pool", ZH: "专属货池最大折扣"})
	set.WhenAbove("most", 0.0).Float(&p.Half, "half", 3_000, param.Spec{Unit: "yuan/week", Min: 1, Max: 1e12, Source: param.Assumption,
		EN: "sales at which half the discount is had", ZH: "获得一半折扣所需周销售额",
		Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&p.Smooth, "smoothing", 0.1, param.Spec{Unit: "per week", Min: 0.001, Max: 1, Source: param.Assumption,
		EN: "weight of the last week in the bargaining volume", ZH: "最近一周在议价销量中的权重"})
}

// Discount is the share off the live price at a volume; half in the same unit as volume.
func (p *Pool) Discount(volume, half float64) float64 {
	return float64(p.Most*volume) / (volume + half)
}

// After is the bargaining volume after a week's kept sales.
func (p *Pool) After(volume, week float64) float64 { return volume + float64(p.Smooth*(week-volume)) }

// Price is the price in the pool: the live price less the discount, but no lower than cost/(1 − commission − fees).
func Price(live, cost, discount, commission, fees float64) float64 {
	least := cost / max(0.05, 1-commission-fees)
	return min(live, max(float64(live*(1-discount)), least))
}
