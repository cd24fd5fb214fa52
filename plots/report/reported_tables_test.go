package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/internal/invented"
	"livebazaar/internal/readback"
	"livebazaar/plots"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// rows goes through the rows of a table: the place of its scenario, its replicate, and its cells by column.
func (f *facts) rows(table string, each func(sc, rep int, number func(column string) float64, text func(column string) string)) {
	t := f.Tables[table]
	if t == nil {
		return
	}
	place := map[string]int{}
	for i, name := range invented.Names {
		place[name] = i
	}
	for row := range t.Rows {
		number := func(column string) float64 {
			c := t.Index(column)
			if len(t.Floats[c]) > 0 {
				return t.Floats[c][row]
			}
			return float64(t.Ints[c][row])
		}
		each(place[t.Texts[0][row]], int(t.Ints[1][row]), number, func(column string) string { return t.Texts[t.Index(column)][row] })
	}
}

// inYear reports whether at least half of a month of 30 days, as far as it was simulated, lies in the window of the metrics.
func (f *facts) inYear(month float64) bool {
	inside, all := 0, 0
	for day := int(month)*30 - 29; day <= int(month)*30 && day <= f.Days; day++ {
		all++
		if day > f.Days-f.window() {
			inside++
		}
	}
	return inside > 0 && 2*inside >= all
}

// byTier sums a column over the window by scenario, tier and replicate, in yuan per consumer and year.
func (f *facts) byTier(table, column, tier string) [][]float64 {
	key := func(tier string) string { return table + "/" + column + "/" + tier }
	if known, done := f.TierSums[key(tier)]; done {
		return known
	}
	if f.TierSums == nil {
		f.TierSums = map[string][][]float64{}
	}
	f.rows(table, func(sc, rep int, number func(string) float64, text func(string) string) {
		of := f.TierSums[key(text("tier"))]
		if of == nil {
			of = make([][]float64, f.Scenarios)
			for sc := range of {
				of[sc] = make([]float64, f.Replicates)
			}
			f.TierSums[key(text("tier"))] = of
		}
		if f.inYear(number("month")) {
			of[sc][rep] += number(column) / 10000 * 365 / float64(f.window())
		}
	})
	return f.TierSums[key(tier)]
}

// tierRows are the four tables by tier.
var tierRows = []struct {
	table, column string
	title         plots.Label
	ids           []string
	names         []plots.Label
}{
	{"streamers", "gmv_net", plots.Label{EN: "Streamers: net GMV", ZH: "主播：净成交"}, []string{"head", "waist", "tail"},
		[]plots.Label{{EN: "head", ZH: "头部"}, {EN: "waist", ZH: "腰部"}, {EN: "tail", ZH: "尾部"}}},
	{"streamers", "income", plots.Label{EN: "Streamers: income", ZH: "主播：收入"}, []string{"head", "waist", "tail"},
		[]plots.Label{{EN: "head", ZH: "头部"}, {EN: "waist", ZH: "腰部"}, {EN: "tail", ZH: "尾部"}}},
	{"merchants", "gmv_net", plots.Label{EN: "Merchants: net GMV", ZH: "商家：净成交"}, []string{"high-end", "mature", "emerging", "micro"},
		[]plots.Label{{EN: "high-end", ZH: "高端"}, {EN: "mature", ZH: "成熟"}, {EN: "emerging", ZH: "新锐"}, {EN: "micro", ZH: "小微"}}},
	{"merchants", "profit", plots.Label{EN: "Merchants: profit", ZH: "商家：利润"}, []string{"high-end", "mature", "emerging", "micro"},
		[]plots.Label{{EN: "high-end", ZH: "高端"}, {EN: "mature", ZH: "成熟"}, {EN: "emerging", ZH: "新锐"}, {EN: "micro", ZH: "小微"}}},
}

