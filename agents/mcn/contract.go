package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Contract is the split of commission and slot fees (σ) and whether a streamer takes it. Whom the agency incubates
// gives 30-70 %; a star, who comes with an audience, 10-30 %. The streamer signs with
//
//	P = logistic(sensitivity·ln((1−σ)·(1 + uplift·quality) + pool gain)),
//
// weighing the share that stays against the growth the agency promises and its cheaper goods.
type Contract struct {
	StarLow, StarHigh, NewLow, NewHigh float64
	StarIncome                         float64
	Uplift, PoolGain, Sensitivity      float64
}

// Declare binds the parameters to the set.
func (c *Contract) Declare(set *param.Set) {
	share := func(dst *float64, key string, def float64, en, zh string) {
		set.Float(dst, key, def, param.Spec{Min: 0, Max: 1, Source: "30-70 % incubated, 10-30 % stars (docs/model.md, section 7.8)", EN: en, ZH: zh})
	}
	share(&c.StarLow, "star_low", 0.1, "least split of a star", "明星主播最低分成")
	share(&c.StarHigh, "star_high", 0.3, "largest split of a star", "明星主播最高分成")
	share(&c.NewLow, "incubated_low", 0.3, "least split of an incubated streamer", "孵化主播最低分成")
	share(&c.NewHigh, "incubated_high", 0.7, "largest split of an incubated streamer", "孵化主播最高分成")
	set.Float(&c.StarIncome, "star_income", 2, param.Spec{Min: 0, Max: 1000, Source: param.Assumption,
		EN: "income against the average that makes a star", ZH: "明星主播的相对收入门槛"})
	set.Float(&c.Uplift, "uplift", 1.2, param.Spec{Min: 0, Max: 10, Source: param.Assumption,
		EN: "growth a perfect agency is expected to bring", ZH: "顶尖机构的预期增长"})
	set.Float(&c.PoolGain, "pool_gain", 2, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "gain expected per unit of pool discount", ZH: "货池折扣的预期收益"})
	set.Float(&c.Sensitivity, "sensitivity", 4, param.Spec{Min: 0, Max: 100, Source: param.Assumption,
		EN: "sensitivity of signing to the gain", ZH: "签约对收益的敏感度"})
	set.Check(func() string {
		if c.StarLow > c.StarHigh || c.NewLow > c.NewHigh {
			return "the least split must not exceed the largest"
		}
		return ""
	}, "star_low", "star_high", "incubated_low", "incubated_high")
}

// Split is the agency's share, for u uniform in (0,1).
func (c *Contract) Split(star bool, u float64) float64 {
	if star {
		return c.StarLow + float64((c.StarHigh-c.StarLow)*u)
	}
	return c.NewLow + float64((c.NewHigh-c.NewLow)*u)
}

// Gain is what the streamer expects to have inside for each yuan outside.
func (c *Contract) Gain(split, quality, poolDiscount float64) float64 {
	return float64((1-split)*(1+float64(c.Uplift*quality))) + float64(c.PoolGain*poolDiscount)
}

// Signs is the probability that the streamer takes the contract.
func (c *Contract) Signs(split, quality, poolDiscount float64) float64 {
	return chance.Logistic(float64(c.Sensitivity * chance.Log(max(1e-9, c.Gain(split, quality, poolDiscount)))))
}
