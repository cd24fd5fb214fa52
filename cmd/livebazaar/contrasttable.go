package main

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/plots"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// comparison is what the end of compare needs to know of a study.
type comparison struct {
	baseline    string            // name
	scenarios   []string          // names, in the study's order, without the baseline
	titles      map[string]string // by name
	deciding    []string          // metrics that decide; empty: headline metrics
	metrics     metric.Edition    // as they were measured
	level       float64
	days        int64 // that metrics cover
	planned     int   // replicates of the study; 0: as many as the metric measured most often has
	contrasts   []record.Contrast
	levels      []metric.Level
	measured    int64             // days after warm-up
	further     []record.Contrast // with other scenarios than the baseline, where predictions name them
	shared      []design.Shared   // what the primary contrasts have in common
	predictions []plots.Prediction
}

// find returns the contrast of a scenario in a metric.
func (k *comparison) find(scenario, id string) (record.Contrast, bool) {
	for _, row := range k.contrasts {
		if row.Scenario == scenario && row.Metric == id {
			return row, true
		}
	}
	return record.Contrast{}, false
}

// shown lists the metrics of the table: those that decide, then the headline ones.
func (k *comparison) shown() []metric.Metric {
	var out []metric.Metric
	seen := map[string]bool{}
	add := func(m metric.Metric) {
		if !seen[m.ID] {
			seen[m.ID] = true
			out = append(out, m)
		}
	}
	for _, id := range k.deciding {
		if m, ok := k.metrics.Find(id); ok {
			add(m)
		}
	}
	for _, m := range k.metrics.Headlines() {
		add(m)
	}
	return out
}