// tierWords say how streamers and merchants are counted by tier, in the figure and below the tables.
var tierWords = plots.Label{
	EN: "Tiers as at the end of each month. Broadcasts of merchants' own stores are in no tier of streamers; what they sell is among merchants' sales. ",
	ZH: "按每月末所在层级。商家自播（店播）不属于主播的任何层级，其成交计入商家。"}

// tiers read the tables by tier.
func (r *reader) tiers(f *facts) {
	r.Helper()
	for _, table := range tierRows {
		head := []string{table.title.In(r.lang)}
		for _, name := range table.names {
			head = append(head, name.In(r.lang))
		}
		r.head(head...)
		for sc := range f.Scenarios {
			b := r.next("tr", f.title(sc, r.lang))
			if r.lost || len(b.cells) != len(table.ids)+1 {
				r.fail("the row %q has %d cells", b.text, len(b.cells))
				return
			}
			if got := b.cells[0].words(); got != f.title(sc, r.lang) {
				r.fail("here is the row of %q, expected was %q", got, f.title(sc, r.lang))
			}
			for i, id := range table.ids {
				r.sized(b.cells[i+1], f.spreadOf(f.byTier(table.table, table.column, id)[sc]), "", table.title.EN+", "+id)
			}
		}
	}
}

// sized reads a number with its interval, written with two digits of its half, or three digits of the number without one, in at
// most four decimals.
func (r *reader) sized(cell *node, s spread, behind, what string) {
	r.Helper()
	pattern, numbers := "{}"+behind, []float64{s.mid}
	if !math.IsNaN(s.lo) {
		pattern, numbers = "{} [{}, {}]"+behind, []float64{s.mid, s.lo, s.hi}
	}
	d, err := readback.Text(cell.words(), pattern, numbers...)
	if err != nil {
		r.fail("%s is %q: %v", what, cell.words(), err)
		return
	}
	digits := (s.hi - s.lo) / 2 * math.Pow(10, float64(d[0])) // of the half, as a whole number
	if math.IsNaN(s.lo) {
		digits = math.Abs(s.mid) * math.Pow(10, float64(d[0])) / 10
	}
	if digits < 10*(1-1e-9) && d[0] < 4 || digits >= 100 && d[0] > 0 {
		r.fail("%s is %q: too few or too many decimals", what, cell.words())
	}
}

// twoDates reports whether the loss without the top 3 is over more than the first date of removal.
func (f *facts) twoDates() bool {
	for sc := range f.Scenarios {
		both, first := f.levelOf("head_loss_3", sc).mid, f.levelOf("head_first_loss_3", sc).mid
		if !notANumber(both, first) && both != first {
			return true
		}
	}
	return false
}

