package metric

import "livebazaar/sim/record"

// monthTable has one row per month on record: concentration of the month's net sales and how many take part.
func monthTable(book *record.Book, id row) *record.Table {
	t := newTable("months", 1, monthColumn,
		decimal("top1_share", "share", "share of the best seller in streamers' net GMV", "第 1 名份额"),
		decimal("top3_share", "share", "share of the 3 best", "前 3 名份额"),
		decimal("top10_share", "share", "share of the 10 best", "前 10 名份额"),
		decimal("top1pct_share", "share", "share of the best 1 %", "前 1% 份额").Called("前百分之一份额"),
		decimal("hhi", "index", "Herfindahl-Hirschman index", "赫芬达尔指数"),
		decimal("gini", "index", "Gini coefficient, corrected for small samples", "基尼系数（小样本修正）"),
		count("active_streamers", "streamers with a session", "开播主播数"),
		count("active_mcns", "agencies with a roster", "有签约主播的 MCN 数"),
		count("active_merchants", "merchants with an order or a partner", "有订单或合作主播的商家数").Called("活跃商家数"),
		count("entrants", "streamers who entered", "新进主播数"),
		count("exits", "streamers who left", "退出主播数"),
		decimal("rank_correlation", "index", "Spearman correlation of net GMV with the month before, streamers active in both", "与上月净成交排名相关系数"),
	)
	v := look(book, Window{})
	if len(book.Days) == 0 {
		return t
	}
	first := book.Days[0].Day
	months := map[int64]*headcount{}
	left := map[int64]int64{} // month in which a streamer left
	for i := range book.Streamers {
		m := &book.Streamers[i]
		if MonthOf(m.Entered) == m.Month && m.Entered > first {
			at(months, m.Month).entrants++
		}
		if m.Gone != 0 && m.Left > first {
			left[m.Streamer] = MonthOf(m.Left)
		}
	}
	for _, month := range left {
		at(months, month).exits++
	}
	for i := range book.MCNs {
		if m := &book.MCNs[i]; m.Roster > 0 {
			at(months, m.Month).mcns++
		}
	}
	for i := range book.Merchants {
		if m := &book.Merchants[i]; m.Orders > 0 || m.Partners > 0 {
			at(months, m.Month).merchants++
		}
	}
	for month := MonthOf(first); month <= MonthOf(v.last); month++ {
		h := at(months, month)
		sellers := v.sellersIn(month)
		x := netSales(sellers)
		id.add(t, month, TopShare(x, 1), TopShare(x, 3), TopShare(x, 10), TopFraction(x, 0.01), HHI(x), Gini(x), len(sellers),
			h.mcns, h.merchants, h.entrants, h.exits, v.rankCorrelation(month))
	}
	return t
}

// headcount is how many took part in a month.
type headcount struct{ mcns, merchants, entrants, exits int64 }

func at(months map[int64]*headcount, month int64) *headcount {
	h := months[month]
	if h == nil {
		h = &headcount{}
		months[month] = h
	}
	return h
}
