package terminal

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"

	"livebazaar/agents/chance"
	"livebazaar/internal/job/judge"
	"livebazaar/internal/readback"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// inventedComparison is a study of n scenarios with invented values: levels that vary between replicates, differences that vary
// less. The last scenario but the first is the same as the baseline in all it does to GMV.
func inventedComparison(n, replicates int) *judge.Comparison {
	key := chance.Root(11)
	k := &judge.Comparison{Days: 365, Baseline: "base", Titles: map[string]string{"base": "Base case"}, Level: 0.9}
	var values []record.Value
	size := map[string]float64{"share": 0.4, "yuan": 3e6, "index": 0.6, "count": 900, "day": 30}
	for s := range n {
		name := "base"
		if s > 0 {
			name = "rule" + strconv.Itoa(s)
			k.Scenarios, k.Titles[name] = append(k.Scenarios, name), "Rule "+strconv.Itoa(s)
		}
		for i, m := range metric.All() {
			level := size[m.Unit]
			if level == 0 {
				level = 2000
			}
			for r := range replicates {
				luck := key.At(uint64(i)).Normal(uint64(r))
				own := key.At(uint64(1000*s + i + 77)).Normal(uint64(r))
				v := level * (1 + 0.05*luck + 0.02*float64(s) + 0.01*own)
				if m.ID == "satisfaction" {
					v -= level // around 0
				}
				if m.ID == "gmv_net" && s == 1 { // equal to the baseline
					v = level * (1 + 0.05*luck + 0.01*key.At(uint64(i+77)).Normal(uint64(r)))
				}
				values = append(values, record.Value{Scenario: name, Replicate: r, Metric: m.ID, Unit: m.Unit, Value: v})
			}
		}
	}
	k.Contrasts = experiment.Contrasts(values, "study", "base", k.Level, nil)
	k.Levels = metric.Levels(values, k.Level)
	return k
}

// printed is what show writes on a terminal of a width (0: a pipe), in a language.
func printed(t *testing.T, lang string, width int, show func(*Console) error) string {
	t.Helper()
	var out strings.Builder
	c := New(&out, &strings.Builder{})
	c.Lang, c.width = lang, width
	if err := show(c); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// What the tables say, read back, is what the contrasts and levels are, to the digits shown; and a metric has one unit and one
// number of decimals in a table, and the same unit whether two, three or six scenarios are compared.
func TestTheTablesReadBackGiveTheResults(t *testing.T) {
	t.Parallel()
	units, decimalsOf := map[string]string{}, map[string]int{}
	for _, n := range []int{2, 3, 6} {
		k := inventedComparison(n, 8)
		differences := printed(t, "en", 0, func(c *Console) error { return c.showContrasts(k) })
		levels := printed(t, "en", 0, func(c *Console) error { return c.ShowLevels(k, k.Shown()) })
		c := New(&strings.Builder{}, &strings.Builder{})
		for _, m := range k.Shown() {
			label := c.Label(m)
			row, decimals := readback.Row(t, differences, label), -1
			baseline, d := readback.Numbers(t, row[0])
			readback.Near(t, label+" of the baseline", baseline, d, metric.LevelOf(k.Levels, "base", m.ID).Estimate().Mid)
			for i, name := range k.Scenarios {
				found, _ := k.Find(name, m.ID)
				cell := row[i+1]
				if metric.Same(found) {
					if cell != "=" {
						t.Errorf("%s under %s is the same in every replicate, and %q is shown", label, name, cell)
					}
					continue
				}
				got, d := readback.Numbers(t, cell)
				want := map[string][]float64{
					" %":  {100 * found.RelDiff, 100 * found.RelLo, 100 * found.RelHi},
					" pp": {100 * found.Diff, 100 * found.DiffLo, 100 * found.DiffHi},
					"":    {found.Diff, found.DiffLo, found.DiffHi},
				}[readback.Suffix(cell)]
				readback.Near(t, label+" under "+name, got, d, want...)
				if mark := strings.TrimLeft(cell[len(cell)-len(strings.TrimLeft(cell, "+−0123456789,. %p[]")):], " "); mark != metric.StandingMark(found) {
					t.Errorf("%s under %s: %s, family %q, Holm's p is %g", label, name, cell, found.Family, found.PHolm)
				}
				if unit, known := units[m.ID]; known && unit != readback.Suffix(cell) {
					t.Errorf("%s is shown in %q with %d scenarios, and in %q with others", label, readback.Suffix(cell), n, unit)
				}
				if decimals >= 0 && d != decimals {
					t.Errorf("%s has %d and %d decimals in one table", label, decimals, d)
				}
				if of, known := decimalsOf[m.ID]; known && of != d {
					t.Errorf("%s has %d decimals with %d scenarios, %d with others", label, d, n, of)
				}
				units[m.ID], decimals, decimalsOf[m.ID] = readback.Suffix(cell), d, d
			}
			decimals = -1
			for i, name := range k.Names() {
				cell, l := readback.Row(t, levels, label)[i], metric.LevelOf(k.Levels, name, m.ID)
				got, d := readback.Numbers(t, cell)
				e := l.Estimate()
				readback.Near(t, "level of "+label+" under "+name, got, d, e.Mid, (e.Hi-e.Lo)/2)
				if decimals >= 0 && d != decimals || l.Replicates != 8 || l.Level != 0.9 {
					t.Errorf("level of %s under %s: %s, %+v", label, name, cell, l)
				}
				decimals = d
			}
		}
	}
	if units["gmv"] != " %" || units["top3_share"] != " pp" || units["profit_merchants"] != "" {
		t.Errorf("units: %v", units)
	}
}

// On a narrow terminal no line is cut: scenarios stand below each other, names and titles are wrapped.
func TestTablesFitTheTerminal(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		for _, width := range []int{80, 120} {
			k := inventedComparison(6, 4)
			k.Titles["rule2"] = strings.TrimSpace(strings.Repeat("A title that goes on ", 5))
			k.Titles["rule3"] = strings.Repeat("很长的标题", 12)
			out := printed(t, lang, width, func(c *Console) error {
				if err := c.showContrasts(k); err != nil {
					return err
				}
				return c.ShowLevels(k, k.Shown())
			})
			for line := range strings.SplitSeq(out, "\n") {
				if n := text.StringWidth(line); n > width {
					t.Errorf("%s, %d columns: a line of %d: %s", lang, width, n, line)
				}
			}
		}
	}
}