// differences are those of a metric under each scenario, in the unit that it is read in, and how many decimals all of them are
// written with.
func (k *comparison) differences(m metric.Metric, lang string) (row []metric.Estimate, decimals int) {
	for _, name := range k.scenarios {
		e := metric.Estimate{Mid: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
		if found, ok := k.find(name, m.ID); ok {
			e = m.Difference(found).In(lang)
		}
		row = append(row, e)
	}
	return row, metric.Decimals(row...)
}

// levelsOf are the levels of a metric under all scenarios, the baseline first, and their decimals: enough to see the differences
// between them, which are known better than the levels.
func (k *comparison) levelsOf(id, lang string) (row []metric.Estimate, decimals int) {
	var all []metric.Estimate
	for _, name := range k.names() {
		row = append(row, metric.LevelOf(k.levels, name, id).Estimate().In(lang))
		if c, ok := k.find(name, id); ok {
			all = append(all, metric.InLevels(c))
		}
	}
	return row, metric.LevelDecimals(row, all)
}

// difference writes a difference with its interval on a line.
func difference(e metric.Estimate, decimals int) string {
	mid, interval := e.Difference(decimals)
	return strings.TrimSpace(mid + " " + interval)
}

// differenceIn is a difference in a sentence, which has no legend.
func (c *console) differenceIn(k *comparison, e metric.Estimate, decimals int) string {
	s := difference(e, decimals)
	if e.One {
		s = strings.TrimSuffix(s, metric.Constant) + c.pick(" in every pair", "，每对均同")
	}
	if e.Fewer(k.replicates()) != "" {
		s += c.pick(", ", "，") + c.outOf(e.N, k.replicates())
	}
	return s
}

// outOf says in how many of the replicates of a study something was measured.
func (c *console) outOf(n, replicates int) string {
	return fmt.Sprintf(c.pick("in %d of %s", "%[2]s中的 %[1]d 次"), n, c.count(replicates, "replicate", "次重复"))
}

// names are all scenarios, the baseline first.
func (k *comparison) names() []string { return append([]string{k.baseline}, k.scenarios...) }

// replicates are those of the study.
func (k *comparison) replicates() int {
	n := k.planned
	for _, row := range k.contrasts {
		n = max(n, row.Replicates)
	}
	for _, l := range k.levels {
		n = max(n, l.Replicates)
	}
	return n
}

// showContrasts prints the paired differences and what their marks mean.
func (c *console) showContrasts(k *comparison) error {
	replicates, base := k.replicates(), k.titles[k.baseline]
	c.paragraph(c.bold(fmt.Sprintf(c.pick("Paired differences to %q over the last %s, means of %s, %g %% intervals",
		"与“%s”的配对差异（最后 %s），%s的均值，%g%% 区间"), base, c.count(int(k.days), "day", "天"),
		c.count(replicates, "replicate", "次重复"), 100*k.level)))
	s := sheet{heading: []string{"", base}, fixed: 2, right: []int{1}}
	for _, name := range k.scenarios {
		s.heading = append(s.heading, k.titles[name])
	}
	var seen legend
	for _, m := range k.shown() {
		row, defined, before := []string{c.label(m), metric.Blank}, false, seen
		differences, decimals := k.differences(m, c.lang)
		for i, name := range k.scenarios {
			found, ok := k.find(name, m.ID)
			if !ok {
				row = append(row, metric.Blank)
				continue
			}
			if len(k.levels) == 0 {
				e := metric.Level{Unit: m.Unit, Replicates: found.Replicates, Mean: found.BaselineMean, Lo: math.NaN(), Hi: math.NaN()}.Estimate().In(c.lang)
				row[1] = levelText(e) + seen.count(e, replicates)
			}
			defined = defined || !math.IsNaN(found.BaselineMean) || !math.IsNaN(found.ScenarioMean)
			row = append(row, seen.difference(m, found, differences[i], decimals, replicates))
		}
		if len(k.levels) > 0 {
			levels, decimals := k.levelsOf(m.ID, c.lang)
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
	c.paragraph(c.faint(seen.in(c)))
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

// count says of how many replicates an estimate is the mean where that is not all of them, and notes it.
func (l *legend) count(e metric.Estimate, replicates int) string {
	s := e.Fewer(replicates)
	l.fewer = l.fewer || s != ""
	return s
}

// in explains the marks that were noted, "" if there are none.
func (l legend) in(c *console) string {
	said := l.marks(c)
	if len(said) == 0 {
		return ""
	}
	return c.pick("Same seeds; ", "相同随机种子；") + strings.Join(said, c.pick("; ", "；")) + c.pick(".", "。")
}

// marks explains each mark that was noted.
func (l legend) marks(c *console) (said []string) {
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
			said = append(said, c.pick(part.en, part.zh))
		}
	}
	return said
}

// What a number of replicates in brackets means.
const fewerEN, fewerZH = "(n): measured in n replicates only", "(n)：仅在 n 次重复中测得"

// showLevels prints the means of each scenario with half the width of their intervals.
func (c *console) showLevels(k *comparison, metrics []metric.Metric) error {
	names, titles := k.names(), k.titles
	s := sheet{heading: []string{""}, fixed: 1}
	for i, name := range names {
		s.heading, s.right = append(s.heading, titles[name]), append(s.right, i+1)
	}
	var seen legend
	replicates := k.replicates()
	for _, m := range metrics {
		estimates, decimals := k.levelsOf(m.ID, c.lang)
		cells, defined := []string{c.label(m)}, false
		for _, e := range estimates {
			defined = defined || !math.IsNaN(e.Mid)
			cells = append(cells, e.PlusMinus(decimals)+seen.count(e, replicates))
		}
		if defined {
			s.rows = append(s.rows, cells)
		}
	}
	note := c.levelNote(k.days, replicates, k.level)
	if seen.fewer {
		note += c.pick("; ", "；") + c.pick(fewerEN, fewerZH)
	}
	c.paragraph(c.bold(note))
	return c.sheet(s)
}

// levelNote says what a table of levels shows and what stands behind ±.
func (c *console) levelNote(days int64, replicates int, level float64) string {
	of := fmt.Sprintf(c.pick("Levels over the last %s: ", "水平（最后 %s）："), c.count(int(days), "day", "天"))
	if replicates < 2 {
		return of + c.pick("one replicate, so no intervals", "仅一次重复，没有区间")
	}
	return of + fmt.Sprintf(c.pick("means of %s ± half the width of the %g %% interval of the mean",
		"%s的均值 ± 均值 %g%% 区间的半宽"), c.count(replicates, "replicate", "次重复"), 100*level)
}

// label is the metric's name with its unit, where the numbers do not show it.
func (c *console) label(m metric.Metric) string {
	s := c.pick(m.EN, m.ZH)
	if m.NamesUnit() {
		s += c.pick(", ", "，") + param.UnitIn(m.Unit, c.lang)
	}
	return s
}

// reading is a sentence on what the first deciding metrics say.
func (c *console) reading(k *comparison) string {
	ids := k.deciding
	if len(ids) == 0 {
		ids = []string{"gmv", "head_dependence_3", "repurchase_streamer_30"}
	}
	var said []string
	for _, id := range ids {
		m, ok := k.metrics.Find(id)
		if s := c.verdictOn(k, m); ok && s != "" && len(said) < 3 {
			said = append(said, s)
		}
	}
	if len(said) == 0 {
		return ""
	}
	base := shorten(k.titles[k.baseline], titleWidth)
	if c.lang == "zh" {
		return "读法：与“" + base + "”相比，" + strings.Join(said, "；") + "。图表与注意事项见 report.html。"
	}
	return "Reading it: against " + base + ", " + strings.Join(said, "; ") + ". Open report.html for figures and caveats."
}

// titleWidth is the room that a title has in a sentence, in columns of a terminal.
const titleWidth = 40

// fewNames is how many scenarios without a clear difference are named; more are counted.
const fewNames = 4

// verdictOn says under which scenarios a metric is clearly higher or lower.
func (c *console) verdictOn(k *comparison, m metric.Metric) string {
	var higher, lower, unsure, open, same, sameOfFewer []string
	differences, decimals := k.differences(m, c.lang)
	for i, name := range k.scenarios {
		row, ok := k.find(name, m.ID)
		title, text := shorten(k.titles[name], titleWidth), ""
		if ok {
			text = title + c.pick(" (", "（") + c.differenceIn(k, differences[i], decimals) + c.pick(")", "）")
		}
		switch {
		case !ok || !metric.Known(row):
		case metric.Same(row) && row.Replicates < k.replicates():
			sameOfFewer = append(sameOfFewer, title+c.pick(" (", "（")+c.outOf(row.Replicates, k.replicates())+c.pick(")", "）"))
		case metric.Same(row):
			same = append(same, title)
		case metric.Stands(row) && row.Diff > 0:
			higher = append(higher, text)
		case metric.Stands(row):
			lower = append(lower, text)
		case metric.Apart(row):
			unsure = append(unsure, text)
		default:
			open = append(open, title)
		}
	}
	under := func(en, zh string, names []string) string {
		return c.pick(en+" under "+strings.Join(names, ", "), strings.Join(names, "、")+zh)
	}
	name := c.pick(m.EN, m.ZH)
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
		parts = append(parts, c.pick("shows no clear difference under any of the "+param.Count(n, "scenario"), fmt.Sprintf("%d 个情景均无明显差异", n)))
	case n > fewNames:
		parts = append(parts, c.pick("shows no clear difference under "+param.Count(n, "other"), fmt.Sprintf("另 %d 个情景无明显差异", n)))
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
	return name + c.pick(" ", "：") + strings.Join(parts, c.pick(", ", "，"))
}
