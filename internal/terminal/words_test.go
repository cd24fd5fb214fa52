package terminal

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/internal/job/judge"
	"livebazaar/internal/readback"
	"livebazaar/plots"
	"livebazaar/plots/report"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// The kinds of difference that a table may hold. The scenarios of a metric take turns.
const (
	lowerStands  = iota // remains after Holm's adjustment
	higherStands        //
	clearAlone          // clear before the adjustment only
	unclear             //
	sameInAll           // 0 in every replicate
	sameInFewer         // 0 in those that measure it
	oneNumber           // one number other than 0 in every pair
	lowerOfFewer        // remains, of fewer replicates
	unmeasured          //
	kindsOfRow
)

// wordy is a comparison with differences of the kinds given, every number of it another one.
func wordy(scenarios int, kinds ...int) *judge.Comparison {
	const replicates, level = 6, 0.9
	k := &judge.Comparison{Baseline: "base", Titles: map[string]string{"base": "Base case"}, Level: level, Days: 365, Planned: replicates,
		Deciding: []string{"top3_share", "gmv", "satisfaction", "return_rate"}}
	for s := 1; s < scenarios; s++ {
		name := fmt.Sprint("rule", s)
		k.Scenarios, k.Titles[name] = append(k.Scenarios, name), fmt.Sprint("Rule ", s)
	}
	for i, m := range metric.All() {
		size := map[string]float64{"share": 0.4, "yuan": 3e6, "index": 0.6}[m.Unit]
		if size == 0 {
			size = 70
		}
		size *= 1 + 0.013*float64(i)
		for s, name := range k.Names() {
			mean, half, n := size*(1+0.02*float64(s)), size*(0.03+0.001*float64(i)), replicates-i%2
			if i%9 == 7 && s == 1 {
				mean, half, n = math.NaN(), math.NaN(), 0
			}
			k.Levels = append(k.Levels, metric.Level{Scenario: name, Metric: m.ID, Unit: m.Unit, Replicates: n, Mean: mean, Lo: mean - half,
				Hi: mean + half, Level: level})
			if s == 0 {
				continue
			}
			rel, width := 0.021+0.0007*float64(i)+0.004*float64(s), 0.008+0.0003*float64(i)+0.001*float64(s)
			c := record.Contrast{Baseline: "base", Scenario: name, Metric: m.ID, Unit: m.Unit, Family: m.Family, Replicates: replicates,
				Level: level, P: 0.0012, PHolm: 0.0123}
			if slices.Contains(k.Deciding, m.ID) { // the study declares it
				c.Family = record.Primary
			}
			switch kinds[(3*i+s)%len(kinds)] {
			case lowerStands:
				rel = -rel
			case clearAlone:
				c.P, c.PHolm = 0.0321, 0.3456
			case unclear:
				rel, c.P, c.PHolm = 0.3*width, 0.4567, 1
			case sameInAll:
				rel, width, c.P, c.PHolm = 0, 0, 1, 1
			case sameInFewer:
				rel, width, c.P, c.PHolm, c.Replicates = 0, 0, 1, 1, replicates-2
			case oneNumber:
				width, c.P, c.PHolm = 0, 0.125, 0.7
			case lowerOfFewer:
				rel, c.Replicates = -rel, replicates-1
			case unmeasured:
				rel, c.P, c.PHolm, c.Replicates = math.NaN(), math.NaN(), math.NaN(), 0
			}
			c.BaselineMean, c.ScenarioMean = size, size*(1+rel)
			c.Diff, c.DiffLo, c.DiffHi = size*rel, size*(rel-width), size*(rel+width)
			c.RelDiff, c.RelLo, c.RelHi = rel, rel-1.1*width, rel+1.05*width
			k.Contrasts = append(k.Contrasts, c)
		}
	}
	return k
}

// asRead are the numbers of a difference as they are read, and the unit behind the first.
func asRead(m metric.Metric, c record.Contrast, pick func(en, zh string) string) (numbers [3]float64, unit string) {
	switch {
	case m.Unit == "share":
		return [3]float64{100 * c.Diff, 100 * c.DiffLo, 100 * c.DiffHi}, " pp"
	case m.Signed:
		return [3]float64{c.Diff, c.DiffLo, c.DiffHi}, ""
	}
	return [3]float64{100 * c.RelDiff, 100 * c.RelLo, 100 * c.RelHi}, pick(" %", "%")
}

// outputReader reads what a command has printed, line by line. What it is not told of fails the test.
type outputReader struct {
	*testing.T
	what  string
	lines []string
}

