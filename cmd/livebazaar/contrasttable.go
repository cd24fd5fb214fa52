package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"livebazaar/agents/param"
	"livebazaar/plots"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// comparison is what the end of compare needs to know of a study.
type comparison struct {
	baseline    string            // name
	scenarios   []string          // names, in the study's order, without the baseline
	titles      map[string]string // by name
	deciding    []string          // metrics that decide; empty: headline metrics
	level       float64
	days        int64 // that metrics cover
	contrasts   []record.Contrast
	further     []record.Contrast // with other scenarios than the baseline, where predictions name them
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
		if m, ok := metric.Find(id); ok {
			add(m)
		}
	}
	for _, m := range metric.All() {
		if m.Headline {
			add(m)
		}
	}
	return out
}

// difference writes a paired difference with its interval, relative to the baseline or in the metric's unit.
func difference(row record.Contrast, relative bool) string {
	mid, lo, hi := row.Diff, row.DiffLo, row.DiffHi
	write, unit := func(x float64) string { return signed(x, row.Unit) }, ""
	switch {
	case relative:
		mid, lo, hi = row.RelDiff, row.RelLo, row.RelHi
		write, unit = change, " %"
	case isShare(row.Unit):
		write, unit = change, " pp"
	}
	if math.IsNaN(mid) {
		return blank
	}
	s := write(mid) + unit
	if !math.IsNaN(lo) {
		s += " [" + write(lo) + ", " + write(hi) + "]"
	}
	if metric.Stands(row) {
		s += "*"
	}
	return s
}

// signed writes a difference in a unit, with its sign and three significant digits.
func signed(x float64, unit string) string {
	s := amount(x, unit)
	if math.Abs(x) < 1000 {
		s = minus(strconv.FormatFloat(x, 'g', 3, 64))
	}
	if x > 0 {
		return "+" + s
	}
	return s
}

// showContrasts prints the paired differences: all scenarios side by side, or one below the other where the terminal
// is too narrow for that.
func (c *console) showContrasts(k *comparison) error {
	replicates := 0
	for _, row := range k.contrasts {
		replicates = max(replicates, row.Replicates)
	}
	base := k.titles[k.baseline]
	fmt.Fprintf(c.out, c.pick("Paired differences to %q over the last %d days, means of %d replicates, %g %% intervals (same seeds; %% of the baseline, pp percentage points; * stands after Holm's adjustment)\n",
		"与“%s”的配对差异（最后 %d 天），%d 次重复的均值，%g %% 区间（相同随机种子；%% 相对基准，pp 百分点；* 表示经 Holm 校正后仍显著）\n"), base, k.days, replicates, 100*k.level)
	heading := []string{"", base}
	for _, name := range k.scenarios {
		heading = append(heading, k.titles[name])
	}
	var rows [][]string
	width := 0
	for _, m := range k.shown() {
		row := []string{c.label(m) + c.fewer(k, m, replicates), blank}
		defined, relative := false, m.ReadsRelative(k.contrasts)
		for _, name := range k.scenarios {
			cell := blank
			if found, ok := k.find(name, m.ID); ok {
				row[1] = amount(found.BaselineMean, m.Unit)
				cell = difference(found, relative)
				defined = defined || !math.IsNaN(found.BaselineMean) || !math.IsNaN(found.ScenarioMean)
			}
			row = append(row, cell)
		}
		if defined {
			rows = append(rows, row)
			n := 0
			for i, cell := range row {
				n += max(text.StringWidth(cell), text.StringWidth(heading[i])) + 3
			}
			width = max(width, n)
		}
	}
	if c.width == 0 || width <= c.width || len(k.scenarios) == 1 {
		return c.grid(heading, rows, 1)
	}
	for i := range k.scenarios {
		fmt.Fprintln(c.out)
		narrow := make([][]string, len(rows))
		for r, row := range rows {
			narrow[r] = []string{row[0], row[1], row[i+2]}
		}
		if err := c.grid([]string{"", base, heading[i+2]}, narrow, 1); err != nil {
			return err
		}
	}
	return nil
}

// fewer says in how many replicates a metric was measured where that is not in all of them.
func (c *console) fewer(k *comparison, m metric.Metric, replicates int) string {
	n := 0
	for _, row := range k.contrasts {
		if row.Metric == m.ID {
			n = max(n, row.Replicates)
		}
	}
	if n == 0 || n == replicates {
		return ""
	}
	return fmt.Sprintf(c.pick(" (%d replicates)", "（%d 次重复）"), n)
}

