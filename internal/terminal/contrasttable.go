package terminal

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/internal/job/judge"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// difference writes a difference with its interval on a line.
func difference(e metric.Estimate, decimals int) string {
	mid, interval := e.Difference(decimals)
	return strings.TrimSpace(mid + " " + interval)
}

// differenceIn is a difference in a sentence, which has no legend.
func (c *Console) differenceIn(k *judge.Comparison, e metric.Estimate, decimals int) string {
	s := difference(e, decimals)
	if e.One {
		s = strings.TrimSuffix(s, metric.Constant) + c.Pick(" in every pair", "，每对均同")
	}
	if e.Fewer(k.Replicates()) != "" {
		s += c.Pick(", ", "，") + c.outOf(e.N, k.Replicates())
	}
	return s
}

// outOf says in how many of the replicates of a study something was measured.
func (c *Console) outOf(n, replicates int) string {
	return fmt.Sprintf(c.Pick("in %d of %s", "%[2]s中的 %[1]d 次"), n, c.Count(replicates, "replicate", "次重复"))
}

// showContrasts prints the paired differences and what their marks mean.
func (c *Console) showContrasts(k *judge.Comparison) error {
	replicates, base := k.Replicates(), k.Titles[k.Baseline]
	c.Paragraph(c.Bold(fmt.Sprintf(c.Pick("Paired differences to %q over the last %s, means of %s, %g %% intervals",
		"与“%s”的配对差异（最后 %s），%s的均值，%g%% 区间"), base, c.Count(int(k.Days), "day", "天"),
		c.Count(replicates, "replicate", "次重复"), 100*k.Level)))
	s := sheet{heading: []string{"", base}, fixed: 2, right: []int{1}}
	for _, name := range k.Scenarios {
		s.heading = append(s.heading, k.Titles[name])
	}
	var seen legend
	for _, m := range k.Shown() {
		row, defined, before := []string{c.Label(m), metric.Blank}, false, seen
		differences, decimals := k.Differences(m, c.Lang)
		for i, name := range k.Scenarios {
			found, ok := k.Find(name, m.ID)
			if !ok {
				row = append(row, metric.Blank)
				continue
			}
			if len(k.Levels) == 0 {
				e := metric.Level{Unit: m.Unit, Replicates: found.Replicates, Mean: found.BaselineMean, Lo: math.NaN(), Hi: math.NaN()}.Estimate().In(c.Lang)
				row[1] = levelText(e) + seen.count(e, replicates)
			}
			defined = defined || !math.IsNaN(found.BaselineMean) || !math.IsNaN(found.ScenarioMean)
			row = append(row, seen.difference(m, found, differences[i], decimals, replicates))
		}
		if len(k.Levels) > 0 {
			levels, decimals := k.LevelsOf(m.ID, c.Lang)
			row[1], _ = levels[0].Level(decimals)
			row[1] += seen.count(levels[0], replicates)
		}
		if defined {
			s.rows = append(s.rows, row)
		} else {
			seen = before
		}
	}
	if err := c.sheet(s); err != nil {
		return err
	}
	c.Paragraph(c.Faint(seen.in(c)))
	return nil
}

// levelText writes one level alone.
func levelText(e metric.Estimate) string {
	s, _ := e.Level(metric.Decimals(e))
	return s
}

// legend notes which marks a table holds.
type legend struct {
	share, points, primary, secondary, same, blank, halves, one, fewer, sameOfFewer bool
}

// difference writes a difference with its marks, and notes them: −2.1 % [−3.0, −1.2]* (6).
func (l *legend) difference(m metric.Metric, row record.Contrast, e metric.Estimate, decimals, replicates int) string {
	cell := difference(e, decimals)
	l.share = l.share || m.Reading() == metric.OfBaseline
	l.points = l.points || m.Reading() == metric.Points
	l.blank, l.same, l.one = l.blank || cell == metric.Blank, l.same || e.Same, l.one || e.One && !math.IsNaN(e.Mid)
	if mark := metric.StandingMark(row); mark != "" && cell != metric.Blank {
		cell += mark
		l.primary, l.secondary = l.primary || mark == metric.PrimaryMark, l.secondary || mark == metric.SecondaryMark
	}
	l.sameOfFewer = l.sameOfFewer || e.Same && e.Fewer(replicates) != ""
	return cell + l.count(e, replicates)
}