// removals read the table of losses.
func (r *reader) removals(f *facts) {
	r.Helper()
	known := false
	for sc := range f.Scenarios {
		for _, k := range []int{1, 3, 10} {
			known = known || !math.IsNaN(f.levelOf(fmt.Sprint("head_loss_", k), sc).mid)
		}
	}
	if !known {
		r.says("p", "No removals were run: they take at least 120 measured days, and are off by default where one scenario is run alone.",
			"未做移除实验：至少需测量 120 天，单个情景运行时默认关闭。")
		return
	}
	r.head(plots.Label{EN: "Scenario", ZH: "情景"}.In(r.lang), "k", plots.Label{EN: "loss without the top k, %", ZH: "失去前 k 名的损失，%"}.In(r.lang),
		plots.Label{EN: "placebo: without k random streamers, %", ZH: "安慰剂：失去随机 k 名，%"}.In(r.lang),
		plots.Label{EN: "dependence on the top k, %", ZH: "对前 k 名的依赖，%"}.In(r.lang),
		plots.Label{EN: "their own share, %", ZH: "其自身占比，%"}.In(r.lang), plots.Label{EN: "of that, taken over by others, %", ZH: "其中由他人承接，%"}.In(r.lang),
		plots.Label{EN: "of the loss, lasting from day 181, %", ZH: "损失自第 181 天起的持续，%"}.In(r.lang))
	few := false
	seen := map[string][]int{} // decimals of a metric, the same under all scenarios
	for sc := range f.Scenarios {
		first := true
		for _, k := range []string{"1", "3", "10"} {
			if math.IsNaN(f.levelOf("head_loss_"+k, sc).mid) {
				continue
			}
			name := ""
			if first {
				name, first = f.title(sc, r.lang), false
			}
			b := r.next("tr", name)
			if r.lost || len(b.cells) != 8 {
				r.fail("the row %q has %d cells", b.text, len(b.cells))
				return
			}
			if got := b.cells[0].words(); got != name {
				r.fail("here is the row of %q, expected was %q", got, name)
			}
			if got := b.cells[1].words(); got != k {
				r.fail("here is the row of k = %s, expected was %v", got, k)
			}
			for column, id := range []string{
				"head_loss_" + k, "random_loss_" + k, "head_dependence_" + k, "head_own_" + k, "head_substitution_" + k, "head_persistence_" + k,
			} {
				cell := b.cells[2+column].words()
				if column == 5 && k != "3" {
					if cell != "" {
						r.fail("what lasts without the top %s is %q", k, cell)
					}
					continue
				}
				l := f.levelOf(id, sc).times(100)
				pattern, numbers := "{}", []float64{l.mid}
				if !math.IsNaN(l.lo) {
					pattern, numbers = "{} [{}, {}]", []float64{l.mid, l.lo, l.hi}
				}
				d, err := readback.Text(cell, pattern+f.fewer(l.n), numbers...)
				if err != nil {
					r.fail("%s under %s is %q: %v", id, f.title(sc, r.lang), cell, err)
					continue
				}
				few = few || f.fewer(l.n) != ""
				if !visible(d[0], l) {
					r.fail("%s is %q: its interval does not show", id, cell)
				}
				seen[id] = append(seen[id], d...)
				r.agreed(b, seen[id])
			}
		}
	}
	note := plots.Label{}
	if few {
		note = plots.Label{EN: "(n): measured in n replicates only. ", ZH: "(n)：仅在 n 次重复中测得。"}
	}
	if f.twoDates() {
		note = note.Plus(plots.Label{
			EN: "Without the top 3, loss and dependence are over both dates of removal. All else is of the first date: " +
				"placebos, own shares, what is taken over, what lasts, and all of k = 1 and 10. ",
			ZH: "失去前 3 名的损失与依赖取两个移除时点；其余均取首个时点：安慰剂、自身占比、由他人承接、持续，以及 k = 1 与 10 的全部数字。"})
	}
	note = note.Plus(plots.Label{EN: "Dependence is the loss less the placebo's mean over all rules. What is taken over, " +
		"and what lasts (for k = 3 only), are ratios of means with Fieller's intervals: – where what they are relative to is not clearly above 0 at 99 %.",
		ZH: "依赖为损失减去安慰剂在全部规则中的均值。“由他人承接”与“持续”（仅 k = 3）为均值之比，区间为 Fieller 区间；分母在 99% 水平下不明显大于 0 时为“–”。"})
	r.says("p", note.EN, note.ZH)
}

