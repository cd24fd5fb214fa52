package metric

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"livebazaar/sim/record"
)

// Head dependence: what the platform loses without its best sellers, measured by running the market again without them (the
// experiment does; docs/decisions/head-dependence.md).

// Groups of streamers that a market is run again without.
const (
	Top    = "top"    // the best sellers of the 90 days before
	Random = "random" // the placebo: as many random active streamers
)

const (
	Watch     = 90  // days after a removal over which its loss is measured
	LongAfter = 180 // days after the first removal behind which the long loss begins; it ends with the run
	Fully     = 8   // replicates of a study, the first ones, that have every branch; the others only that without the top 3
)

// Branch is a market that was run again without some streamers from the end of a day on.
type Branch struct {
	Date        int64   // last day before the removal, the end of a month
	Group       string  // Top or Random
	K           int     // streamers that were to be removed
	Removed     []int64 // their serial numbers, the best (or the first drawn) first; fewer where the market has fewer
	Placed, Net []int64 // GMV of the days after Date, fen
}

// lossOf is the share of the placed GMV of the days from one to another after the removal that the branch lacks.
func (b *Branch) lossOf(factual map[int64]int64, from, to int) float64 {
	with, without := b.placed(factual, from, to)
	if with <= 0 {
		return math.NaN()
	}
	return float64(with-without) / float64(with)
}

// placed is the placed GMV of days after the removal in the factual run and in the branch, fen.
func (b *Branch) placed(factual map[int64]int64, from, to int) (with, without int64) {
	for n := from; n <= to; n++ {
		with += factual[b.Date+int64(n)]
		without += b.Placed[n-1]
	}
	return with, without
}

// long reports whether the branch goes on after the days of the first loss.
func (b *Branch) long() bool { return len(b.Placed) > LongAfter }

// placedBy is the GMV placed by day, over platforms.
func placedBy(book *record.Book) map[int64]int64 {
	by := make(map[int64]int64, len(book.Days))
	for i := range book.Days {
		by[book.Days[i].Day] += book.Days[i].GMV
	}
	return by
}

// soldBy is what streamers took in orders in the months of days after from up to to, fen; both are ends of months.
func soldBy(book *record.Book, people []int64, from, to int64) []int64 {
	sold := make([]int64, len(people))
	for i := range book.Streamers {
		row := &book.Streamers[i]
		if at := slices.Index(people, row.Streamer); at >= 0 && row.Month > from/daysInMonth && row.Month <= to/daysInMonth {
			sold[at] += row.GMV
		}
	}
	return sold
}

// own is what the removed sold in the factual run in the days over which their loss is measured, fen.
func (b *Branch) own(book *record.Book) (fen int64) {
	for _, sold := range soldBy(book, b.Removed, b.Date, b.Date+Watch) {
		fen += sold
	}
	return fen
}

// Dependence measures the branches of a factual run from its closed record, the earliest date first, and hands over each value
// that they give.
func Dependence(book *record.Book, branches []Branch, give func(id string, v float64)) {
	factual := placedBy(book)
	var both []float64 // the losses without the top 3, by date
	for i := range branches {
		b := &branches[i]
		loss := b.lossOf(factual, 1, Watch)
		switch {
		case b.Group == Random:
			give(fmt.Sprintf("random_loss_%d", b.K), loss)
			continue
		case b.K == 3:
			both = append(both, loss)
		default:
			give(fmt.Sprintf("head_loss_%d", b.K), loss)
		}
		if b.Date != branches[0].Date {
			continue
		}
		with, _ := b.placed(factual, 1, Watch)
		own := share(b.own(book), with)
		give(fmt.Sprintf("head_own_%d", b.K), own)
		give(fmt.Sprintf("head_taken_%d", b.K), own-loss)
		if b.K == 3 {
			give("head_first_loss_3", loss)
		}
		if b.K == 3 && b.long() {
			give("head_dependence_long_3", b.lossOf(factual, LongAfter+1, len(b.Placed)))
		}
	}
	if len(both) > 0 {
		sum := 0.0
		for _, loss := range both {
			sum += loss
		}
		give("head_loss_3", sum/float64(len(both)))
	}
}

// Pool fills in head dependence, in place: in each replicate the loss without the top k less the mean of the placebo, which is
// pooled over all scenarios and replicates among the values, so that it cancels from every difference between scenarios. The
// order of the values does not matter; doing it twice is doing it once.
func Pool(values []record.Value) {
	for _, m := range dependenceMetrics {
		if m.pools[0] == "" {
			continue
		}
		var placebo []float64
		type market struct {
			scenario  string
			replicate int
		}
		loss := map[market]float64{}
		for _, v := range values {
			switch {
			case v.Metric == m.pools[0]:
				loss[market{v.Scenario, v.Replicate}] = v.Value
			case v.Metric == m.pools[1] && v.Value == v.Value:
				placebo = append(placebo, v.Value)
			}
		}
		slices.Sort(placebo) // the same sum in any order
		sum := 0.0
		for _, v := range placebo {
			sum += v
		}
		for i := range values {
			if v := &values[i]; v.Metric == m.ID {
				v.Value = math.NaN()
				if of, measured := loss[market{v.Scenario, v.Replicate}]; measured && len(placebo) > 0 {
					v.Value = of - sum/float64(len(placebo))
				}
			}
		}
	}
}

