package metric

import (
	"cmp"

	"livebazaar/sim/record"
)

var monthColumn = number("month", "month", "month of 30 days; up to 0 warm-up, from 1 measured", "月（30 天）；0 及以前为预热，1 起为测量期")

// streamerTable has one row per streamer and month.
func streamerTable(book *record.Book, id row) *record.Table {
	t := newTable("streamers", 2,
		number("streamer", "", "serial number of the streamer, never used twice", "主播编号，不重复使用"),
		monthColumn,
		text("category", "main category", "主营品类"),
		text("tier", "head, waist or tail at the end of the month", "月末层级：头部、腰部、尾部"),
		number("mcn", "", "serial number of the agency, −1 for none", "MCN 编号,−1 为无"),
		money("gmv", "value of orders placed", "成交总额（下单）"),
		money("gmv_paid", "value of orders paid", "支付额"),
		money("gmv_net", "value of orders settled as kept", "净成交"),
		count("orders", "orders placed", "下单数"),
		count("sessions", "sessions", "场次"),
		count("viewers", "visits to the room", "观看人次"),
		count("impressions", "recommended places received", "获得的推荐曝光数"),
		count("followers", "followers at the end of the month", "月末粉丝数"),
		money("income", "commission, fees and tips less the agency's split and own costs", "佣金、坑位费、打赏减 MCN 分成与自身成本"),
		decimal("hype", "index", "how much claims exceed quality", "夸大程度"),
		decimal("content", "index", "content power", "内容力"),
		decimal("product", "index", "product power", "产品力"),
		decimal("trust", "share", "public trust", "公众信任度"),
		decimal("credit", "points", "platform's credit score", "信用分"),
	)
	rows := sorted(book.Streamers, func(a, b *record.StreamerMonth) int {
		return cmp.Or(cmp.Compare(a.Streamer, b.Streamer), cmp.Compare(a.Month, b.Month))
	})
	t.Reserve(len(rows))
	for _, m := range rows {
		id.add(t, m.Streamer, m.Month, categories[m.Category], streamerTiers[m.Tier], m.MCN, yuan(m.GMV), yuan(m.GMVPaid),
			yuan(m.GMVNet), m.Orders, m.Sessions, m.Viewers, m.Impressions, m.Followers, yuan(m.Income), m.Hype, m.Content,
			m.Product, m.Trust, m.Credit)
	}
	return t
}

// merchantTable has one row per merchant and month.
func merchantTable(book *record.Book, id row) *record.Table {
	t := newTable("merchants", 2,
		number("merchant", "", "serial number of the merchant, never used twice", "商家编号，不重复使用"),
		monthColumn,
		text("tier", "high-end, mature, emerging or micro", "商家层级：高端、成熟、新锐、小微"),
		text("category", "main category", "主营品类"),
		money("gmv", "value of live orders placed", "直播成交总额（下单）"),
		money("gmv_paid", "value of live orders paid", "直播支付额"),
		money("gmv_net", "value of live orders settled as kept", "直播净成交"),
		money("store_gmv", "GMV of its own store broadcast", "自播成交额"),
		count("orders", "live orders placed", "直播下单数"),
		count("returns", "orders sent back", "退货数"),
		count("stockouts", "orders refused for want of stock", "缺货未成交数"),
		decimal("quality", "index", "quality of its goods", "商品质量"),
		count("honest", "1 honest, 0 cheating", "1 诚信，0 欺瞒"),
		money("profit", "receipts − payments + change of stock at cost", "利润（含库存变动）"),
		money("cash", "cash at the end of the month", "月末现金"),
		count("partners", "streamers who showed its goods", "合作主播数"),
		decimal("trust", "share", "public trust", "公众信任度"),
		decimal("credit", "points", "platform's credit score", "信用分"),
	)
	rows := sorted(book.Merchants, func(a, b *record.MerchantMonth) int {
		return cmp.Or(cmp.Compare(a.Merchant, b.Merchant), cmp.Compare(a.Month, b.Month))
	})
	t.Reserve(len(rows))
	for _, m := range rows {
		id.add(t, m.Merchant, m.Month, merchantTiers[m.Tier], categories[m.Category], yuan(m.GMV), yuan(m.GMVPaid), yuan(m.GMVNet),
			yuan(m.StoreGMV), m.Orders, m.Returns, m.Stockouts, m.Quality, m.Honest, yuan(m.Profit), yuan(m.Cash), m.Partners,
			m.Trust, m.Credit)
	}
	return t
}

// mcnTable has one row per agency and month.
func mcnTable(book *record.Book, id row) *record.Table {
	t := newTable("mcns", 2,
		number("mcn", "", "serial number of the agency, never used twice", "MCN 编号，不重复使用"),
		monthColumn,
		count("roster", "streamers under contract", "签约主播数"),
		money("gmv_net", "net GMV of the roster", "旗下净成交"),
		money("top_gmv_net", "net GMV of its best streamer", "旗下第 1 名净成交"),
		money("income", "split received", "分成收入"),
		money("traffic", "spent on traffic", "流量投放"),
		money("cash", "cash at the end of the month", "月末现金"),
		count("signed", "streamers signed", "新签主播数"),
		count("lost", "streamers lost", "流失主播数"),
		count("trained", "streamers trained", "培训主播数"),
	)
	rows := sorted(book.MCNs, func(a, b *record.MCNMonth) int {
		return cmp.Or(cmp.Compare(a.MCN, b.MCN), cmp.Compare(a.Month, b.Month))
	})
	t.Reserve(len(rows))
	for _, m := range rows {
		id.add(t, m.MCN, m.Month, m.Roster, yuan(m.GMVNet), yuan(m.TopGMVNet), yuan(m.Income), yuan(m.Traffic), yuan(m.Cash),
			m.Signed, m.Lost, m.Trained)
	}
	return t
}