// reads demands that the next line is a pattern with its numbers; cells are parted by " | ". It returns their decimals.
func (r *outputReader) reads(pattern string, numbers ...float64) []int {
	r.Helper()
	if len(r.lines) == 0 {
		r.Fatalf("%s: ends before %q", r.what, pattern)
	}
	line := readback.ColumnGap.ReplaceAllString(strings.TrimSpace(r.lines[0]), " | ")
	r.lines = r.lines[1:]
	decimals, err := readback.Text(line, pattern, numbers...)
	if err != nil {
		r.Fatalf("%s: %q: %v", r.what, line, err)
	}
	return decimals
}

// alike demands that the differences of a row have as many decimals.
func (r *outputReader) alike(decimals []int) {
	r.Helper()
	if decimals = slices.DeleteFunc(decimals, func(d int) bool { return d < 0 }); len(decimals) > 0 && slices.Max(decimals) != slices.Min(decimals) {
		r.Errorf("%s: decimals %v in one row", r.what, decimals)
	}
}

// TestEveryWordOfTheEndOfACompareIsRight reads what compare ends with, line by line, in both languages: the sentence, the table of
// differences with its legend, the levels and the verdicts.
func TestEveryWordOfTheEndOfACompareIsRight(t *testing.T) {
	t.Parallel()
	every := make([]int, kindsOfRow)
	for i := range every {
		every[i] = i
	}
	for what, k := range map[string]*judge.Comparison{
		"all kinds":       wordy(6, every...),
		"two that stand":  wordy(3, lowerStands, higherStands),
		"nothing clear":   wordy(9, unclear),
		"few that differ": wordy(8, unclear, unclear, unclear, unclear, unclear, unclear, higherStands, unclear),
	} {
		for _, lang := range []string{"en", "zh"} {
			out := printed(t, lang, 0, func(c *Console) error {
				fmt.Fprintln(c.Out, c.reading(k))
				if err := c.showContrasts(k); err != nil {
					return err
				}
				if err := c.ShowLevels(k, k.Shown()); err != nil {
					return err
				}
				c.showVerdicts(k)
				return nil
			})
			r := &outputReader{T: t, what: what + ", " + lang}
			for line := range strings.SplitSeq(out, "\n") {
				if strings.TrimSpace(line) != "" {
					r.lines = append(r.lines, line)
				}
			}
			r.readCompare(k, func(en, zh string) string { return map[string]string{"en": en, "zh": zh}[lang] })
			if len(r.lines) > 0 {
				t.Errorf("%s: unread: %q", r.what, r.lines[0])
			}
		}
	}
}

