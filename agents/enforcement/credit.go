package enforcement

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Credit is the platform's score of conduct and goods, 0-100: C ← λC + (1−λ)·100·ok, ok the share of orders without
// failure or complaint, shrunk to a prior; a verdict of guilty takes off a step.
type Credit struct {
	HalfLife float64 // days
	Prior    float64 // share of good orders expected before any is known
	Weight   float64 // orders that the prior counts for
	Step     float64 // points lost by a verdict of guilty
	HostStep float64 // points lost by hosts that show the good
	Start    float64 // points of a newcomer
}

func (c *Credit) declare(set *param.Set) {
	set.Float(&c.HalfLife, "half_life", 60, param.Spec{Unit: "day", Min: 1, Max: 720, Source: "30-90 days (docs/model.md, section 7.8)",
		EN: "half-life of the credit score", ZH: "信用分半衰期"})
	set.Float(&c.Prior, "prior", .9, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption, EN: "good orders expected", ZH: "预期合格订单占比"})
	set.Float(&c.Weight, "weight", 30, param.Spec{Unit: "order", Min: 0, Max: 10000,
		Source: "shrinkage n₀ 20-50 (docs/model.md, section 7.8)",
		EN:     "orders the prior counts for", ZH: "先验等价订单数"})
	set.Float(&c.Step, "step", 15, param.Spec{Unit: "point", Min: 0, Max: 100,
		Source: "step penalties (docs/model.md, section 7.8); size is an assumption",
		EN:     "points lost by a verdict", ZH: "违规扣分"})
	set.Float(&c.HostStep, "host_step", 3, param.Spec{Unit: "point", Min: 0, Max: 100, Source: param.Assumption,
		EN: "points lost by hosts of a bad good", ZH: "连带扣分",
		Doc:   "By every host that shows a good found guilty.",
		DocZH: "展示被查实商品的每名主播均扣除。"})
	set.Float(&c.Start, "start", 85, param.Spec{Acts: param.Entry, Unit: "point", Min: 0, Max: 100, Source: param.Assumption,
		EN: "credit of a newcomer", ZH: "初始信用分"})
}

// Keep returns λ for a number of days: 2^(−days/half-life).
func (c *Credit) Keep(days float64) float64 {
	return chance.Exp(-math.Ln2 * days / c.HalfLife)
}

// OK is the share of good orders in a period, shrunk to the prior: (n·prior + good)/(n + all). The prior counts for n₀
// orders over the memory of the score, so for n = n₀(1−keep) in a period that leaves keep of it.
func (c *Credit) OK(good, all, keep float64) float64 {
	n := float64(c.Weight * (1 - keep))
	if n+all <= 0 {
		return c.Prior
	}
	return (float64(n*c.Prior) + good) / (n + all)
}

// After is the score some days on: keep·C + (1−keep)·100·ok.
func (c *Credit) After(score, keep, ok float64) float64 {
	return float64(keep*score) + float64((1-keep)*100*ok)
}

// Penalised is the score less some points, at least 0.
func Penalised(score, points float64) float64 { return math.Max(0, score-points) }
