package metric

// Volume: what was ordered, paid and kept. GMV counts unpaid, cancelled and returned
// orders.

var volumeMetrics = []Metric{
	{
		ID: "active_slots", Unit: "slots/consumer/day", EN: "active slots", ZH: "活跃时段数", Family: volume, First90: true,
		Definition:   "Slots of the day in which users of live shopping open the platform, per registered consumer and day.",
		DefinitionZH: "每位注册消费者每天打开平台的时段数。",
		Formula:      "Σ active slots / (consumers × days)",
		FormulaZH:    "Σ 活跃时段 /（消费者数 × 天数）",
		of:           func(v *view) float64 { return v.mean(v.sum.ActiveSlots, v.Consumers*v.Days()) },
	},
	{
		ID: "active_consumers", Unit: "count", EN: "active consumers a day", ZH: "日活跃消费者", Family: volume, First90: true,
		Definition:   "Users of live shopping with at least one active slot, mean over the days; consumers who shop on the shelf only are not counted.",
		DefinitionZH: "当天至少有一个活跃时段的直播购物用户数，按日平均；只在货架购物的消费者不计。",
		Formula:      "Σ_day users of live shopping active that day / days",
		FormulaZH:    "Σ_日 当天活跃的直播购物用户数 / 天数",
		of:           func(v *view) float64 { return v.mean(v.sum.ActiveConsumers, v.Days()) },
	},
	{
		ID: "gmv", Unit: "yuan", EN: "GMV (placed)", ZH: "成交总额", Family: volume, Headline: true, First90: true,
		Definition:   "Value of all live orders placed, paid and unpaid, before cancellations and returns.",
		DefinitionZH: "所有直播订单的下单金额，含未支付、取消与退货。",
		Formula:      "Σ value of orders placed",
		FormulaZH:    "Σ 下单金额",
		Caveat:       "Larger than what anyone earned: read it beside paid and net GMV.",
		CaveatZH:     "大于任何一方的实际所得：应与支付额、净成交一并阅读。",
		of:           func(v *view) float64 { return v.money(v.sum.GMV) },
	},
	{
		ID: "gmv_paid", Unit: "yuan", EN: "paid GMV", ZH: "支付额", Family: volume, First90: true,
		Definition:   "Value of live orders paid, before returns.",
		DefinitionZH: "已支付的直播订单金额，未扣退货。",
		Formula:      "Σ value of orders paid",
		FormulaZH:    "Σ 已支付订单金额",
		of:           func(v *view) float64 { return v.money(v.sum.GMVPaid) },
	},
	{
		ID: "gmv_net", Unit: "yuan", EN: "net GMV", ZH: "净成交", Family: volume, Headline: true, First90: true,
		Definition:   "Value of live orders paid and kept, counted on the day it is settled that they stay.",
		DefinitionZH: "已支付且未取消、未退货的直播订单金额，在确认保留之日计入。",
		Formula:      "Σ value of orders kept",
		FormulaZH:    "Σ 保留订单金额",
		of:           func(v *view) float64 { return v.money(v.sum.GMVNet) },
	},
	{
		ID: "orders", Unit: "count", EN: "orders placed", ZH: "下单数", Family: volume, First90: true,
		Definition:   "Live orders placed.",
		DefinitionZH: "直播下单数。",
		Formula:      "Σ orders placed",
		FormulaZH:    "Σ 下单数",
		of:           func(v *view) float64 { return v.count(v.sum.Orders) },
	},
	{
		ID: "order_value", Unit: "yuan", EN: "order value", ZH: "客单价", Family: volume, First90: true,
		Definition:   "Mean value of a live order placed.",
		DefinitionZH: "直播订单的平均下单金额。",
		Formula:      "GMV / orders placed",
		FormulaZH:    "成交总额 / 下单数",
		of:           func(v *view) float64 { return share(v.sum.GMV, v.sum.Orders) / 100 },
	},
	{
		ID: "conversion", Unit: "share", EN: "conversion", ZH: "转化率", Family: volume, First90: true,
		Definition:   "Live orders placed per room entered.",
		DefinitionZH: "每次进入直播间的下单数。",
		Formula:      "orders placed / visits",
		FormulaZH:    "下单数 / 进房次数",
		of:           func(v *view) float64 { return share(v.sum.Orders, v.sum.Visits) },
	},
}
