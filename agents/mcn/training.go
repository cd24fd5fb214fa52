package mcn

import "livebazaar/agents/param"

// Training moves a streamer's skill towards its ceiling,
//
//	d skill = η·effort·(ceiling − skill) a week,
//
// with effort = the agency's quality as a trainer. It is paid for, and spent on those who still promise something:
// incubation is costly and mostly fails, because the ceiling is not the agency's to choose.
type Training struct {
	Rate, Cost float64
	Worthwhile float64
}

// Declare binds the parameters to the set.
func (t *Training) Declare(set *param.Set) {
	set.Float(&t.Rate, "rate", 0.05, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "speed of training", ZH: "培训速度"})
	set.Float(&t.Cost, "cost", 60, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e6, Source: param.Assumption,
		EN: "cost of training a streamer", ZH: "培训一名主播的成本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&t.Worthwhile, "worthwhile", 0.03, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "skill still to be gained that is worth a training", ZH: "值得培训的最小技能提升空间"})
}

// After is the skill after a week of training by an agency of the given quality.
func (t *Training) After(skill, ceiling, quality float64) float64 {
	if skill >= ceiling {
		return skill
	}
	return skill + float64(float64(t.Rate*quality)*(ceiling-skill))
}
