package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Contract is what an agency and a streamer agree on for a term of T weeks. The agency adds to the streamer's income by training and by
// the prices of its pool. Over the term, against what the streamer would earn alone, it adds on average the factor 1 + G,
//
//	ln(1+G) = worth·gap·(a(π) − a(π+τ)) + pool_worth·d,   a(x) = (1 − e^(−x·T))/(x·T),
//
// gap what both powers lack of their ceilings, π the speed at which practice closes it, τ that of training, d the discount of the pool.
// They share what is added (Nash 1950): the agency gets the part s of G, the streamer the rest, so that the split of its income is
//
//	σ = s·G/(1+G)
//
// and (1−σ)·(1+G) = 1 + (1−s)·G > 1: whoever signs expects to be better off. Of what it adds an agency gets 30-70 % from whom it
// incubates, who are many, and 10-30 % from a star, which others want as well. The streamer signs with
// P = logistic(sensitivity·ln((1−σ)·(1+G))). When the term is over it is free again.
type Contract struct {
	StarLow, StarHigh, NewLow, NewHigh float64
	StarIncome                         float64
	Worth, PoolWorth, Sensitivity      float64
	Term                               int64
}

// Declare binds the parameters to the set.
func (c *Contract) Declare(set *param.Set) {
	share := func(dst *float64, key string, def float64, en, zh string) {
		set.Float(dst, key, def, param.Spec{Min: 0, Max: 1, Source: "30-70 % incubated, 10-30 % stars (docs/model.md, section 7.8)", EN: en, ZH: zh,
			Doc: "Of what the agency adds to the streamer's income.", DocZH: "占机构为主播带来的增收的比例。"})
	}
	share(&c.StarLow, "star_low", 0.1, "least part that an agency gets of what it adds to a star", "明星主播增收中机构的最低分成")
	share(&c.StarHigh, "star_high", 0.3, "largest part that an agency gets of what it adds to a star", "明星主播增收中机构的最高分成")
	share(&c.NewLow, "incubated_low", 0.3, "least part that an agency gets of what it adds to an incubated streamer", "孵化主播增收中机构的最低分成")
	share(&c.NewHigh, "incubated_high", 0.7, "largest part that an agency gets of what it adds to an incubated streamer", "孵化主播增收中机构的最高分成")
	set.Float(&c.StarIncome, "star_income", 2, param.Spec{Min: 0, Max: 1000, Source: param.Assumption,
		EN: "income against the average that makes a star", ZH: "明星主播的相对收入门槛"})
	set.Float(&c.Worth, "worth", 1.4, param.Spec{Unit: "per unit of skill", Min: 0, Max: 20,
		Source: "measured: content or product power .05 higher raises commission by 7 % in half a year",
		EN:     "log income that a unit of skill is thought to bring", ZH: "每单位能力的预期增收（对数）"})
	set.Float(&c.PoolWorth, "pool_worth", 1.9, param.Spec{Min: 0, Max: 20,
		Source: "measured: a pool of .18 raises commission by .35 in a year; the response of demand to prices less 1, and more line-ups won",
		EN:     "log income that a unit of pool discount is thought to bring", ZH: "每单位货池折扣的预期增收（对数）"})
	set.Float(&c.Sensitivity, "sensitivity", 20, param.Spec{Min: 0, Max: 100, Source: param.Assumption,
		EN: "sensitivity of signing to the gain", ZH: "签约对收益的敏感度"})
	set.Int(&c.Term, "term", 52, param.Spec{Unit: "week", Min: 4, Max: 520, Source: "contracts of the trade run for one to three years",
		EN: "term of a contract", ZH: "合约期限"})
	set.Check(func() string {
		if c.StarLow > c.StarHigh || c.NewLow > c.NewHigh {
			return "the least split must not exceed the largest"
		}
		return ""
	}, "star_low", "star_high", "incubated_low", "incubated_high")
}

// Part is what the agency gets of what it adds (s), for u uniform in (0,1).
func (c *Contract) Part(star bool, u float64) float64 {
	if star {
		return c.StarLow + float64((c.StarHigh-c.StarLow)*u)
	}
	return c.NewLow + float64((c.NewHigh-c.NewLow)*u)
}

// Added is G: by what factor less 1 the agency raises a streamer's income, on average over the term. Gap is what content and product
// power lack of their ceilings, practice and training by what part of it they fall in a week, pool the discount.
func (c *Contract) Added(gap, practice, training, pool float64) float64 {
	learned := max(0, gap) * (c.open(practice) - c.open(practice+training))
	return chance.Exp(float64(c.Worth*learned)+float64(c.PoolWorth*pool)) - 1
}

// open is the part of a gap that is left on average over the term where it falls by a part each week.
func (c *Contract) open(rate float64) float64 {
	x := rate * float64(c.Term)
	if x < 1e-6 {
		return 1
	}
	return (1 - chance.Exp(-x)) / x
}

// Split is the agency's share of the streamer's income (σ), of whom it gets a part of what it adds.
func Split(part, added float64) float64 { return part * added / (1 + added) }

// Gain is what the streamer has inside for each yuan outside.
func Gain(split, added float64) float64 { return (1 - split) * (1 + added) }

// Signs is the probability that the streamer takes the contract.
func (c *Contract) Signs(split, added float64) float64 {
	return chance.Logistic(float64(c.Sensitivity * chance.Log(Gain(split, added))))
}