// placebos read the warning of placebos in which rules differ: by Holm at 5 % over all of their tests.
func (r *reader) placebos(f *facts) {
	r.Helper()
	var tests []record.Contrast
	var p []float64
	for _, c := range f.Judged {
		if strings.HasPrefix(c.Metric, "random_loss_") && !math.IsNaN(c.P) {
			tests, p = append(tests, c), append(p, c.P)
		}
	}
	if len(tests) == 0 {
		return
	}
	var said plots.Label
	var numbers []float64
	told := map[string]bool{}
	for i, stands := range holm(p, 0.95) {
		id := tests[i].Metric
		if !stands || told[id] {
			continue
		}
		told[id] = true
		var own [2][]string
		for sc := range f.Scenarios {
			l := f.levelOf(id, sc).times(100)
			pattern, of := "{} %", []float64{l.mid}
			switch {
			case math.IsNaN(l.mid):
				pattern = "{}"
			case !math.IsNaN(l.lo):
				pattern, of = "{} % [{}, {}]", []float64{l.mid, l.lo, l.hi}
			}
			pattern += f.fewer(l.n)
			if f.Scenarios <= 8 || sc < 6 {
				numbers = append(numbers, of...)
			}
			own[0], own[1] = append(own[0], invented.Titles[sc].EN+" ("+pattern+")"),
				append(own[1], invented.Titles[sc].ZH+"（"+strings.ReplaceAll(pattern, perCent.EN, perCent.ZH)+"）")
		}
		names := plots.Label{EN: strings.Join(own[0][:f.Scenarios-1], ", ") + " and " + own[0][f.Scenarios-1], ZH: strings.Join(own[1], "、")}
		if f.Scenarios > 8 {
			names = plots.Label{EN: strings.Join(own[0][:6], ", ") + fmt.Sprintf(" and %d others", f.Scenarios-6),
				ZH: strings.Join(own[1][:6], "、") + fmt.Sprintf("等 %d 个情景", f.Scenarios)}
		}
		m, _ := metric.Find(id)
		said = said.Plus(plots.Label{EN: " L" + m.EN[1:] + ": " + names.EN + ".", ZH: m.ZH + "：" + names.ZH + "。"})
	}
	if len(told) > 0 {
		r.says("p", "The placebo is not the same under all rules (paired tests at 5 %, Holm over rules and k), "+
			"so that part of a difference in head dependence may not be the head's:"+said.EN,
			"各规则的安慰剂并不相同（5% 配对检验，经 Holm 校正），头部依赖之差可能有一部分与头部无关："+said.ZH, numbers...)
	}
}

// bands is what captions say of the bands of curves.
func (f *facts) bandWords() plots.Label {
	percent := map[float64]string{0.9: "90", 0.95: "95"}[f.level]
	switch {
	case f.Replicates == 1:
		return plots.Label{EN: "One replicate: no intervals.", ZH: "仅一次重复，没有区间。"}
	case f.Scenarios > 10:
		return plots.Label{
			EN: fmt.Sprintf("Lines are means of %d replicates; of the %s %% intervals only the baseline's is drawn, as a band: "+
				"there are too many to tell apart.", f.Replicates, percent),
			ZH: fmt.Sprintf("曲线为 %d 次重复的均值；情景众多，%s%% 区间只画基准的色带。", f.Replicates, percent)}
	}
	return plots.Label{EN: fmt.Sprintf("Lines are means of %d replicates, bands their %s %% intervals.", f.Replicates, percent),
		ZH: fmt.Sprintf("曲线为 %d 次重复的均值，色带为 %s%% 区间。", f.Replicates, percent)}
}

