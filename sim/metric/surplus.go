package metric

// Consumers' surplus, yuan per consumer and year. The record sums, over visits, (budget/α_p)·(log-sum with live −
// log-sum without), positions and social signal left out (Small & Rosen 1981), and, over delivered orders, the gap
// between experienced and decision value (Leggett 2002).

var surplusMetrics = []Metric{
	{
		ID: "surplus_decision", Unit: "yuan/consumer/year", EN: "decision surplus", ZH: "决策剩余", Family: welfare, First90: true,
		Definition:   "Consumers' surplus from live shopping as valued at the moment of choice, per consumer and year.",
		DefinitionZH: "按选择时估值计算的直播购物消费者剩余，每人每年。",
		Formula:      "Σ (budget/α_p)·(logsum with live − logsum without) / consumers / years",
		FormulaZH:    "Σ (预算/α_p)·(有直播的 logsum − 无直播的 logsum) / 消费者数 / 年数",
		Caveat:       "Impulse and hype count as value here; see surplus_experienced.",
		CaveatZH:     "冲动与夸大在此也计为价值，另见 surplus_experienced。",
		of:           func(v *view) float64 { return v.perConsumerYear(v.money(v.sum.SurplusDecision)) },
	},
	{
		ID: "surplus_experienced", Unit: "yuan/consumer/year", EN: "experienced surplus", ZH: "体验剩余", Family: welfare, Headline: true, First90: true,
		Definition:   "Decision surplus corrected by the gap between what was experienced and what was expected, per consumer and year.",
		DefinitionZH: "以实际体验修正后的消费者剩余，每人每年。",
		Formula:      "surplus_decision + Σ (budget/α_p)·(V_experienced − V_decision) / consumers / years",
		FormulaZH:    "surplus_decision + Σ (预算/α_p)·(V_体验 − V_决策) / 消费者数 / 年数",
		of:           (*view).experiencedSurplus,
	},
}

func (v *view) experiencedSurplus() float64 {
	return v.perConsumerYear(v.money(v.sum.SurplusDecision + v.sum.SurplusGap))
}
