package metric

import "math"

// sides are the classes whose profit counts as welfare; consumers are counted by their surplus, and money in escrow or
// outside is nobody's profit.
var sides = []string{"merchants", "streamers", "mcns", "platforms", "logistics", "government", "shelf"}

// totalWelfare adds what consumers experienced in purchases, live and on the shelf, and all profits, less what streamers' hours were
// worth elsewhere. Live purchases count in full here: what buyers gave up on the shelf for them is missing in its surplus already.
func (v *view) totalWelfare() float64 {
	var fen int64
	for _, class := range sides {
		profit, moved := v.profit(class)
		if !moved {
			return math.NaN()
		}
		fen += profit
	}
	fen += v.sum.SurplusForgone + v.sum.SurplusShelf - v.sum.Effort
	return v.experiencedSurplus() + v.perConsumerYear(v.money(fen))
}

var welfareMetrics = []Metric{{
	ID: "welfare", Unit: "yuan/consumer/year", Signed: true, EN: "welfare", ZH: "社会福利", Family: welfare, Headline: true, First90: true,
	Definition: "What consumers experienced in purchases, live and on the shelf, and the profits of all sides (shelf sellers, logistics " +
		"and government included), less what streamers' hours were worth elsewhere, per consumer and year.",
	DefinitionZH: "消费者在直播与货架购买中的体验剩余，加各方利润（含货架商家、物流与政府），减去主播工时的机会成本，每人每年。",
	Formula:      "surplus_experienced + surplus_shelf + Σ (surplus_forgone + profits − effort) / consumers / years",
	FormulaZH:    "surplus_experienced + surplus_shelf + Σ（surplus_forgone + 利润 − effort）/ 消费者数 / 年数",
	Caveat: "Costs that no account pays (time of watching) are not in it. Hours are valued as streamers decide by: at their own " +
		"reservation wages, the dearer the more sessions a week. A sale that moves from one channel to the other is counted in " +
		"both on the same terms.",
	CaveatZH: "不含无账户支付的成本（观看时间）。工时按主播自身决策口径计价：各自的保留工资，周场次越多越贵。销售在渠道间转移时，两边口径一致。",
	of:       (*view).totalWelfare,
}}