// figureWords are the title and the caption of a figure, and whether it is there.
func (f *facts) figureWords(name string) (said [2]plots.Label, drawn bool) {
	percent := map[float64]string{0.9: "90", 0.95: "95"}[f.level]
	window := count(f.window(), "day", "days", "天")
	year := plots.Label{EN: "Net GMV by months in the last " + window.EN + ", streamers with at least one session. ",
		ZH: "最后 " + window.ZH + "内各月的净成交，至少直播一场的主播。"}
	months := plots.Label{EN: "By whole months of 30 days. ", ZH: "以 30 天为一月，不足一月者不计。"}
	smooth := plots.Label{EN: "Each point is the mean of the 28 days that end with it. ", ZH: "每点为截至当日 28 天的均值。"}
	several := f.Scenarios > 1
	switch name {
	case "contrasts":
		return [2]plots.Label{{EN: "What each rule changes, against GMV ranking", ZH: "各规则相对“成交额排序”的变化"}, f.contrastWords()}, several
	case "gmv":
		return [2]plots.Label{{EN: "GMV over time (orders placed)", ZH: "成交总额的变化（按下单计）"}, smooth.Plus(f.bandWords())}, true
	case "gmv_net":
		return [2]plots.Label{{EN: "Net GMV over time (orders paid and kept)", ZH: "净成交的变化（已支付且未退货）"}, smooth.Plus(f.bandWords())}, true
	case "concentration":
		return [2]plots.Label{{EN: "Concentration of sales among streamers", ZH: "主播销售集中度的变化"}, months.Plus(f.bandWords())}, true
	case "lorenz":
		return [2]plots.Label{{EN: "How unequally streamers sell", ZH: "主播销售的不均等程度"}, year.Plus(f.bandWords())}, true
	case "rank-size":
		return [2]plots.Label{{EN: "Sales by rank, and the exponent of the tail", ZH: "销售额与排名，及尾部指数"},
			year.Plus(plots.Label{EN: "The legend gives the exponent of the tail, fitted to the largest 40 streamers (left of the upright line): " +
				"the smaller, the heavier the head; " +
				"1 is Zipf's law. ", ZH: "图例给出前 40 名主播（竖线左侧）拟合的尾部指数：越小头部越重，1 即齐普夫定律。"}).Plus(f.bandWords())}, true
	case "active":
		return [2]plots.Label{{EN: "Who is in the market", ZH: "市场参与者的变化"}, months.Plus(plots.Label{
			EN: "Who enters or leaves is decided by the week, and some months hold five of those days. ",
			ZH: "进入与退出按周决定，有的月份含五个决定日。"}).Plus(f.bandWords())}, true
	case "receipts":
		return [2]plots.Label{{EN: "Who wins and who loses: net receipts of each side", ZH: "谁得谁失：各方净收入的变化"}, {
			EN: "Receipts less payments, paired difference to the baseline with " + percent +
				" % intervals; filled where the difference remains after Holm's adjustment for all differences of this figure (secondary). " +
				"Consumers get goods for what they pay: spending less is no gain in itself.",
			ZH: "收入减支出与基准的配对差异及 " + percent + "% 区间；对本图全部差异作 Holm 校正后仍显著者为实心（次要）。消费者支出换得商品：少花钱本身并非获益。"}}, several
	case "tiers":
		dots := plots.Label{EN: fmt.Sprintf("Bars are %s %% intervals over %d replicates.", percent, f.Replicates),
			ZH: fmt.Sprintf("竖线为 %d 次重复的 %s%% 区间。", f.Replicates, percent)}
		if f.Replicates == 1 {
			dots = f.bandWords()
		}
		ends := tierWords
		if !several {
			return [2]plots.Label{{EN: "Sales and earnings by tier", ZH: "各层的销售与收入"}, ends.Plus(dots)}, true
		}
		return [2]plots.Label{{EN: "Which streamers and merchants gain", ZH: "哪一层的主播与商家受益"},
			plots.Label{EN: "Difference to the baseline (paired). ", ZH: "与基准之差（配对）。"}.Plus(ends).Plus(dots)}, true
	case "flows":
		return [2]plots.Label{{EN: "Who pays whom", ZH: "资金在各方之间的流动"}, {
			EN: "Net flows in yuan per consumer and year over the last " + window.EN +
				", means of the replicates; widths on one scale. Payments held by the platform are shown from buyer to receiver, refunds subtracted; " +
				"consumers' income and owners' capital are left out, as are flows under 0.05 % of the total.",
			ZH: "最后 " + window.ZH + "的净流量，单位：元/（人·年），各次重复的均值，各图同一比例。平台代管的货款按买方到收款方计，已扣退款；不含消费者收入与股东投入，" +
				"略去不足总额 0.05% 的流动。"}}, true
	case "head-dependence":
		note := plots.Label{EN: "Share of placed GMV lost in the 90 days after a removal, in a rerun with the same draws. Means and " + percent +
			" % intervals",
			ZH: "移除后 90 天内，相同随机数重跑时成交总额（下单）的损失占比。均值与 " + percent + "% 区间"}
		three, ten := f.levelOf("head_loss_3", 0).n, f.levelOf("head_loss_10", 0).n
		switch two := f.twoDates(); {
		case two && three > ten:
			note = note.Plus(plots.Label{EN: fmt.Sprintf(": the 3 best sellers on both dates of removal, in %d replicates; "+
				"all else on the first date, in %d", three, ten), ZH: fmt.Sprintf("：销售前 3 取两个移除时点、%d 次重复；其余取首个时点、%d 次重复", three, ten)})
		case two:
			note = note.Plus(plots.Label{EN: ": the 3 best sellers on both dates of removal, all else on the first", ZH: "：销售前 3 取两个移除时点，其余取首个时点"})
		case three > ten:
			note = note.Plus(plots.Label{EN: fmt.Sprintf(": the 3 best sellers in %d replicates, all else in %d", three, ten),
				ZH: fmt.Sprintf("：销售前 3 取 %d 次重复，其余取 %d 次重复", three, ten)})
		}
		title := plots.Label{EN: "Head dependence: what the platform loses without its top k", ZH: "头部依赖：失去前 k 名主播的损失"}
		measured := slices.ContainsFunc(f.Summary, func(v record.Value) bool {
			return strings.HasPrefix(v.Metric, "head_loss_") && !math.IsNaN(v.Value)
		})
		return [2]plots.Label{title, note.Plus(plots.Label{EN: ".", ZH: "。"})}, measured
	case "head-course":
		first := f.Days / 3 / 30 * 30
		return [2]plots.Label{{EN: "What becomes of the loss without the top 3", ZH: "失去前 3 名后损失的变化"}, plots.Label{
			EN: fmt.Sprintf("Loss of placed GMV since the three best sellers were removed at the end of day %d, in %% of the run that goes on with them. "+
				"Each point is the loss of the 28 days that end with it; below 0 more is sold than with them. ", first),
			ZH: fmt.Sprintf("自第 %d 天末移除销售前 3 的主播起，成交总额（下单）相对未移除运行的损失，%%。每点为截至当日 28 天的损失；低于 0 表示移除后成交反而更多。", first)}.
			Plus(f.bandWords())}, f.Tables["courses"] != nil && f.Days-first >= 35
	case "repurchase":
		horizon := min(365, f.Days/2/5*5)
		cohorts := (f.Days - horizon) / 30
		return [2]plots.Label{{EN: "Repurchase after a kept live order", ZH: "保留直播订单之后的复购"}, plots.Label{
			EN: fmt.Sprintf("Kaplan-Meier and cumulative incidence (Aalen-Johansen), weighted by size, of the %s watched for at least %s; "+
				"upright lines at 30 and 90 days. The tables count later cohorts, those of the days measured. ",
				count(cohorts, "monthly cohort", "monthly cohorts", "").EN, count(horizon, "day", "days", "").EN),
			ZH: fmt.Sprintf("观察至少 %d 天的 %d 个月度同期群，按规模加权的 Kaplan-Meier 曲线与累积发生率（Aalen-Johansen）；竖线为 30 天与 90 天。表中指标统计的是计量期内较晚的同期群。",
				horizon, cohorts)}.Plus(f.bandWords())}, cohorts > 0 && f.Days > 30
	case "cohorts":
		return [2]plots.Label{{EN: "Repurchase by cohort: GMV ranking", ZH: "分同期群的复购：成交额排序"}, {
			EN: "Kaplan-Meier by month of the first kept live order, 3 months a line, as long as all were watched; means of the replicates.",
			ZH: "按首笔保留直播订单所在月的 Kaplan-Meier 曲线，每 3 个月一条，画到全部可观察为止；各次重复的均值。"}}, f.Days >= 120
	}
	panic(name)
}

