package metric

// Consumers' surplus, yuan per consumer and year. The record sums over visits μ·(ln(1+e^u) − P(buy)·L), with μ the yuan that a util
// is worth in this purchase (consumer.Price), u the
// offer's utility and L the log-sum of the shelf that who buys gives up; positions and social signal are left out (Small & Rosen
// 1981). Over orders it sums the gap between what came of them and what was decided (Leggett 2002).

var surplusMetrics = []Metric{
	{
		ID: "surplus_decision", Unit: "yuan/consumer/year", Signed: true, EN: "decision surplus", ZH: "决策剩余", Family: welfare, First90: true,
		Definition:   "Consumers' surplus from live shopping as valued at the moment of choice, per consumer and year.",
		DefinitionZH: "按选择时估值计算的直播购物消费者剩余，每人每年。",
		Formula:      "Σ μ·(ln(1+e^u) − L/(1+e^−u)) / consumers / years; L = ln(1+e^u_shelf) with a need, else 0; μ = 1/(κ_i/w + α_p/budget)",
		FormulaZH:    "Σ μ·(ln(1+e^u) − L/(1+e^−u)) / 消费者数 / 年数；有需求时 L = ln(1+e^u_货架)，否则为 0；μ = 1/(κ_i/w + α_p/预算)",
		Caveat:       "Impulse and hype count as value here; see surplus_experienced. Impulse purchases that forgo a better shelf count against it.",
		CaveatZH:     "冲动与夸大在此也计为价值，另见 surplus_experienced。冲动购买放弃更优货架选择时计为负值。",
		of:           func(v *view) float64 { return v.perConsumerYear(v.money(v.sum.SurplusDecision)) },
	},
	{
		ID: "surplus_experienced", Unit: "yuan/consumer/year", Signed: true,
		EN: "experienced surplus", ZH: "体验剩余", Family: welfare, Headline: true, First90: true,
		Definition:   "Decision surplus corrected by the gap between what was experienced and what was expected, per consumer and year.",
		DefinitionZH: "以实际体验修正后的消费者剩余，每人每年。",
		Formula: "surplus_decision + Σ μ·(V_experienced − V_decision) / consumers / years; an order unpaid, " +
			"refused or returned gives L back",
		FormulaZH: "surplus_decision + Σ μ·(V_体验 − V_决策) / 消费者数 / 年数；未支付、缺货或退货的订单退还 L",
		of:        (*view).experiencedSurplus,
	},
	{
		ID: "surplus_shelf", Unit: "yuan/consumer/year", Signed: true, EN: "surplus on the shelf", ZH: "货架剩余", Family: welfare, First90: true,
		Definition:   "Consumers' surplus from what they search for on the shelf, as experienced, per consumer and year.",
		DefinitionZH: "消费者在货架搜索购买中实际体验到的剩余，每人每年。",
		Formula:      "Σ μ·(ln(1+e^u_shelf) + V_experienced − V_decision) / consumers / years",
		FormulaZH:    "Σ μ·(ln(1+e^u_货架) + V_体验 − V_决策) / 消费者数 / 年数",
		of:           func(v *view) float64 { return v.perConsumerYear(v.money(v.sum.SurplusShelf)) },
	},
}

func (v *view) experiencedSurplus() float64 {
	return v.perConsumerYear(v.money(v.sum.SurplusDecision + v.sum.SurplusGap))
}