func (r *outputReader) readCompare(k *judge.Comparison, pick func(en, zh string) string) {
	r.Helper()
	const all = 6
	few := func(n int) string {
		if n == 0 || n == all {
			return ""
		}
		return fmt.Sprintf(" (%d)", n)
	}
	same := func(c record.Contrast) bool { return c.Diff == 0 }
	stands := func(c record.Contrast) bool { return c.PHolm < 1-k.Level }

	// The sentence: of the first three metrics that decide.
	var said []string
	var numbers []float64
	for _, id := range k.Deciding[:3] {
		m, _ := metric.Find(id)
		var higher, lower, unsure, open, alike, alikeOfFewer []string
		var numbersOf [3][]float64
		for _, name := range k.Scenarios {
			c, _ := k.Find(name, id)
			values, unit := asRead(m, c, pick)
			title := k.Titles[name]
			text, of := "{+}"+unit+" [{+}, {+}]", values[:]
			if c.DiffLo == c.DiffHi {
				text, of = "{+}"+unit+pick(" in every pair", "，每对均同"), values[:1]
			}
			if c.Replicates < all {
				text += pick(fmt.Sprintf(", in %d of 6 replicates", c.Replicates), fmt.Sprintf("，6 次重复中的 %d 次", c.Replicates))
			}
			text = title + pick(" (", "（") + text + pick(")", "）")
			switch {
			case math.IsNaN(c.Diff):
			case same(c) && c.Replicates < all:
				alikeOfFewer = append(alikeOfFewer, title+pick(fmt.Sprintf(" (in %d of 6 replicates)", c.Replicates),
					fmt.Sprintf("（6 次重复中的 %d 次）", c.Replicates)))
			case same(c):
				alike = append(alike, title)
			case stands(c) && c.Diff > 0:
				higher, numbersOf[0] = append(higher, text), append(numbersOf[0], of...)
			case stands(c):
				lower, numbersOf[1] = append(lower, text), append(numbersOf[1], of...)
			case c.P < 1-k.Level:
				unsure, numbersOf[2] = append(unsure, text), append(numbersOf[2], of...)
			default:
				open = append(open, title)
			}
		}
		numbers = append(numbers, slices.Concat(numbersOf[:]...)...)
		var parts []string
		add := func(en, zh string, names []string) {
			if len(names) > 0 {
				parts = append(parts, pick(en+" under "+strings.Join(names, ", "), strings.Join(names, "、")+zh))
			}
		}
		add("is clearly higher", "明显更高", higher)
		add("is clearly lower", "明显更低", lower)
		add("differs only before Holm's adjustment", "仅在 Holm 校正前有差异", unsure)
		switch n := len(open); {
		case n > 4 && n == len(k.Scenarios):
			parts = append(parts, pick(fmt.Sprintf("shows no clear difference under any of the %d scenarios", n), fmt.Sprintf("%d 个情景均无明显差异", n)))
		case n > 4:
			parts = append(parts, pick(fmt.Sprintf("shows no clear difference under %d others", n), fmt.Sprintf("另 %d 个情景无明显差异", n)))
		default:
			add("shows no clear difference", "无明显差异", open)
		}
		add("is the same in every replicate", "每次重复都相同", alike)
		add("is the same in every replicate that measures it", "每次测得的重复都相同", alikeOfFewer)
		said = append(said, pick(m.EN+" ", m.ZH+"：")+strings.Join(parts, pick(", ", "，")))
	}
	r.reads(pick("Reading it: against Base case, "+strings.Join(said, "; ")+". Open report.html for figures and caveats.",
		"读法：与“Base case”相比，"+strings.Join(said, "；")+"。图表与注意事项见 report.html。"), numbers...)

	// The table of differences: what decides, then the headline metrics.
	r.reads(pick(`Paired differences to "Base case" over the last 365 days, means of 6 replicates, 90 % intervals`,
		"与“Base case”的配对差异（最后 365 天），6 次重复的均值，90% 区间"))
	titles := []string{"Base case"}
	for _, name := range k.Scenarios {
		titles = append(titles, k.Titles[name])
	}
	r.reads(strings.Join(titles, " | "))
	var shown []metric.Metric
	for _, id := range k.Deciding {
		m, _ := metric.Find(id)
		shown = append(shown, m)
	}
	for _, m := range metric.Headlines() {
		if !slices.Contains(k.Deciding, m.ID) {
			shown = append(shown, m)
		}
	}
	label := func(m metric.Metric) string {
		switch m.Unit {
		case "share", "index", "count", "":
			return pick(m.EN, m.ZH)
		}
		return pick(m.EN+", "+m.Unit, m.ZH+"，"+param.UnitIn(m.Unit, "zh"))
	}
	var marks struct{ ratio, points, star, ring, same, fewerSame, one, fewer, blank bool }
	for _, m := range shown {
		base := metric.LevelOf(k.Levels, "base", m.ID)
		scale, unit := 1.0, ""
		if m.Unit == "share" {
			scale, unit = 100, pick(" %", "%")
		}
		pattern, numbers := label(m)+" | {}"+unit+few(base.Replicates), []float64{scale * base.Mean}
		marks.fewer = marks.fewer || base.Replicates < all
		for _, name := range k.Scenarios {
			c, _ := k.Find(name, m.ID)
			values, unit := asRead(m, c, pick)
			marks.ratio, marks.points = marks.ratio || unit == pick(" %", "%"), marks.points || unit == " pp"
			marks.fewer = marks.fewer || c.Replicates < all && c.Replicates > 0
			star := ""
			switch primary := slices.Contains(k.Deciding, m.ID); {
			case stands(c) && primary:
				star, marks.star = "*", true
			case stands(c):
				star, marks.ring = "°", true
			}
			switch {
			case math.IsNaN(c.Diff):
				pattern, marks.blank = pattern+" | –", true
			case same(c):
				pattern += " | =" + few(c.Replicates)
				marks.same, marks.fewerSame = true, marks.fewerSame || c.Replicates < all
			case c.DiffLo == c.DiffHi:
				pattern, numbers, marks.one = pattern+" | {+}"+unit+"†"+star+few(c.Replicates), append(numbers, values[0]), true
			default:
				pattern, numbers = pattern+" | {+}"+unit+" [{+}, {+}]"+star+few(c.Replicates), append(numbers, values[:]...)
			}
		}
		r.alike(r.reads(pattern, numbers...)[1:])
	}
	var legend []string
	for _, part := range []struct {
		there  bool
		en, zh string
	}{
		{marks.ratio, "% of the baseline's mean", "% 相对基准均值"}, {marks.points, "pp percentage points", "pp 百分点"},
		{marks.star, "* primary, stands after Holm's adjustment over all primary contrasts", "* 主要，对全部主要对比作 Holm 校正后仍显著"},
		{marks.ring, "° secondary, stands after Holm's adjustment within its family of metrics only", "° 次要，仅在所属指标族内作 Holm 校正后仍显著"},
		{marks.same && !marks.fewerSame, "= the same in every replicate", "= 每次重复都相同"},
		{marks.fewerSame, "= the same in every replicate that measures it", "= 每次测得的重复都相同"},
		{marks.one, "† one number in every pair, so no interval", "† 每对差异为同一数，故无区间"},
		{marks.fewer, "(n): measured in n replicates only", "(n)：仅在 n 次重复中测得"},
		{marks.blank, "– not measured, or a % of a baseline that is not above 0", "– 未测得，或基准不大于 0 而无法取百分比"},
	} {
		if part.there {
			legend = append(legend, pick(part.en, part.zh))
		}
	}
	r.reads(pick("Same seeds; ", "相同随机种子；") + strings.Join(legend, pick("; ", "；")) + pick(".", "。"))

	// The levels.
	r.reads(pick("Levels over the last 365 days: means of 6 replicates ± half the width of the 90 % interval of the mean; (n): "+
		"measured in n replicates only",
		"水平（最后 365 天）：6 次重复的均值 ± 均值 90% 区间的半宽；(n)：仅在 n 次重复中测得"))
	r.reads(strings.Join(titles, " | "))
	for _, m := range shown {
		scale, unit := 1.0, ""
		if m.Unit == "share" {
			scale, unit = 100, pick(" %", "%")
		}
		pattern, numbers := label(m), []float64(nil)
		for _, name := range k.Names() {
			l := metric.LevelOf(k.Levels, name, m.ID)
			if math.IsNaN(l.Mean) {
				pattern += " | –"
				continue
			}
			pattern, numbers = pattern+" | {} ± {}"+unit+few(l.Replicates), append(numbers, scale*l.Mean, scale*(l.Hi-l.Lo)/2)
		}
		r.alike(r.reads(pattern, numbers...))
	}
	if len(k.Predictions) > 0 {
		r.readVerdicts(k, pick)
	}
}

