package merchant

import (
	"math"

	"livebazaar/agents/param"
)

// Quality is the spread of true quality and how feedback raises it.
type Quality struct {
	Spread   float64 // sd of quality within a tier
	Least    float64 // margin above the standard that an honest good keeps
	Rate     float64 // gap closed in a week with full feedback
	Feedback float64 // delivered orders a week that give half of full feedback (per consumer-scaled unit)
	Slip     float64 // weekly return to the starting quality: rivals catch up, teams change
	Gap      float64 // how far above the starting quality the best attainable one is
}

func (q *Quality) declare(set *param.Set) {
	set.Float(&q.Spread, "spread", .10, param.Spec{Acts: param.Entry, Min: 0, Max: .4, Source: param.Assumption,
		EN: "spread of quality within a tier", ZH: "层级内质量离散"})
	set.Float(&q.Least, "least", .02, param.Spec{Acts: param.Entry, Min: 0, Max: .5, Source: param.Assumption,
		EN: "least margin above the standard", ZH: "高于标准的最小余量",
		Doc:   "An honest merchant's goods are at least this much above the standard of the inspection.",
		DocZH: "诚信商家的商品质量至少高出抽检标准这么多。"})
	set.Float(&q.Rate, "rate", .02, param.Spec{Unit: "per week", Min: 0, Max: .5,
		Source: "emerging brands improve from feedback (Analysys 2021); value is an assumption",
		EN:     "improvement with full feedback", ZH: "反馈改进速度"})
	set.WhenAbove("rate", 0.0).Float(&q.Feedback, "feedback", 5, param.Spec{Unit: "orders/week", Min: .1, Max: 1e6,
		Source: param.Assumption,
		EN:     "orders for half of full feedback", ZH: "半反馈订单数"})
	set.Float(&q.Slip, "slip", .01, param.Spec{Unit: "per week", Min: 0, Max: .5, Source: param.Assumption,
		EN: "return to the starting quality", ZH: "质量回落速度"})
	set.WhenAbove("rate", 0.0).Float(&q.Gap, "gap", .15, param.Spec{Min: 0, Max: .5, Source: param.Assumption, EN: "room for improvement", ZH: "改进空间"})
}

// Improved is quality a week on: q + rate·n/(n+n₀)·(ceiling − q) − slip·(q − start), with n delivered orders of
// feedback. It settles between start and ceiling.
func (p *Quality) Improved(q, start, orders float64) float64 {
	ceiling := math.Min(start+p.Gap, .98)
	heard := orders / (orders + p.Feedback)
	return q + float64(p.Rate*heard*(ceiling-q)) - float64(p.Slip*(q-start))
}

// CostFactor is how unit cost rises with quality: 1 at quality ½.
func CostFactor(quality float64) float64 { return .75 + float64(.5*quality) }
