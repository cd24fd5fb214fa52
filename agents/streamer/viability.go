package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Viability is the patience left, in weeks. It gains or loses the log of income over reservation each week,
//
//	V ← min(most, V + clamp(ln((income+ε)/(reservation+ε)), −1, 1)),
//
// so income far below the reservation costs one week of patience a week and no more. Below 0 the streamer leaves.
// Whatever they earn, people also move on for reasons of their own, at a constant rate.
type Viability struct {
	Patience, Most float64
	Smooth         float64
	Floor          float64
	MovesOn        float64
}

// Declare binds the parameters to the set.
func (v *Viability) Declare(set *param.Set) {
	set.Float(&v.Patience, "patience", 17, param.Spec{Unit: "week", Min: 1, Max: 520, Source: param.Assumption,
		EN: "weeks without income before a newcomer leaves", ZH: "新主播无收入离场前的周数"})
	set.Float(&v.Most, "most", 26, param.Spec{Unit: "week", Min: 1, Max: 520, Source: param.Assumption,
		EN: "most patience a good time builds up", ZH: "顺境累积的最大耐心"})
	set.Float(&v.Smooth, "smoothing", 0.25, param.Spec{Unit: "per week", Min: 0.01, Max: 1, Source: param.Assumption,
		EN: "weight of the last week in smoothed income", ZH: "最近一周在平滑收入中的权重"})
	set.Float(&v.Floor, "small", 20, param.Spec{Unit: "yuan/week", Min: 0.01, Max: 10_000, Source: param.Assumption,
		EN: "income too small to care about", ZH: "可忽略的收入", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&v.MovesOn, "moves_on", 0.005, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "leaving for other reasons than income", ZH: "非收入原因离场率"})
	set.Check(func() string {
		if v.Most < v.Patience {
			return "the most patience must be at least the newcomer's"
		}
		return ""
	}, "most", "patience")
}

// After is the viability after a week with the given smoothed income, reservation and negligible amount, in fen.
func (v *Viability) After(now, income, reservation, small float64) float64 {
	return min(v.Most, now+clamp(Payoff(income, reservation, small), -1, 1))
}

// Payoff is the log of income over reservation, both with a negligible amount added so that nobody's is −∞.
func Payoff(income, reservation, small float64) float64 {
	return chance.Log((max(0, income) + small) / (reservation + small))
}
