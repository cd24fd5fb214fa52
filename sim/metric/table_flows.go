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

// Removal is what a platform lost when k streamers were barred.
type Removal struct {
	K        int
	Group    string  // "top" or "random"
	Loss     float64 // head dependence
	HalfLife float64 // days, the branch's length if the loss had not halved
	Halved   float64 // 1 if it had, 0 if not
}

// RemovalTable has one row per removal; it is empty when no branches were run.
func RemovalTable(removals []Removal, scenario string, replicate int) *record.Table {
	t := newTable("removals", 2,
		number("k", "count", "streamers barred", "被禁播主播数"),
		text("group", "top: the best sellers of the 90 to 120 days before; random: as many random active streamers", "top 为此前 90 至 120 天销售最高者；random 为随机活跃主播"),
		decimal("loss", "share", "share of the platform's net GMV lost", "平台净成交损失比例"),
		decimal("half_life_days", "day", "days until the loss had halved; those of the branch if it had not", "损失减半所需天数；未减半时为分叉天数"),
		decimal("halved", "share", "1 if the loss had halved before the end of the branch, else 0", "分叉结束前损失已减半为 1，否则为 0"),
	)
	id := newRow(scenario, replicate)
	rows := slices.Clone(removals)
	slices.SortFunc(rows, func(a, b Removal) int { return cmp.Or(cmp.Compare(a.K, b.K), cmp.Compare(a.Group, b.Group)) })
	for _, r := range rows {
		id.add(t, r.K, r.Group, r.Loss, r.HalfLife, r.Halved)
	}
	return t
}
