package metric

import "math"

// sides are the classes whose profit counts as welfare; consumers are counted by their surplus, and money in escrow or
// outside is nobody's profit.
var sides = []string{"merchants", "streamers", "mcns", "platforms", "logistics", "government", "shelf"}

// totalWelfare adds experienced surplus and all profits, less what streamers' hours were worth elsewhere.
func (v *view) totalWelfare() float64 {
	var fen int64
	for _, class := range sides {
		profit, moved := v.profit(class)
		if !moved {
			return math.NaN()
		}
		fen += profit
	}
	work := float64(float64(float64(v.sum.Sessions)*v.Hours) * v.Wage)
	return v.experiencedSurplus() + v.perConsumerYear(float64(fen)/100-work)
}

var welfareMetrics = []Metric{{
	ID: "welfare", Unit: "yuan/consumer/year", Signed: true, EN: "welfare", ZH: "社会福利", Family: welfare, Headline: true, First90: true,
	Definition: "Experienced surplus and the profits of all sides (shelf sellers, logistics and government included), " +
		"less streamers' hours at their mean reservation wage, per consumer and year.",
	DefinitionZH: "体验剩余加各方利润（含货架商家、物流与政府），减去主播工时按保留工资计的价值，每人每年。",
	Formula:      "surplus_experienced + (Σ profits − sessions × hours × wage) / consumers / years",
	FormulaZH:    "surplus_experienced +（Σ 利润 − 场次 × 单场时长 × 工资）/ 消费者数 / 年数",
	Caveat: "Costs that no account pays (time of watching) are not in it. Hours are streamers.show.hours; " +
		"the wage is the mean of those that streamers are drawn with, " +
		"streamers.show.wage·e^(wage_spread²/2) at the scale of the simulated market: " +
		"over (consumers.real/consumers.count)/(streamers.real/streamers.count).",
	CaveatZH: "不含无账户支付的成本（观看时间）。时长为 streamers.show.hours；工资为主播保留工资的均值 streamers.show.wage·e^(wage_spread²/2)，" +
		"再除以（consumers.real/consumers.count）/（streamers.real/streamers.count）换算到模拟市场。",
	of: (*view).totalWelfare,
}}