// readVerdicts reads what was predicted and what came of it: here two predictions, of which one names no difference.
func (r *outputReader) readVerdicts(k *judge.Comparison, pick func(en, zh string) string) {
	r.Helper()
	r.reads(pick("Predicted before the run, and what the model says under these settings (✓ supported, ✗ contradicted, ? undecided, "+
		"which is no “no”; by one-sided p at {} %, of a direction half of Holm's, of a margin its own paired test, of several claims the largest; "+
		"what goes beyond the claims listed is not judged)",
		"运行前的预测，以及模型在这些设定下的结论（✓ 支持，✗ 相反，? 未定，未定不等于否定；以单侧 p 在 {}% 水平判断：方向取 Holm 校正后 p 的一半，幅度取其自身的配对检验，"+
			"多项论断取最大者；所列之外的内容不作判断）"), 100*(1-k.Level)/2)
	c, _ := k.Find("rule1", "gmv")
	half := c.PHolm / 2
	r.reads(pick("✗ contradicted (2 of 3 claims judged: 1 supported, 1 contradicted), p = {}: H1: words",
		"✗ 相反（3 项论断判断了 2 项：支持 1 项、相反 1 项），p = {}：H1：文字"), 1-half)
	r.reads(pick("✓ GMV (placed) lower under Rule 1: supported, primary, p = {}", "✓ Rule 1的成交总额更低：支持，主要，p = {}"), half)
	r.reads(pick("✗ GMV (placed) lower under Rule 2: contradicted, primary, p = {}", "✗ Rule 2的成交总额更低：相反，主要，p = {}"), 1-half)
	r.reads(pick("– not judged: H2: in words", "– 未判断：H2：文字"))
}

// The verdicts follow the tables, each with its claims.
func TestTheVerdictsStandBelowTheTables(t *testing.T) {
	t.Parallel()
	k := wordy(3, lowerStands, higherStands)
	first := lowerStands
	for i, m := range metric.All() {
		if m.ID == "gmv" {
			first = []int{lowerStands, higherStands}[(3*i+1)%2]
		}
	}
	one, two := "rule1", "rule2"
	if first == higherStands {
		one, two = two, one
	}
	k.Titles[one], k.Titles[two] = "Rule 1", "Rule 2"
	k.Predictions = []report.Prediction{
		{Text: plots.Label{EN: "H1: words", ZH: "H1：文字"}, Claims: []metric.Claim{{Scenario: one, Metric: "gmv"}, {Scenario: two, Metric: "gmv"}},
			Unjudged: 1},
		{Text: plots.Label{EN: "H2: in words", ZH: "H2：文字"}},
	}
	for _, lang := range []string{"en", "zh"} {
		out := printed(t, lang, 0, func(c *Console) error { c.showVerdicts(k); return nil })
		r := &outputReader{T: t, what: lang, lines: strings.Split(strings.TrimSpace(out), "\n")}
		r.readVerdicts(k, func(en, zh string) string { return map[string]string{"en": en, "zh": zh}[lang] })
		if len(r.lines) > 0 {
			t.Errorf("%s: unread: %q", lang, r.lines)
		}
	}
}