// Count says of how many replicates an estimate is the mean where that is not all of them, and notes it.
func (l *legend) count(e metric.Estimate, replicates int) string {
	s := e.Fewer(replicates)
	l.fewer = l.fewer || s != ""
	return s
}

// in explains the marks that were noted, "" if there are none.
func (l legend) in(c *Console) string {
	said := l.marks(c)
	if len(said) == 0 {
		return ""
	}
	return c.Pick("Same seeds; ", "相同随机种子；") + strings.Join(said, c.Pick("; ", "；")) + c.Pick(".", "。")
}

// marks explains each mark that was noted.
func (l legend) marks(c *Console) (said []string) {
	same, sameZH := "= the same in every replicate", "= 每次重复都相同"
	if l.sameOfFewer {
		same, sameZH = same+" that measures it", "= 每次测得的重复都相同"
	}
	for _, part := range []struct {
		there  bool
		en, zh string
	}{
		{l.share, "% of the baseline's mean", "% 相对基准均值"},
		{l.points, "pp percentage points", "pp 百分点"},
		{l.primary, "* primary, stands after Holm's adjustment over all primary contrasts", "* 主要，对全部主要对比作 Holm 校正后仍显著"},
		{l.secondary, "° secondary, stands after Holm's adjustment within its family of metrics only", "° 次要，仅在所属指标族内作 Holm 校正后仍显著"},
		{l.same, same, sameZH},
		{l.one, "† one number in every pair, so no interval", "† 每对差异为同一数，故无区间"},
		{l.fewer, fewerEN, fewerZH},
		{l.blank, "– not measured, or a % of a baseline that is not above 0", "– 未测得，或基准不大于 0 而无法取百分比"},
	} {
		if part.there {
			said = append(said, c.Pick(part.en, part.zh))
		}
	}
	return said
}

// What a number of replicates in brackets means.
const fewerEN, fewerZH = "(n): measured in n replicates only", "(n)：仅在 n 次重复中测得"

// ShowLevels prints the means of each scenario with half the width of their intervals.
func (c *Console) ShowLevels(k *judge.Comparison, metrics []metric.Metric) error {
	names, titles := k.Names(), k.Titles
	s := sheet{heading: []string{""}, fixed: 1}
	for i, name := range names {
		s.heading, s.right = append(s.heading, titles[name]), append(s.right, i+1)
	}
	var seen legend
	replicates := k.Replicates()
	for _, m := range metrics {
		estimates, decimals := k.LevelsOf(m.ID, c.Lang)
		cells, defined := []string{c.Label(m)}, false
		for _, e := range estimates {
			defined = defined || !math.IsNaN(e.Mid)
			cells = append(cells, e.PlusMinus(decimals)+seen.count(e, replicates))
		}
		if defined {
			s.rows = append(s.rows, cells)
		}
	}
	note := c.levelNote(k.Days, replicates, k.Level)
	if seen.fewer {
		note += c.Pick("; ", "；") + c.Pick(fewerEN, fewerZH)
	}
	c.Paragraph(c.Bold(note))
	return c.sheet(s)
}

// levelNote says what a table of levels shows and what stands behind ±.
func (c *Console) levelNote(days int64, replicates int, level float64) string {
	of := fmt.Sprintf(c.Pick("Levels over the last %s: ", "水平（最后 %s）："), c.Count(int(days), "day", "天"))
	if replicates < 2 {
		return of + c.Pick("one replicate, so no intervals", "仅一次重复，没有区间")
	}
	return of + fmt.Sprintf(c.Pick("means of %s ± half the width of the %g %% interval of the mean",
		"%s的均值 ± 均值 %g%% 区间的半宽"), c.Count(replicates, "replicate", "次重复"), 100*level)
}

