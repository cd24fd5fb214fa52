package metric

import (
	"cmp"

	"livebazaar/sim/record"
)

type day = record.Day

// dayFields are the columns of the table days. Every counter of the record's day is in one of them.
var dayFields = []field[day]{
	numberOf("platform", "", "number of the platform, from 0", "平台编号，从 0 开始", func(d *day) int64 { return d.Platform }),
	numberOf("day", "day", "day; up to 0 warm-up, from 1 measured", "日；0 及以前为预热，1 起为测量期", func(d *day) int64 { return d.Day }),
	moneyOf("gmv", "value of orders placed", "成交总额（下单）", func(d *day) int64 { return d.GMV }),
	moneyOf("gmv_paid", "value of orders paid", "支付额", func(d *day) int64 { return d.GMVPaid }),
	moneyOf("gmv_net", "value of orders settled as kept", "净成交", func(d *day) int64 { return d.GMVNet }),
	countOf("orders", "orders placed", "下单数", func(d *day) int64 { return d.Orders }),
	countOf("orders_paid", "orders paid", "支付订单数", func(d *day) int64 { return d.OrdersPaid }),
	countOf("orders_kept", "orders settled as kept", "保留订单数", func(d *day) int64 { return d.OrdersKept }),
	countOf("delivered", "orders delivered, kept or sent back", "签收订单数（含退货）", func(d *day) int64 { return d.Delivered }),
	countOf("returns", "orders sent back", "退货数", func(d *day) int64 { return d.Returns }),
	countOf("complaints", "complaints", "投诉数", func(d *day) int64 { return d.Complaints }),
	countOf("defects", "delivered orders that failed", "签收后出现质量问题的订单数", func(d *day) int64 { return d.Defects }).called("质量问题订单数"),
	countOf("below_standard", "delivered orders with a good below standard", "签收的不合格商品订单数", func(d *day) int64 { return d.BelowStandard }),
	countOf("stockouts", "orders refused for want of stock", "缺货未成交数", func(d *day) int64 { return d.Stockouts }),
	countOf("visits", "rooms entered", "进入直播间次数", func(d *day) int64 { return d.Visits }),
	countOf("private_visits", "rooms entered by way of a follow", "经关注进入直播间次数", func(d *day) int64 { return d.PrivateVisits }),
	countOf("offers_seen", "goods considered by visitors", "访客考虑过的商品次数", func(d *day) int64 { return d.OffersSeen }),
	countOf("impressions", "recommended places delivered", "推荐曝光数", func(d *day) int64 { return d.Impressions }),
	countOf("followed_shown", "places of followed rooms delivered", "关注直播间曝光数", func(d *day) int64 { return d.FollowedShown }),
	countOf("active_slots", "consumer slots with the platform open", "活跃时段数", func(d *day) int64 { return d.ActiveSlots }),
	countOf("active_consumers", "consumers with an active slot", "活跃消费者数", func(d *day) int64 { return d.ActiveConsumers }),
	countOf("adopters", "consumers who use live shopping, end of day", "直播购物用户数（日末）", func(d *day) int64 { return d.Adopters }),
	countOf("live_streamers", "streamers with a room open", "开播主播数", func(d *day) int64 { return d.LiveStreamers }),
	countOf("sessions", "sessions of streamers, store broadcasts not counted", "主播场次（不含店播）", func(d *day) int64 { return d.Sessions }),
	countOf("rooms", "rooms open, by slot", "直播间数（按时段）", func(d *day) int64 { return d.Rooms }),
	moneyOf("store_gmv", "GMV of store broadcasts", "店播成交额", func(d *day) int64 { return d.StoreGMV }),
	moneyOf("private_gmv", "GMV of visits by way of a follow", "私域成交额", func(d *day) int64 { return d.PrivateGMV }),
	countOf("purposive_orders", "orders placed with a need beforehand", "目的性订单数", func(d *day) int64 { return d.PurposiveOrders }),
	countOf("repeat_orders", "orders paid by consumers whose latest kept live order was at most 30 days old",
		"30 天内已有保留直播订单的消费者所支付的订单数", func(d *day) int64 { return d.RepeatOrders }).called("复购订单数"),
	countOf("needs_met_live", "needs met by a kept live order", "由保留直播订单满足的需求数", func(d *day) int64 { return d.NeedsMetLive }).called("直播满足的需求数"),
	countOf("needs_met_shelf", "needs met on the shelf", "由货架满足的需求数", func(d *day) int64 { return d.NeedsShelf }),
	countOf("needs_lapsed", "needs that nothing met in time", "未被满足而消失的需求数", func(d *day) int64 { return d.NeedsLapsed }),
	countOf("shelf_orders", "shelf orders", "货架订单数", func(d *day) int64 { return d.ShelfOrders }),
	countOf("shelf_returns", "shelf orders sent back", "货架退货数", func(d *day) int64 { return d.ShelfReturns }),
	moneyOf("shelf_gmv", "value of shelf orders", "货架成交额", func(d *day) int64 { return d.ShelfGMV }),
	moneyOf("shelf_net", "value of shelf orders kept", "货架净成交", func(d *day) int64 { return d.ShelfNet }),
	decimalOf("satisfaction", "index", "mean satisfaction with delivered orders", "签收订单平均满意度",
		func(d *day) float64 { return share(d.SatisfactionSum, d.Delivered) / fixedPoint }),
	decimalOf("trust", "share", "mean public trust of streamers on air", "开播主播平均公众信任度",
		func(d *day) float64 { return share(d.TrustSum, d.LiveStreamers) / fixedPoint }),
	decimalOf("regret", "yuan", "mean regret an order delivered", "单均后悔值", func(d *day) float64 { return share(d.RegretSum, d.Delivered) / 100 }),
	moneyOf("surplus_decision", "consumers' surplus from live shopping as valued when deciding", "消费者决策剩余",
		func(d *day) int64 { return d.SurplusDecision }),
	moneyOf("surplus_gap", "what orders turned out to be worth less what was expected of them", "实际体验与决策估值之差",
		func(d *day) int64 { return d.SurplusGap }),
	moneyOf("surplus_forgone", "what buyers gave up on the shelf for live orders, net of orders undone", "买家为直播订单放弃的货架价值（扣除撤销订单）",
		func(d *day) int64 { return d.SurplusForgone }).called("放弃的货架价值"),
	moneyOf("surplus_shelf", "consumers' surplus from the shelf as experienced", "货架体验剩余", func(d *day) int64 { return d.SurplusShelf }),
	moneyOf("effort", "what the hours of streamers' sessions were worth elsewhere", "主播工时的机会成本", func(d *day) int64 { return d.Effort }),
	moneyOf("stock_at_cost", "all merchants' stock at cost, end of day; on the rows of platform 0", "全部商家按成本计的库存（日末，记在 0 号平台）",
		func(d *day) int64 { return d.StockAtCost }),
	countOf("adoptions", "consumers who take up live shopping", "新增直播购物用户数", func(d *day) int64 { return d.Adoptions }),
	countOf("lapses", "consumers who give it up", "流失直播购物用户数", func(d *day) int64 { return d.Lapses }),
	countOf("follows", "follows", "新增关注数", func(d *day) int64 { return d.Follows }),
	countOf("unfollows", "follows taken back", "取消关注数", func(d *day) int64 { return d.Unfollows }),
}

// dayTable has one row per platform and day.
func dayTable(book *record.Book, id row) *record.Table {
	rows := sorted(book.Days, func(a, b *day) int {
		return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Day, b.Day))
	})
	return tableOf("days", 2, id, rows, dayFields)
}