// label is the metric's name with its unit, where the numbers do not show it.
func (c *console) label(m metric.Metric) string {
	s := c.pick(m.EN, m.ZH)
	if m.Unit != "" && m.Unit != "index" && !isShare(m.Unit) {
		s += ", " + param.UnitIn(m.Unit, c.lang)
	}
	return s
}

// reading is a sentence on what the first deciding metrics say.
func (c *console) reading(k *comparison) string {
	ids := k.deciding
	if len(ids) == 0 {
		ids = []string{"gmv", "head_dependence_3", "repurchase_90"}
	}
	var said []string
	for _, id := range ids {
		m, ok := metric.Find(id)
		if s := c.verdictOn(k, m); ok && s != "" && len(said) < 3 {
			said = append(said, s)
		}
	}
	if len(said) == 0 {
		return ""
	}
	if c.lang == "zh" {
		return "读法：与“" + k.titles[k.baseline] + "”相比，" + strings.Join(said, "；") + "。图表与注意事项见 report.html。"
	}
	return "Reading it: against " + k.titles[k.baseline] + ", " + strings.Join(said, "; ") + ". Open report.html for figures and caveats."
}

// fewNames is how many scenarios without a clear difference are named; more are counted.
const fewNames = 4

// verdictOn says under which scenarios a metric is clearly higher or lower.
func (c *console) verdictOn(k *comparison, m metric.Metric) string {
	var higher, lower, unsure, open, same []string
	relative := m.ReadsRelative(k.contrasts)
	inBrackets := func(s string) string { return c.pick(" ("+s+")", "（"+s+"）") }
	for _, name := range k.scenarios {
		row, ok := k.find(name, m.ID)
		switch {
		case !ok || math.IsNaN(row.Diff):
		case row.Diff == 0 && row.DiffLo == 0 && row.DiffHi == 0:
			same = append(same, k.titles[name])
		case !metric.Stands(row) && (row.DiffLo > 0 || row.DiffHi < 0):
			unsure = append(unsure, k.titles[name]+inBrackets(difference(row, relative)))
		case !metric.Stands(row):
			open = append(open, k.titles[name])
		case row.Diff > 0:
			higher = append(higher, k.titles[name]+inBrackets(strings.TrimSuffix(difference(row, relative), "*")))
		default:
			lower = append(lower, k.titles[name]+inBrackets(strings.TrimSuffix(difference(row, relative), "*")))
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
	case n > fewNames && len(parts)+len(same) == 0:
		parts = append(parts, fmt.Sprintf(c.pick("shows no clear difference under any of the %d scenarios", "%d 个情景均无明显差异"), n))
	case n > fewNames:
		parts = append(parts, fmt.Sprintf(c.pick("shows no clear difference under %d others", "另 %d 个情景无明显差异"), n))
	case n > 0:
		parts = append(parts, under("shows no clear difference", "无明显差异", open))
	}
	if len(same) > 0 {
		parts = append(parts, under("is the same to the last digit", "完全相同", same))
	}
	if len(parts) == 0 {
		return ""
	}
	return name + c.pick(" ", "：") + strings.Join(parts, c.pick(", ", "，"))
}

// showSummary prints the headline metrics of each scenario: means over replicates, with the half-width of their interval
// where there is more than one.
func (c *console) showSummary(values []record.Value, titles map[string]string, names []string) error {
	heading := []string{""}
	for _, name := range names {
		heading = append(heading, titles[name])
	}
	var rows [][]string
	var right []int
	for i := range names {
		right = append(right, i+1)
	}
	for _, m := range metric.All() {
		if !m.Headline {
			continue
		}
		row, defined := []string{c.label(m)}, false
		for _, name := range names {
			var x []float64
			for _, v := range values {
				if v.Scenario == name && v.Metric == m.ID && !math.IsNaN(v.Value) {
					x = append(x, v.Value)
				}
			}
			cell := blank
			if len(x) > 0 {
				defined = true
				cell = amount(mean(x), m.Unit)
				if len(x) > 1 {
					cell += " ± " + amount(halfWidth(x, 0.95), m.Unit)
				}
			}
			row = append(row, cell)
		}
		if defined {
			rows = append(rows, row)
		}
	}
	return c.grid(heading, rows, right...)
}

// halfWidth is half of the t interval of the mean of x.
func halfWidth(x []float64, level float64) float64 {
	m, squares := mean(x), 0.0
	for _, v := range x {
		squares += (v - m) * (v - m)
	}
	n := float64(len(x))
	return experiment.Quantile(level, len(x)-1) * math.Sqrt(squares/(n-1)/n)
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
