package metric

import (
	"cmp"
	"slices"

	"livebazaar/sim/record"
)

// flowTable has one row per pair of classes and purpose: the money moved in the window. Together with the change of
// stock it gives the profits.
func flowTable(book *record.Book, w Window, id row) *record.Table {
	t := newTable("flows", 3,
		text("from", "class that pays", "付款方"),
		text("to", "class that receives", "收款方"),
		text("purpose", "what for", "用途"),
		money("amount", "money moved in the window of the metrics", "指标窗口内的金额"),
	)
	total := map[record.Flow]int64{}
	for _, f := range book.Flows {
		if f.Day >= w.From && f.Day <= w.To {
			total[record.Flow{From: f.From, To: f.To, For: f.For}] += f.Amount
		}
	}
	rows := make([]record.Flow, 0, len(total))
	for f, amount := range total {
		f.Amount = amount
		rows = append(rows, f)
	}
	slices.SortFunc(rows, func(a, b record.Flow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.For, b.For))
	})
	for _, f := range rows {
		id.add(t, f.From, f.To, f.For, yuan(f.Amount))
	}
	return t
}

// flowDayTable has one row per day, pair of classes and purpose, from which the flows of any window can be added up.
func flowDayTable(book *record.Book, id row) *record.Table {
	rows := sorted(book.Flows, func(a, b *record.FlowDay) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.For, b.For))
	})
	return tableOf("flow_days", 4, id, rows, []field[record.FlowDay]{
		numberOf("day", "day", "day; up to 0 warm-up, from 1 measured", "日；0 及以前为预热，1 起为测量期", func(f *record.FlowDay) int64 { return f.Day }),
		textOf("from", "class that pays", "付款方", func(f *record.FlowDay) string { return f.From }),
		textOf("to", "class that receives", "收款方", func(f *record.FlowDay) string { return f.To }),
		textOf("purpose", "what for", "用途", func(f *record.FlowDay) string { return f.For }),
		moneyOf("amount", "money moved on that day", "当日金额", func(f *record.FlowDay) int64 { return f.Amount }),
	})
}

// TwinTable has one row per streamer of the initial population with a session in the twin market: what unpredictability
// compares with the table streamers. It is empty when no twin was run.
func TwinTable(twin []Holding, scenario string, replicate int) *record.Table {
	rows := sorted(twin, func(a, b *Holding) int { return cmp.Compare(a.Streamer, b.Streamer) })
	return tableOf("twins", 1, newRow(scenario, replicate), rows, []field[Holding]{
		numberOf("streamer", "", "serial number of the streamer, the same as in streamers", "主播编号，与 streamers 表一致",
			func(h *Holding) int64 { return h.Streamer }),
		moneyOf("gmv_net", "net GMV in the months compared (the six up to day 300, or to the last whole month before the end), in the twin market; "+
			"0 where returns exceed sales",
			"孪生市场中所比较月份（至第 300 天或期末前最后整月为止的六个月）的净成交；退货超过销售时为 0", func(h *Holding) int64 { return h.Net }).called("孪生净成交"),
		countOf("orders_kept", "orders settled as kept in the months compared "+
			"(the six up to day 300, or to the last whole month before the end), in the twin market",
			"孪生市场中所比较月份（至第 300 天或期末前最后整月为止的六个月）的保留订单数",
			func(h *Holding) int64 { return h.Kept }).called("孪生保留订单数"),
	})
}
