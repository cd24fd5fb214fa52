package metric

import (
	"cmp"
	"math"

	"livebazaar/sim/record"
)

type (
	streamerMonth = record.StreamerMonth
	merchantMonth = record.MerchantMonth
	mcnMonth      = record.MCNMonth
)

const monthEN, monthZH = "month of 30 days; up to 0 warm-up, from 1 measured", "月（30 天）；0 及以前为预热，1 起为测量期"

var monthColumn = number("month", "month", monthEN, monthZH)

// streamerFields are the columns of the table streamers.
var streamerFields = []field[streamerMonth]{
	numberOf("streamer", "", "serial number of the streamer, never used twice", "主播编号，不重复使用", func(m *streamerMonth) int64 { return m.Streamer }),
	numberOf("month", "month", monthEN, monthZH, func(m *streamerMonth) int64 { return m.Month }),
	textOf("category", "main category", "主营品类", func(m *streamerMonth) string { return categories[m.Category] }),
	textOf("tier", "head, waist or tail at the end of the month", "月末层级：头部、腰部、尾部", func(m *streamerMonth) string { return streamerTiers[m.Tier] }),
	numberOf("mcn", "", "serial number of the agency, −1 for none", "MCN 编号,−1 为无", func(m *streamerMonth) int64 { return m.MCN }),
	numberOf("entered", "day", "day of entry; up to 0: before the measured days", "入场日；0 及以前为测量期之前",
		func(m *streamerMonth) int64 { return m.Entered }),
	decimalOf("left", "day", "day on which it gave up or was banned; blank while it is in the market", "退出日（放弃或被封禁）；仍在市场时为空",
		func(m *streamerMonth) float64 {
			if m.Gone == 0 {
				return math.NaN()
			}
			return float64(m.Left)
		}),
	numberOf("last_session", "day", "day of the latest session so far; before the first, the day of entry or the first of the run",
		"最近一次开播日；尚未开播时为入场日或运行首日",
		func(m *streamerMonth) int64 { return m.LastSession }),
	moneyOf("gmv", "value of orders placed", "成交总额（下单）", func(m *streamerMonth) int64 { return m.GMV }),
	moneyOf("gmv_paid", "value of orders paid", "支付额", func(m *streamerMonth) int64 { return m.GMVPaid }),
	moneyOf("gmv_net", "value of orders settled as kept", "净成交", func(m *streamerMonth) int64 { return m.GMVNet }),
	countOf("orders", "orders placed", "下单数", func(m *streamerMonth) int64 { return m.Orders }),
	countOf("orders_kept", "orders settled as kept", "保留订单数", func(m *streamerMonth) int64 { return m.OrdersKept }),
	countOf("sessions", "sessions", "场次", func(m *streamerMonth) int64 { return m.Sessions }),
	countOf("viewers", "visits to the room", "观看人次", func(m *streamerMonth) int64 { return m.Viewers }),
	countOf("impressions", "recommended places received", "获得的推荐曝光数", func(m *streamerMonth) int64 { return m.Impressions }),
	countOf("followers", "followers at the end of the month", "月末粉丝数", func(m *streamerMonth) int64 { return m.Followers }),
	moneyOf("income", "commission, slot fees and tips of the weeks closed in the month, less the agency's split; its own costs are not taken off",
		"当月各结算周的佣金、坑位费与打赏，减 MCN 分成；未扣自身成本", func(m *streamerMonth) int64 { return m.Income }).called("主播收入"),
	decimalOf("hype", "index", "how much claims exceed quality", "夸大程度", func(m *streamerMonth) float64 { return m.Hype }),
	decimalOf("content", "index", "content power", "内容力", func(m *streamerMonth) float64 { return m.Content }),
	decimalOf("product", "index", "product power", "产品力", func(m *streamerMonth) float64 { return m.Product }),
	decimalOf("trust", "share", "public trust", "公众信任度", func(m *streamerMonth) float64 { return m.Trust }),
	decimalOf("credit", "points", "platform's credit score", "信用分", func(m *streamerMonth) float64 { return m.Credit }),
}

// streamerTable has one row per streamer and month.
func streamerTable(book *record.Book, id row) *record.Table {
	rows := sorted(book.Streamers, func(a, b *streamerMonth) int {
		return cmp.Or(cmp.Compare(a.Streamer, b.Streamer), cmp.Compare(a.Month, b.Month))
	})
	return tableOf("streamers", 2, id, rows, streamerFields)
}