// Label is the metric's name with its unit, where the numbers do not show it.
func (c *Console) Label(m metric.Metric) string {
	s := c.Pick(m.EN, m.ZH)
	if m.NamesUnit() {
		s += c.Pick(", ", "，") + param.UnitIn(m.Unit, c.Lang)
	}
	return s
}

// reading is a sentence on what the first deciding metrics say.
func (c *Console) reading(k *judge.Comparison) string {
	ids := k.Deciding
	if len(ids) == 0 {
		ids = []string{"gmv", "head_dependence_3", "repurchase_streamer_30"}
	}
	var said []string
	for _, id := range ids {
		m, ok := k.Metrics.Find(id)
		if s := c.verdictOn(k, m); ok && s != "" && len(said) < 3 {
			said = append(said, s)
		}
	}
	if len(said) == 0 {
		return ""
	}
	base := shorten(k.Titles[k.Baseline], titleWidth)
	if c.Lang == "zh" {
		return "读法：与“" + base + "”相比，" + strings.Join(said, "；") + "。图表与注意事项见 report.html。"
	}
	return "Reading it: against " + base + ", " + strings.Join(said, "; ") + ". Open report.html for figures and caveats."
}

// titleWidth is the room that a title has in a sentence, in columns of a terminal.
const titleWidth = 40

// fewNames is how many scenarios without a clear difference are named; more are counted.
const fewNames = 4

// verdictOn says under which scenarios a metric is clearly higher or lower.
func (c *Console) verdictOn(k *judge.Comparison, m metric.Metric) string {
	var higher, lower, unsure, open, same, sameOfFewer []string
	differences, decimals := k.Differences(m, c.Lang)
	for i, name := range k.Scenarios {
		row, ok := k.Find(name, m.ID)
		title, text := shorten(k.Titles[name], titleWidth), ""
		if ok {
			text = title + c.Pick(" (", "（") + c.differenceIn(k, differences[i], decimals) + c.Pick(")", "）")
		}
		outcome := judge.Unknown
		if ok {
			outcome = judge.Read(row, k.Replicates())
		}
		switch outcome {
		case judge.SameOfFewer:
			sameOfFewer = append(sameOfFewer, title+c.Pick(" (", "（")+c.outOf(row.Replicates, k.Replicates())+c.Pick(")", "）"))
		case judge.Same:
			same = append(same, title)
		case judge.Higher:
			higher = append(higher, text)
		case judge.Lower:
			lower = append(lower, text)
		case judge.Unsure:
			unsure = append(unsure, text)
		case judge.Open:
			open = append(open, title)
		}
	}
	under := func(en, zh string, names []string) string {
		return c.Pick(en+" under "+strings.Join(names, ", "), strings.Join(names, "、")+zh)
	}
	name := c.Pick(m.EN, m.ZH)
	var parts []string
	if len(higher) > 0 {
		parts = append(parts, under("is clearly higher", "明显更高", higher))
	}
	if len(lower) > 0 {
		parts = append(parts, under("is clearly lower", "明显更低", lower))
	}
	if len(unsure) > 0 {
		parts = append(parts, under("differs only before Holm's adjustment", "仅在 Holm 校正前有差异", unsure))
	}
	switch n := len(open); {
	case n > fewNames && len(parts)+len(same)+len(sameOfFewer) == 0:
		parts = append(parts, c.Pick("shows no clear difference under any of the "+param.Count(n, "scenario"), fmt.Sprintf("%d 个情景均无明显差异", n)))
	case n > fewNames:
		parts = append(parts, c.Pick("shows no clear difference under "+param.Count(n, "other"), fmt.Sprintf("另 %d 个情景无明显差异", n)))
	case n > 0:
		parts = append(parts, under("shows no clear difference", "无明显差异", open))
	}
	if len(same) > 0 {
		parts = append(parts, under("is the same in every replicate", "每次重复都相同", same))
	}
	if len(sameOfFewer) > 0 {
		parts = append(parts, under("is the same in every replicate that measures it", "每次测得的重复都相同", sameOfFewer))
	}
	if len(parts) == 0 {
		return ""
	}
	return name + c.Pick(" ", "：") + strings.Join(parts, c.Pick(", ", "，"))
}