// "±" never stands alone: the same text says that it is half the width of which interval, over how many replicates.
func TestPlusMinusSaysOfWhat(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{"en": "± half the width of the 90 % interval of the mean", "zh": "± 均值 90% 区间的半宽"} {
		for n, replicates := range map[int]string{2: map[string]string{"en": "means of 2 replicates", "zh": "2 次重复的均值"}[lang],
			8: map[string]string{"en": "means of 8 replicates", "zh": "8 次重复的均值"}[lang]} {
			k := inventedComparison(3, n)
			out := printed(t, lang, 0, func(c *Console) error { return c.ShowLevels(k, k.Shown()) })
			if heading, _, _ := strings.Cut(out, "\n"); !strings.Contains(heading, want) || !strings.Contains(heading, replicates) {
				t.Errorf("the heading does not say %q and %q: %s", want, replicates, heading)
			}
		}
		k := inventedComparison(1, 1)
		out := printed(t, lang, 0, func(c *Console) error { return c.ShowLevels(k, k.Shown()) })
		if strings.Contains(out, "±") || !strings.Contains(out, map[string]string{"en": "one replicate, so no intervals", "zh": "仅一次重复，没有区间"}[lang]) {
			t.Errorf("one replicate has intervals:\n%s", out)
		}
	}
}

// What is the same in every replicate is never called unclear, what is unclear never the same, in the table and in the sentence.
func TestTheSameAndTheUnclearAreToldApart(t *testing.T) {
	t.Parallel()
	row := func(name string, diff, half float64) record.Contrast {
		return record.Contrast{Scenario: name, Metric: "gmv", Unit: "yuan", Replicates: 4, BaselineMean: 1000, ScenarioMean: 1000 + diff, Diff: diff,
			DiffLo: diff - half, DiffHi: diff + half, RelDiff: diff / 1000, RelLo: (diff - half) / 1000, RelHi: (diff + half) / 1000, Level: 0.95,
			P: 1, PHolm: 1}
	}
	k := &judge.Comparison{Baseline: "base", Scenarios: []string{"a", "b"},
		Titles: map[string]string{"base": "Base", "a": "Alike", "b": "Barely"}, Level: 0.95, Days: 1, Deciding: []string{"gmv"},
		Contrasts: []record.Contrast{row("a", 0, 0), row("b", 0, 0.02)}}
	for lang, wants := range map[string][]string{
		"en": {"GMV (placed) shows no clear difference under Barely, is the same in every replicate under Alike.",
			"= the same in every replicate", "   =       0.000 % [−0.002, +0.002]"},
		"zh": {"成交总额：Barely无明显差异，Alike每次重复都相同", "= 每次重复都相同", "   =       0.000% [−0.002, +0.002]"},
	} {
		out := printed(t, lang, 0, func(c *Console) error {
			fmt.Fprintln(c.Out, c.reading(k))
			return c.showContrasts(k)
		})
		for _, want := range wants {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", lang, want, out)
			}
		}
	}
}

// oneOfMany finds "1 replicates", "1 days" and the like; a 1 after a point or a comma is part of another number.
func TestOneIsSingularAndTwoArePlural(t *testing.T) {
	t.Parallel()
	for n := 1; n <= 2; n++ {
		for scenarios := 2; scenarios <= 3; scenarios++ {
			k := inventedComparison(scenarios, n)
			k.Days, k.Deciding = int64(n), []string{"gmv", "top3_share"}
			readback.Grammatical(t, "the end of compare", printed(t, "en", 0, func(c *Console) error {
				fmt.Fprintln(c.Out, c.reading(k))
				if err := c.showContrasts(k); err != nil {
					return err
				}
				return c.ShowLevels(k, k.Shown())
			}))
		}
		m := &Meter{c: New(&strings.Builder{}, &strings.Builder{}), labels: make([]string, n), replicates: 1}
		readback.Grammatical(t, "the meter", m.line(0))
	}
}