// merchantFields are the columns of the table merchants.
var merchantFields = []field[merchantMonth]{
	numberOf("merchant", "", "serial number of the merchant, never used twice", "商家编号，不重复使用", func(m *merchantMonth) int64 { return m.Merchant }),
	numberOf("month", "month", monthEN, monthZH, func(m *merchantMonth) int64 { return m.Month }),
	textOf("tier", "high-end, mature, emerging or micro", "商家层级：高端、成熟、新锐、小微", func(m *merchantMonth) string { return merchantTiers[m.Tier] }),
	textOf("category", "main category", "主营品类", func(m *merchantMonth) string { return categories[m.Category] }),
	moneyOf("gmv", "value of live orders placed", "直播成交总额（下单）", func(m *merchantMonth) int64 { return m.GMV }),
	moneyOf("gmv_paid", "value of live orders paid", "直播支付额", func(m *merchantMonth) int64 { return m.GMVPaid }),
	moneyOf("gmv_net", "value of live orders settled as kept", "直播净成交", func(m *merchantMonth) int64 { return m.GMVNet }),
	moneyOf("store_gmv", "GMV of its own store broadcast", "自播成交额", func(m *merchantMonth) int64 { return m.StoreGMV }),
	moneyOf("shelf_net", "its part of the shelf sales kept", "其货架净成交", func(m *merchantMonth) int64 { return m.ShelfNet }),
	countOf("orders", "live orders placed", "直播下单数", func(m *merchantMonth) int64 { return m.Orders }),
	countOf("returns", "orders sent back", "退货数", func(m *merchantMonth) int64 { return m.Returns }),
	countOf("stockouts", "orders refused for want of stock", "缺货未成交数", func(m *merchantMonth) int64 { return m.Stockouts }),
	countOf("below_standard", "delivered orders with a good below standard", "签收的不合格商品订单数",
		func(m *merchantMonth) int64 { return m.BelowStandard }),
	decimalOf("quality", "index", "quality of its goods", "商品质量", func(m *merchantMonth) float64 { return m.Quality }),
	countOf("honest", "1 honest, 0 cheating", "1 诚信，0 欺瞒", func(m *merchantMonth) int64 { return m.Honest }).called("是否诚信"),
	countOf("days", "days of the month in the market", "当月在市天数", func(m *merchantMonth) int64 { return m.Days }),
	decimalOf("list_price", "yuan", "mean list price of its goods, before the live discount; mean of its days", "商品标价均值（直播折扣之前，按在市日平均）",
		func(m *merchantMonth) float64 { return share(m.ListSum, m.Days) / 100 }),
	decimalOf("discount", "share of price", "live discount on the list price that it has chosen; mean of its days, not weighted by sales",
		"所定的直播折扣（相对标价，按在市日平均，不按销量加权）", func(m *merchantMonth) float64 { return share(m.DiscountSum, m.Days) / basisPoint }),
	decimalOf("commission", "share", "commission that it offers streamers; mean of its days", "向主播提供的佣金率（按在市日平均）",
		func(m *merchantMonth) float64 { return share(m.CommissionSum, m.Days) / basisPoint }),
	moneyOf("profit", "receipts − payments + change of stock at cost", "利润（含库存变动）", func(m *merchantMonth) int64 { return m.Profit }),
	moneyOf("cash", "cash at the end of the month", "月末现金", func(m *merchantMonth) int64 { return m.Cash }),
	countOf("partners", "places that streamers gave its goods, week by week", "主播按周给予其商品的坑位数",
		func(m *merchantMonth) int64 { return m.Partners }).called("主播坑位数"),
	decimalOf("trust", "share", "public trust", "公众信任度", func(m *merchantMonth) float64 { return m.Trust }),
	decimalOf("credit", "points", "platform's credit score", "信用分", func(m *merchantMonth) float64 { return m.Credit }),
}

// basisPoint is how many of them make a whole.
const basisPoint = 10_000

// merchantTable has one row per merchant and month.
func merchantTable(book *record.Book, id row) *record.Table {
	rows := sorted(book.Merchants, func(a, b *merchantMonth) int {
		return cmp.Or(cmp.Compare(a.Merchant, b.Merchant), cmp.Compare(a.Month, b.Month))
	})
	return tableOf("merchants", 2, id, rows, merchantFields)
}

// mcnFields are the columns of the table mcns.
var mcnFields = []field[mcnMonth]{
	numberOf("mcn", "", "serial number of the agency, never used twice", "MCN 编号，不重复使用", func(m *mcnMonth) int64 { return m.MCN }),
	numberOf("month", "month", monthEN, monthZH, func(m *mcnMonth) int64 { return m.Month }),
	countOf("roster", "streamers under contract", "签约主播数", func(m *mcnMonth) int64 { return m.Roster }),
	moneyOf("gmv_net", "net GMV of the roster", "旗下净成交", func(m *mcnMonth) int64 { return m.GMVNet }),
	moneyOf("top_gmv_net", "net GMV of its best streamer", "旗下第 1 名净成交", func(m *mcnMonth) int64 { return m.TopGMVNet }),
	moneyOf("income", "split received", "分成收入", func(m *mcnMonth) int64 { return m.Income }),
	moneyOf("traffic", "spent on traffic", "流量投放", func(m *mcnMonth) int64 { return m.Traffic }),
	moneyOf("cash", "cash at the end of the month", "月末现金", func(m *mcnMonth) int64 { return m.Cash }),
	countOf("signed", "streamers signed", "新签主播数", func(m *mcnMonth) int64 { return m.Signed }),
	countOf("lost", "streamers who broke away", "出走主播数", func(m *mcnMonth) int64 { return m.Lost }),
	countOf("trained", "streamers trained", "培训主播数", func(m *mcnMonth) int64 { return m.Trained }),
}

// mcnTable has one row per agency and month.
func mcnTable(book *record.Book, id row) *record.Table {
	rows := sorted(book.MCNs, func(a, b *mcnMonth) int {
		return cmp.Or(cmp.Compare(a.MCN, b.MCN), cmp.Compare(a.Month, b.Month))
	})
	return tableOf("mcns", 2, id, rows, mcnFields)
}
