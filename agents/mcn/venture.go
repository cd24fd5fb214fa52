package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Venture is whether an agency is founded, and whether it goes on. Those who could run one are finitely many (potential entrants: Berry
// 1992). Of those who run none, a part considers it every four weeks. They know how agencies fared, those that failed among them: with
// the weekly profit π of an agency of age a, less interest on its capital (Earned), counted at its worth on the day it was founded,
//
//	E ← μ·E + Σ π·(1+ρ)^(−a),   N ← μ·N + foundings,   value = (E − N·cost of founding)/max(1, N),
//
// which is what a founding has brought on average, whoever survived: in a market that stands still, the expected present value of an
// entrant. Where less than one founding is remembered the value fades to 0: nobody knows better. They found with
//
//	P = logistic(reluctance + steepness·value/half a year's office).
//
// At a value of 0 founding is rare, not even odds, so in balance the value lies a little above 0: as many are founded as close. Where
// agencies crowd the market the value falls, and founding ebbs. An agency goes on while it expects to earn what going on costs. It gives
// itself a trial, then closes at a review when the smoothed income falls short of the smoothed cost by more than the slack: who
// waits keeps the chance of better times (Dixit 1989).
type Venture struct {
	Cost, Founders                  float64
	Reluctance, Steepness, Discount float64
	Memory                          float64
	Trial                           int64
	Slack                           float64
}

func (v *Venture) declare(set *param.Set) {
	set.Float(&v.Cost, "founding", 20_000, param.Spec{Unit: "yuan", Min: 0, Max: 1e12, Source: param.Assumption,
		EN: "sunk cost of founding an agency", ZH: "创办机构的沉没成本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&v.Founders, "founders", 0.15, param.Spec{Unit: "per month", Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of those who could run an agency and run none that consider founding", ZH: "有能力而未经营机构者中每月考虑创办的比例"})
	set.Float(&v.Reluctance, "reluctance", -2, param.Spec{Unit: "logit", Min: -20, Max: 5, Source: param.Assumption,
		EN: "founding where it is worth nothing", ZH: "创办价值为零时的创办倾向"})
	set.Float(&v.Steepness, "steepness", 8, param.Spec{Unit: "per half-year's office", Min: 0, Max: 100, Source: param.Assumption,
		EN: "response of founding to its value", ZH: "创办对其价值的反应"})
	set.Float(&v.Discount, "discount", 0.15, param.Spec{Unit: "per year", Min: 0, Max: 2, Source: param.Assumption,
		EN: "rate at which founders discount profits", ZH: "创办者的利润贴现率"})
	set.Float(&v.Memory, "memory", 0.99, param.Spec{Unit: "per week", Min: 0.5, Max: 0.999, Source: param.Assumption,
		EN: "memory of how agencies fared", ZH: "对机构经营状况的记忆"})
	set.Int(&v.Trial, "trial", 52, param.Spec{Unit: "week", Min: 1, Max: 520, Source: param.Assumption,
		EN: "weeks before a new agency is judged by its results", ZH: "新机构评判业绩前的周数"})
	set.Float(&v.Slack, "slack", 0.2, param.Spec{Unit: "share", Min: 0, Max: 1, Source: "sign: Dixit 1989; size an assumption",
		EN: "part of its cost that an agency's income may fall short before it closes", ZH: "机构关闭前收入低于成本的容许比例"})
}

// Fortunes are what is known of how agencies fared: E in fen, and N.
type Fortunes struct{ Earned, Founded float64 }

// Earned is a week's profit less the interest that the capital tied up in the agency could bring elsewhere: an owner who puts it in and
// has it back when the agency closes has lost that.
func (v *Venture) Earned(profit, capital float64) float64 {
	return profit - float64(float64(v.Discount/52)*capital)
}

// Worth is what a week's profit at an age in weeks was worth on the day of founding.
func (v *Venture) Worth(profit, age float64) float64 {
	return profit * chance.Exp(-float64(age/52)*chance.Log(1+v.Discount))
}

// After is what is known a week later; earned is the sum of the agencies' Worth.
func (v *Venture) After(f Fortunes, earned float64) Fortunes {
	return Fortunes{float64(v.Memory*f.Earned) + earned, v.Memory * f.Founded}
}

// Value is what founding an agency is expected to bring, net of its cost, in the unit of cost.
func (v *Venture) Value(f Fortunes, cost float64) float64 {
	return (f.Earned - float64(f.Founded*cost)) / max(1, f.Founded)
}

// Founds is the probability that somebody who considers it founds an agency, office a week's fixed cost in the unit of value.
func (v *Venture) Founds(value, office float64) float64 {
	return chance.Logistic(v.Reluctance + float64(v.Steepness*value)/(26*max(1, office)))
}

// Closes reports whether an agency gives up: weeks is its age, income and cost are smoothed.
func (v *Venture) Closes(weeks int64, income, cost float64) bool {
	return weeks >= v.Trial && income < float64((1-v.Slack)*cost)
}