// fewlyMeasured is a comparison in which metrics are measured in some replicates only, each side in others.
func fewlyMeasured() *judge.Comparison {
	none := math.NaN()
	k := &judge.Comparison{Baseline: "base", Scenarios: []string{"rule"}, Titles: map[string]string{"base": "Base", "rule": "Rule"},
		Level: 0.95, Days: 365, Planned: 4, Deciding: []string{"gmv", "unpredictability", "repurchase_365", "satisfaction"}}
	var values []record.Value
	for id, sides := range map[string][2][]float64{
		"gmv":              {{100, 102, 99, 101}, {103, 104, 103, 102}},
		"unpredictability": {{20, 22, none, 40}, {15, 18, 90, none}},
		"repurchase_365":   {{0.5, 0.25, none, none}, {0.5, 0.25, none, none}},
		"satisfaction":     {{0.5, 0.25, none, none}, {0.25, 0, none, none}},
	} {
		m, _ := metric.Find(id)
		for side, of := range sides {
			for r, v := range of {
				values = append(values, record.Value{Scenario: []string{"base", "rule"}[side], Replicate: r, Metric: id, Unit: m.Unit, Value: v})
			}
		}
	}
	k.Contrasts = experiment.Contrasts(values, "study", "base", k.Level, nil)
	k.Levels = metric.Levels(values, k.Level)
	return k
}

// Each level and each difference says of how many replicates it is the mean where that is not all of them, the sentence and the
// legend too; and where all were measured nothing is said.
func TestEveryCellSaysOfHowManyReplicates(t *testing.T) {
	t.Parallel()
	k := fewlyMeasured()
	for lang, want := range map[string]struct {
		says []string
		same string
	}{
		"en": {[]string{fewerEN, "= the same in every replicate that measures it", "† one number in every pair, so no interval"},
			"is the same in every replicate that measures it under Rule (in 2 of 4 replicates)"},
		"zh": {[]string{fewerZH, "= 每次测得的重复都相同", "† 每对差异为同一数，故无区间"}, "Rule（4 次重复中的 2 次）每次测得的重复都相同"},
	} {
		differences := printed(t, lang, 0, func(c *Console) error { return c.showContrasts(k) })
		levels := printed(t, lang, 0, func(c *Console) error { return c.ShowLevels(k, k.Shown()) })
		c := New(&strings.Builder{}, &strings.Builder{})
		c.Lang = lang
		find := func(table, id string) []string {
			m, _ := metric.Find(id)
			return readback.Row(t, table, c.Label(m))
		}
		for id, ends := range map[string][2]string{
			"gmv":              {"", ""},
			"unpredictability": {" (3)", " (2)"},
			"repurchase_365":   {" (2)", "= (2)"},
			"satisfaction":     {" (2)", "† (2)"},
		} {
			row := find(differences, id)
			for i, end := range ends {
				if !strings.HasSuffix(row[i], end) || end == "" && strings.Contains(row[i], "(") {
					t.Errorf("%s, %s: %q, want it to end in %q", lang, id, row[i], end)
				}
			}
			for _, cell := range find(levels, id) {
				if !strings.HasSuffix(cell, ends[0]) || ends[0] == "" && strings.Contains(cell, "(") {
					t.Errorf("%s, level of %s: %q, want it to end in %q", lang, id, cell, ends[0])
				}
			}
		}
		if legend := differences[strings.LastIndex(strings.TrimSpace(differences), "\n"):]; strings.Contains(legend, metric.Blank+" ") {
			t.Errorf("%s: nothing that is shown is blank, and the legend explains it: %s", lang, legend)
		}
		for _, says := range want.says {
			if !strings.Contains(differences, says) {
				t.Errorf("%s: no %q in\n%s", lang, says, differences)
			}
		}
		if heading, _, _ := strings.Cut(levels, "\n"); !strings.Contains(heading, want.says[0]) {
			t.Errorf("%s: no %q in %s", lang, want.says[0], heading)
		}
		m, _ := metric.Find("repurchase_365")
		if got := c.verdictOn(k, m); !strings.Contains(got, want.same) {
			t.Errorf("%s, want %s", got, want.same)
		}
		m, _ = metric.Find("satisfaction")
		if got := c.verdictOn(k, m); strings.Contains(got, "Holm") {
			t.Errorf("two equal pairs are clear before Holm's adjustment: %s", got)
		}
		whole := inventedComparison(3, 4)
		for _, out := range []string{printed(t, lang, 0, func(c *Console) error { return c.showContrasts(whole) }),
			printed(t, lang, 0, func(c *Console) error { return c.ShowLevels(whole, whole.Shown()) })} {
			if strings.Contains(out, want.says[0]) || strings.Contains(out, "†") || strings.Contains(out, "– ") {
				t.Errorf("%s: marks are explained that are not there\n%s", lang, out)
			}
		}
	}
}
