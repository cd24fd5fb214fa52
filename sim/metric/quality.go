package metric

// Quality: how well orders turned out. Satisfaction and trust are recorded in 1/1024, regret in fen.

const fixedPoint = 1024

var qualityMetrics = []Metric{
	{
		ID: "return_rate", Unit: "share", EN: "return rate", ZH: "退货率", Family: quality, Headline: true, First90: true,
		Definition:   "Live orders sent back per live order delivered.",
		DefinitionZH: "直播订单中签收后退货的比例。",
		Formula:      "returns / delivered orders",
		FormulaZH:    "退货数 / 签收订单数",
		of:           func(v *view) float64 { return share(v.sum.Returns, v.sum.Delivered) },
	},
	{
		ID: "complaint_rate", Unit: "share", EN: "complaint rate", ZH: "投诉率", Family: quality, First90: true,
		Definition:   "Complaints per live order delivered.",
		DefinitionZH: "每笔签收的直播订单的投诉数。",
		Formula:      "complaints / delivered orders",
		FormulaZH:    "投诉数 / 签收订单数",
		of:           func(v *view) float64 { return share(v.sum.Complaints, v.sum.Delivered) },
	},
	{
		ID: "stockout_rate", Unit: "share", EN: "stock-out rate", ZH: "缺货率", Family: quality, First90: true,
		Definition:   "Share of attempted live orders refused for want of stock.",
		DefinitionZH: "因缺货而未能成交的直播下单比例。",
		Formula:      "refused / (refused + orders placed)",
		FormulaZH:    "因缺货被拒 /（因缺货被拒 + 下单数）",
		of:           func(v *view) float64 { return share(v.sum.Stockouts, v.sum.Stockouts+v.sum.Orders) },
	},
	{
		ID: "below_standard_share", Unit: "share", EN: "goods below standard", ZH: "不合格商品占比", Family: quality, First90: true,
		Definition:   "Share of delivered live orders whose good was below standard, known or not.",
		DefinitionZH: "签收的直播订单中商品不合格的比例（无论是否被发现）。",
		Formula:      "delivered below standard / delivered orders",
		FormulaZH:    "签收的不合格订单 / 签收订单数",
		of:           func(v *view) float64 { return share(v.sum.BelowStandard, v.sum.Delivered) },
	},
	{
		ID: "satisfaction", Unit: "index", Signed: true, EN: "satisfaction", ZH: "满意度", Family: quality, Headline: true, First90: true,
		Definition:   "Mean satisfaction with delivered live orders; 0 is performance at the reference and as expected, below 0 disappointed.",
		DefinitionZH: "签收直播订单的平均满意度；0 表示表现处于参照水平且符合预期，负值表示失望。",
		Formula:      "Σ satisfaction / delivered orders",
		FormulaZH:    "Σ 满意度 / 签收订单数",
		of:           func(v *view) float64 { return share(v.sum.SatisfactionSum, v.sum.Delivered) / fixedPoint },
	},
	{
		ID: "trust", Unit: "share", EN: "public trust in streamers", ZH: "主播公众信任度", Family: quality, Headline: true, First90: true,
		Definition:   "Public trust in the streamers on air, mean over streamers and days; the expected share of good outcomes.",
		DefinitionZH: "开播主播的公众信任度，即预期的良好结果占比，按主播与日平均。",
		Formula:      "Σ trust of streamers with a session / streamer-days",
		FormulaZH:    "Σ 有开播主播的信任度 / 主播·日",
		of:           func(v *view) float64 { return share(v.sum.TrustSum, v.sum.LiveStreamers) / fixedPoint },
	},
	{
		ID: "regret", Unit: "yuan", EN: "regret an order", ZH: "单均后悔值", Family: quality, First90: true,
		Definition: "What the buyer would have gained by not buying, if positive, mean over delivered live orders; " +
			"a returned order counts the hassle of its return.",
		DefinitionZH: "买家若当初不买本可多得的部分（取正值），按签收直播订单平均；退货订单计退货的麻烦。",
		Formula:      "Σ max(0, best alternative − realised) / delivered orders",
		FormulaZH:    "Σ max(0, 最佳替代 − 实际所得) / 签收订单数",
		of:           func(v *view) float64 { return share(v.sum.RegretSum, v.sum.Delivered) / 100 },
	},
}
