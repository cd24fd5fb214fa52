package merchant

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Stock is how much merchants keep in stock: the newsvendor's quantity for the demand until the next order can arrive
// (Arrow, Harris & Marschak 1951; Porteus 2002, chapter 1).
type Stock struct {
	Unlimited bool    // stock never runs out (theory tests)
	LeadMin   int64   // days from order to arrival
	LeadMax   int64   //
	Review    int64   // days between two orders of a good
	Holding   float64 // per day, share of unit cost: capital, space, obsolescence
	Least     int64   // units kept at least, to have something to show
	Memory    float64 // daily memory of demand
	Handling  float64 // cost of a returned unit, share of unit cost
	Initial   float64 // stock at the start and at entry, in days of expected demand
	Guess     float64 // orders per consumer and day that the first stock is laid in for
}

func (s *Stock) declare(set *param.Set) {
	set.Bool(&s.Unlimited, "unlimited", false, param.Spec{Source: "switch for checks against theory", EN: "stock never runs out", ZH: "库存无限"})
	set.Int(&s.LeadMin, "lead_min", 3, param.Spec{Acts: param.Entry, Unit: "day", Min: 1, Max: 15,
		Source: "lead 3-15 days (docs/model.md, section 7.8)",
		EN:     "shortest lead time", ZH: "最短供货周期"})
	set.Int(&s.LeadMax, "lead_max", 15, param.Spec{Acts: param.Entry, Unit: "day", Min: 1, Max: 15,
		Source: "lead 3-15 days (docs/model.md, section 7.8)",
		EN:     "longest lead time", ZH: "最长供货周期"})
	set.When("unlimited", false).Int(&s.Review, "review", 3, param.Spec{Unit: "day", Min: 1, Max: 30, Source: param.Assumption,
		EN: "days between orders", ZH: "补货检查间隔"})
	set.When("unlimited", false).Float(&s.Holding, "holding", 0.0015, param.Spec{Unit: "share of cost/day", Min: 0, Max: .2,
		Source: param.Assumption,
		EN:     "holding cost", ZH: "库存持有成本"})
	set.Int(&s.Least, "least", 2, param.Spec{Unit: "unit", Min: 0, Max: 1e6, Source: param.Assumption,
		EN: "least stock of a good", ZH: "最低备货量",
		Doc:   "Kept also without demand: what is not in stock is not shown.",
		DocZH: "没有需求时也保留：无货的商品不会上架。"})
	set.Float(&s.Memory, "memory", .95, param.Spec{Unit: "per day", Min: .5, Max: .999, Source: param.Assumption, EN: "memory of demand", ZH: "需求记忆"})
	set.Float(&s.Handling, "return_cost", .10, param.Spec{Unit: "share of cost", Min: 0, Max: 1, Source: param.Assumption,
		EN: "cost of a returned unit", ZH: "退货处理成本",
		Doc:   "Inspection and repacking, after which the unit is sold as new.",
		DocZH: "检验与重新包装，之后按新品出售。"})
	set.Float(&s.Initial, "initial", 14, param.Spec{Acts: param.Entry, Unit: "day", Min: 1, Max: 120, Source: param.Assumption,
		EN: "opening stock", ZH: "期初库存",
		Doc:   "Days of expected demand.",
		DocZH: "按预期需求的天数计。"})
	set.Float(&s.Guess, "guess", .08, param.Spec{Acts: param.Partly, Unit: "orders/consumer/day", Min: .001, Max: 2,
		Source: "calibration rows C4, C5, C14: 3,300 yuan a year and viewer at 79 yuan, two thirds of them buyers",
		EN:     "demand expected at the start", ZH: "期初预期需求"})
	set.Check(func() string {
		if s.LeadMin > s.LeadMax {
			return "lead_min is above lead_max"
		}
		return ""
	}, "lead_min", "lead_max")
}

// Critical is the newsvendor's critical ratio c_u/(c_u+c_o): c_u what a missing unit loses, c_o what a left-over unit
// costs.
func Critical(under, over float64) float64 {
	if under <= 0 {
		return 0
	}
	return under / (under + max(over, 0))
}

// OrderUpTo is Q* = F⁻¹(ratio) for demand that is normal with the mean and standard deviation given, at least 0, in
// units.
func OrderUpTo(mean, sd, ratio float64) float64 {
	if ratio <= 0 {
		return 0
	}
	return max(0, mean+float64(sd*chance.NormalQuantile(min(ratio, .999))))
}

// NetDemand returns mean and standard deviation of what leaves the stock over days: gross paid demand, less the
// returned share, which comes back into stock. demand and square are the daily mean and mean square.
func NetDemand(demand, square, returned, days float64) (mean, sd float64) {
	variance := max(square-float64(demand*demand), demand)
	return float64(demand * (1 - returned) * days), math.Sqrt(variance * (1 - returned) * days)
}

// Smoothed is exponential smoothing: λ·old + (1−λ)·new.
func Smoothed(old, new, memory float64) float64 {
	return float64(memory*old) + float64((1-memory)*new)
}

// ReturnShare updates the returned share of a good by a day's returned and paid units, as if it rested on the latest
// hundred or so units; at most .9.
func ReturnShare(share, returned, sold float64) float64 {
	const weight = 100
	return max(0, min(.9, share+(returned-float64(share*sold))/(weight+sold)))
}
