package metric

import (
	"cmp"
	"slices"

	"livebazaar/sim/record"
)

// dayTable has one row per platform and day.
func dayTable(book *record.Book, id row) *record.Table {
	t := newTable("days", 2,
		number("platform", "", "number of the platform, from 0", "平台编号，从 0 开始"),
		number("day", "day", "day; up to 0 warm-up, from 1 measured", "日；0 及以前为预热，1 起为测量期"),
		money("gmv", "value of orders placed", "成交总额（下单）"),
		money("gmv_paid", "value of orders paid", "支付额"),
		money("gmv_net", "value of orders settled as kept", "净成交"),
		count("orders", "orders placed", "下单数"),
		count("orders_paid", "orders paid", "支付订单数"),
		count("orders_kept", "orders settled as kept", "保留订单数"),
		count("returns", "orders sent back", "退货数"),
		count("complaints", "complaints", "投诉数"),
		count("below_standard", "delivered orders with a good below standard", "签收的不合格商品订单数"),
		count("stockouts", "orders refused for want of stock", "缺货未成交数"),
		count("visits", "rooms entered", "进入直播间次数"),
		count("impressions", "recommended places delivered", "推荐曝光数"),
		count("active_slots", "consumer slots with the platform open", "活跃时段数"),
		count("active_consumers", "consumers with an active slot", "活跃消费者数"),
		count("adopters", "consumers who use live shopping, end of day", "直播购物用户数（日末）"),
		count("live_streamers", "streamers with a room open", "开播主播数"),
		count("rooms", "rooms open, by slot", "直播间数（按时段）"),
		money("store_gmv", "GMV of store broadcasts", "店播成交额"),
		money("private_gmv", "GMV of visits by way of a follow", "私域成交额"),
		count("purposive_orders", "orders placed with a need beforehand", "目的性订单数"),
		count("repeat_orders", "orders paid by consumers whose latest kept live order was at most 30 days old", "30 天内已有保留直播订单的消费者所支付的订单数"),
		money("shelf_gmv", "value of shelf orders", "货架成交额"),
		money("shelf_net", "value of shelf orders kept", "货架净成交"),
		decimal("satisfaction", "index", "mean satisfaction with delivered orders", "签收订单平均满意度"),
		decimal("trust", "share", "mean public trust of streamers on air", "开播主播平均公众信任度"),
		money("regret", "mean regret an order delivered", "单均后悔值"),
		count("adoptions", "consumers who take up live shopping", "新增直播购物用户数"),
		count("lapses", "consumers who give it up", "流失直播购物用户数"),
		count("follows", "follows", "新增关注数"),
	)
	rows := sorted(book.Days, func(a, b *record.Day) int {
		return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Day, b.Day))
	})
	t.Reserve(len(rows))
	for _, d := range rows {
		id.add(t, d.Platform, d.Day, yuan(d.GMV), yuan(d.GMVPaid), yuan(d.GMVNet), d.Orders, d.OrdersPaid, d.OrdersKept,
			d.Returns, d.Complaints, d.BelowStandard, d.Stockouts, d.Visits, d.Impressions, d.ActiveSlots, d.ActiveConsumers,
			d.Adopters, d.LiveStreamers, d.Rooms, yuan(d.StoreGMV), yuan(d.PrivateGMV), d.PurposiveOrders, d.RepeatOrders,
			yuan(d.ShelfGMV), yuan(d.ShelfNet), share(d.SatisfactionSum, d.Delivered)/fixedPoint,
			share(d.TrustSum, d.TrustCount)/fixedPoint, share(d.RegretSum, d.Delivered)/100, d.Adoptions, d.Lapses, d.Follows)
	}
	return t
}

// sorted returns the rows in the order of compare, leaving the record as it is: it moves pointers, not rows.
func sorted[T any](rows []T, compare func(a, b *T) int) []*T {
	s := make([]*T, len(rows))
	for i := range rows {
		s[i] = &rows[i]
	}
	slices.SortStableFunc(s, compare)
	return s
}