// contrastWords are the caption of the figure of contrasts: it explains the marks of its panels and no others.
func (f *facts) contrastWords() plots.Label {
	if f.Replicates == 1 {
		return plots.Label{EN: "Differences of one pair of markets each: no intervals.", ZH: "每个情景仅一对市场，没有区间。"}
	}
	percent := map[float64]string{0.9: "90", 0.95: "95"}[f.level]
	note := plots.Label{
		EN: fmt.Sprintf("Paired differences, means of %d replicates with %s %% intervals; filled where the difference remains after Holm's "+
			"adjustment over all primary contrasts, or of a secondary metric (°) within its family.", f.Replicates, percent),
		ZH: fmt.Sprintf("配对差异，%d 次重复的均值及 %s%% 区间；对全部主要对比作 Holm 校正后仍显著者为实心；° 为次要指标，在族内校正。", f.Replicates, percent)}
	var same, sameFewer, one, fewer bool
	for _, c := range f.Judged {
		m, _ := metric.Find(c.Metric)
		if d, _ := read(m, c); !m.Headline || strings.HasSuffix(c.Metric, metric.First90) || math.IsNaN(d.mid) {
			continue
		}
		few := c.Replicates < f.Replicates
		still := c.Diff == 0 && !(c.DiffLo < 0)
		same, sameFewer, fewer = same || still, sameFewer || still && few, fewer || few
		one = one || c.DiffLo == c.DiffHi && c.Diff != 0
	}
	switch {
	case sameFewer:
		note = note.Plus(plots.Label{EN: " A point at 0 without a bar: the same in every replicate that measures it.", ZH: "位于 0 且无横线者：每次测得的重复都相同。"})
	case same:
		note = note.Plus(plots.Label{EN: " A point at 0 without a bar: the same in every replicate.", ZH: "位于 0 且无横线者：每次重复都相同。"})
	}
	if one {
		note = note.Plus(plots.Label{EN: " Any other point without a bar: one number in every pair.", ZH: "其他无横线者：每对差异为同一数。"})
	}
	if fewer {
		note = note.Plus(plots.Label{EN: " (n): measured in n replicates only.", ZH: "(n)：仅在 n 次重复中测得。"})
	}
	return note
}

