package merchant

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Price is how merchants set list prices. Of a live price p a merchant keeps, for each unit kept, left·p less the cost of a kept unit:
// left = 1 − commission − platform's fee. A yuan sold live makes it easier to find on the shelf, which is worth r there (Spills). Units
// fall as p^−η, so (left + r)·p − cost times units is greatest where that margin, over what a unit brings, is 1/η (Lerner 1934):
//
//	p* = cost/((left + r)·(1 − 1/η)).
//
// η is what the merchant believes (Response), from units asked for, not from its profit beside others': who copies what earns more than its rivals
// ends at cost (Vega-Redondo 1997). The list price moves a part of the way at each review, and a bounded one: all else still answers to the old
// price. The list price is what a live price of p* needs at the discount usual in the tier, or at the merchant's own where that stands
// still. It is never below what its cost, commission, fee and least margin ask for.
type Price struct {
	Learn      bool    // list prices are set anew by what is learned
	Weeks, Lag int64   // weeks that a trial is counted over, after so many that are not
	Trial      float64 // log distance of a trial's list price from the usual one
	Speed      float64 // part of the way to the best price covered at a review
	Step       float64 // largest log move at a review
	Response
}

func (p *Price) declare(set *param.Set) {
	set.Bool(&p.Learn, "learn", true, param.Spec{Source: "Lerner 1934 on learned elasticities (docs/model.md, section 7.4)",
		EN: "merchants set list prices by what they learn", ZH: "商家按所学调整标价"})
	learned := set.When("learn", true)
	set.Int(&p.Weeks, "trial_weeks", 6, param.Spec{Unit: "week", Min: 1, Max: 52, Source: param.Assumption,
		Former: []string{"merchants.discount.trial_weeks"}, EN: "weeks a trial price is counted over", ZH: "试价计数周数"})
	set.Int(&p.Lag, "trial_lag", 2, param.Spec{Unit: "week", Min: 0, Max: 8, Former: []string{"merchants.discount.trial_lag"},
		Source: "line-ups and reference prices answer within weeks; value is an assumption",
		EN:     "weeks not counted after a change of price", ZH: "调价后不计入的周数"})
	learned.Float(&p.Trial, "trial", .08, param.Spec{Unit: "log price", Min: 0, Max: .3, Source: "price tests of 5-8 % are usual; assumption",
		EN: "size of a price trial", ZH: "试价幅度"})
	learned.Float(&p.Speed, "speed", .5, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "part of the way to the best price at a review", ZH: "每次调价走向最优价的比例"})
	learned.Float(&p.Step, "step", .04, param.Spec{Unit: "log price", Min: 0, Max: 1, Source: param.Assumption,
		EN: "largest move of a list price at a review", ZH: "单次调价上限"})
	p.Response.declare(set)
}

// Best is the live price at which contribution is greatest, where left is the part of a price that a kept unit brings. Without anything
// left there is none: +Inf.
func Best(keptCost, left, elasticity float64) float64 {
	return Floor(keptCost, left*(1-1/elasticity))
}

// Floor is the price of which a part covers a cost.
func Floor(cost, part float64) float64 {
	if part <= 0 {
		return math.Inf(1)
	}
	return cost / part
}

// Moved is the list price after a review, where best is the list price that would be best now.
func (p *Price) Moved(list, best float64) float64 {
	way := float64(p.Speed * chance.Log(best/list))
	return list * chance.Exp(max(-p.Step, min(way, p.Step)))
}

// TrialOf is the list price tried around the usual one.
func (p *Price) TrialOf(usual float64, up bool) float64 {
	if up {
		return usual * chance.Exp(p.Trial)
	}
	return usual * chance.Exp(-p.Trial)
}