// RemovalTables makes the tables removals, removed and courses from the branches of a factual run and its closed record. They
// are empty where there are none.
func RemovalTables(book *record.Book, branches []Branch, scenario string, replicate int) []*record.Table {
	id, factual := newRow(scenario, replicate), placedBy(book)
	date := number("date", "day", "last day before the removal, the end of a month", "移除前的最后一天（月末）")
	group := text("group", "top: the best sellers of the 90 days before; random: as many random active streamers, a placebo",
		"top 为此前 90 天销售最高者；random 为随机活跃主播（安慰剂）").Called("组别")
	k := number("k", "count", "streamers removed", "被移除主播数")

	losses := newTable("removals", 3, date, group, k,
		number("until", "day", "last day of the branch", "分叉的最后一天"),
		money("gmv", "value of orders placed in the 90 days after, in the factual run", "此后 90 天实际运行的成交总额（下单）").Called("实际成交总额"),
		money("gmv_without", "the same in the branch", "此后 90 天分叉运行的成交总额（下单）").Called("分叉成交总额"),
		money("gmv_own", "of gmv, what the streamers removed sold themselves", "其中被移除主播自身的成交总额").Called("自身成交总额"),
		decimal("loss", "share", "1 − gmv_without/gmv", "损失比例：1 − gmv_without/gmv"),
		money("gmv_long", "value of orders placed from day 181 after to the end, in the factual run; blank in a short branch",
			"此后第 181 天至期末实际运行的成交总额；短分叉为空").Called("长期实际成交总额"),
		money("gmv_long_without", "the same in the branch", "此后第 181 天至期末分叉运行的成交总额").Called("长期分叉成交总额"),
		decimal("loss_long", "share", "1 − gmv_long_without/gmv_long", "长期损失比例：1 − gmv_long_without/gmv_long"),
	)
	who := newTable("removed", 3, date, group,
		number("place", "", "1 for the best, or the first drawn; a branch without k of them is without those up to place k",
			"名次：1 为销售最高或最先抽中者；移除 k 名即移除名次不大于 k 者"),
		number("streamer", "", "serial number of the streamer, never used twice", "主播编号，不重复使用"),
		money("gmv_before", "value of its orders placed in the 90 days before", "此前 90 天的成交总额（下单）"),
		money("gmv_after", "value of its orders placed in the 90 days after, in the factual run", "此后 90 天实际运行的成交总额（下单）").Called("此后成交总额"),
	)
	courses := newTable("courses", 4, date, group, k,
		number("day", "day", "day of the branch; the factual run's is in the table days", "分叉的日期；实际运行见 days 表"),
		money("gmv", "value of orders placed", "成交总额（下单）"),
		money("gmv_net", "value of orders settled as kept", "净成交"),
	)
	sorted := slices.Clone(branches)
	slices.SortFunc(sorted, func(a, b Branch) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Group, b.Group), cmp.Compare(a.K, b.K))
	})
	for i := range sorted {
		b := &sorted[i]
		with, without := b.placed(factual, 1, Watch)
		cells := []any{b.Date, b.Group, b.K, b.Date + int64(len(b.Placed)), yuan(with), yuan(without), yuan(b.own(book)),
			b.lossOf(factual, 1, Watch), math.NaN(), math.NaN(), math.NaN()}
		if b.long() {
			with, without := b.placed(factual, LongAfter+1, len(b.Placed))
			copy(cells[8:], []any{yuan(with), yuan(without), b.lossOf(factual, LongAfter+1, len(b.Placed))})
		}
		id.add(losses, cells...)
		if i+1 == len(sorted) || sorted[i+1].Date != b.Date || sorted[i+1].Group != b.Group { // the largest k holds the others
			before, after := soldBy(book, b.Removed, b.Date-Watch, b.Date), soldBy(book, b.Removed, b.Date, b.Date+Watch)
			for place, streamer := range b.Removed {
				id.add(who, b.Date, b.Group, place+1, streamer, yuan(before[place]), yuan(after[place]))
			}
		}
		for n := range b.Placed {
			id.add(courses, b.Date, b.Group, b.K, b.Date+int64(n)+1, yuan(b.Placed[n]), yuan(b.Net[n]))
		}
	}
	return []*record.Table{losses, who, courses}
}