// leftOut are the figures that are not there, each with the reason.
func (f *facts) leftOut() (out []plots.Label) {
	for _, name := range []string{
		"contrasts", "gmv", "gmv_net", "concentration", "lorenz", "rank-size", "repurchase", "cohorts", "flows", "receipts", "tiers",
		"head-dependence", "head-course", "active",
	} {
		said, drawn := f.figureWords(name)
		if drawn {
			continue
		}
		why := map[string]plots.Label{
			"contrasts":       {EN: "there is one scenario only: nothing to compare", ZH: "只有一个情景，无从比较"},
			"receipts":        {EN: "there is one scenario only: nothing to compare", ZH: "只有一个情景，无从比较"},
			"head-dependence": {EN: "no removals were run (branches are off in single runs unless asked for)", ZH: "未做移除实验（单次运行默认关闭分叉）"},
			"head-course": {EN: "no removals were run (branches are off in single runs unless asked for), or their days are not in these results",
				ZH: "未做移除实验（单次运行默认关闭分叉），或结果中没有其逐日数据"},
			"repurchase": {EN: "the table cohorts has no data (plots: table cohorts is empty)", ZH: "表 cohorts 没有数据（plots: table cohorts is empty）"},
			"cohorts":    {EN: "the table cohorts has no data (plots: table cohorts is empty)", ZH: "表 cohorts 没有数据（plots: table cohorts is empty）"},
		}[name]
		if name == "head-course" && f.Tables["courses"] != nil {
			why = plots.Label{EN: "the branches are too short", ZH: "分叉运行过短"}
		}
		out = append(out, said[0].Plus(plots.Label{EN: ": ", ZH: "："}).Plus(why))
	}
	return out
}
