package metric

// Mix: where the volume came from. A purposive purchase is one the consumer came for; an induced one was created by
// the show (the rest of the orders).

var mixMetrics = []Metric{
	{
		ID: "purposive_share", Unit: "share", EN: "purposive orders", ZH: "目的性消费占比", Family: volume, First90: true,
		Definition:   "Share of live orders placed by consumers who came with a need; the rest is induced by the show.",
		DefinitionZH: "带着需求而来的订单占直播订单的比例，其余为创造性消费。",
		Formula:      "purposive orders / orders placed",
		FormulaZH:    "目的性订单 / 下单数",
		of:           func(v *view) float64 { return share(v.sum.PurposiveOrders, v.sum.Orders) },
	},
	{
		ID: "private_share", Unit: "share", EN: "private-domain share of GMV", ZH: "私域成交占比", Family: volume, First90: true,
		Definition:   "Share of GMV from visits by way of a follow.",
		DefinitionZH: "经由关注进入直播间所产生的成交总额占比。",
		Formula:      "GMV of followed visits / GMV",
		FormulaZH:    "经关注进房的成交总额 / 成交总额",
		of:           func(v *view) float64 { return share(v.sum.PrivateGMV, v.sum.GMV) },
	},
	{
		ID: "store_share", Unit: "share", EN: "store-broadcast share of GMV", ZH: "店播成交占比", Family: volume, First90: true,
		Definition:   "Share of GMV sold in merchants' own rooms.",
		DefinitionZH: "商家自播产生的成交总额占比。",
		Formula:      "GMV of store broadcasts / GMV",
		FormulaZH:    "店播成交总额 / 成交总额",
		of:           func(v *view) float64 { return share(v.sum.StoreGMV, v.sum.GMV) },
	},
	{
		ID: "penetration", Unit: "share", EN: "penetration of live shopping", ZH: "直播渗透率", Family: volume, Headline: true, First90: true,
		Definition:   "Live GMV as a share of live and shelf GMV together, both gross.",
		DefinitionZH: "直播成交总额占直播与货架成交总额之和的比例。",
		Formula:      "GMV / (GMV + shelf GMV)",
		FormulaZH:    "直播成交总额 /（直播成交总额 + 货架成交总额）",
		of:           func(v *view) float64 { return share(v.sum.GMV, v.sum.GMV+v.sum.ShelfGMV) },
	},
}
