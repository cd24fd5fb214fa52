package mcn

import "livebazaar/agents/param"

// Training moves both powers of a streamer towards their ceilings,
//
//	d skill = η·effort·(ceiling − skill) a week,
//
// with effort = the agency's quality as a trainer. A contract promises the training that is worth more than it costs to both together:
// a week of it closes the part τ = η·effort of the gap, which is worth
//
//	income·worth·τ·gap·T/2
//
// over the half of the term that is left on average. Incubation is costly and mostly fails, because the ceiling is not the agency's to
// choose.
type Training struct{ Rate, Cost float64 }

// Declare binds the parameters to the set.
func (t *Training) Declare(set *param.Set) {
	set.Float(&t.Rate, "rate", 0.1, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption + "; shows within the contract",
		EN: "speed of training", ZH: "培训速度"})
	set.Float(&t.Cost, "cost", 30, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e6, Source: param.Assumption,
		EN: "cost of training a streamer", ZH: "培训一名主播的成本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
}

// Speed is the part of a gap that a week of training by an agency of the given quality closes.
func (t *Training) Speed(quality float64) float64 { return t.Rate * quality }

// After is the skill after a week of training by an agency of the given quality.
func (t *Training) After(skill, ceiling, quality float64) float64 {
	if skill >= ceiling {
		return skill
	}
	return skill + float64(t.Speed(quality)*(ceiling-skill))
}

// Pays reports whether a week of training is worth its cost: income in the unit of cost a week, gap what both powers lack.
func (t *Training) Pays(c *Contract, income, gap, quality, cost float64) bool {
	week := float64(c.Worth*t.Speed(quality)) * gap
	return week > 0 && float64(max(0, income)*week)*float64(c.Term)/2 >= cost
}
