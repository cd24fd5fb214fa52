package report

import (
	"html"
	"math"
	"regexp"
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/internal/readback"
	"livebazaar/plots"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

var (
	tagsIn   = regexp.MustCompile(`<[^>]*>`)
	tableRow = regexp.MustCompile(`(?s)<tr><th title="[^"]*">(.*?)</th>(.*?)</tr>`)
	tableOne = regexp.MustCompile(`(?s)<td class="n[^"]*"[^>]*>(.*?)</td>`)
)

// cellsOf reads the tables between two marks of a page: the cells of each metric by its name.
func cellsOf(t *testing.T, page, from, to string) map[string][]string {
	t.Helper()
	_, page, found := strings.Cut(page, from)
	page, _, ended := strings.Cut(page, to)
	if !found || !ended {
		t.Fatalf("no table between %s and %s", from, to)
	}
	out := map[string][]string{}
	for _, row := range tableRow.FindAllStringSubmatch(page, -1) {
		name, _, _ := strings.Cut(row[1], ", ")
		if _, early := out[name]; early {
			continue
		}
		for _, cell := range tableOne.FindAllStringSubmatch(row[2], -1) {
			out[name] = append(out[name], html.UnescapeString(strings.ReplaceAll(cell[1], "<small>", " ")))
		}
	}
	return out
}

func numbersIn(t *testing.T, cell string) (numbers []float64, decimals int) {
	t.Helper()
	return readback.Numbers(t, tagsIn.ReplaceAllString(cell, ""))
}

func agree(got []float64, decimals int, want ...float64) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= 0.5000001*math.Pow(10, -float64(decimals))) {
			return false
		}
	}
	return true
}

// measured gives invented results a value of every metric, and contrasts that belong to them. GMV is the same under the second
// scenario as under the baseline.
func measured(scenarios, replicates, days int) *invented.Results {
	v := invented.New(scenarios, replicates, days, 40)
	v.Summary = nil
	for i, id := range metric.Names() {
		m, _ := metric.Find(id)
		size := map[string]float64{"share": 0.4, "yuan": 3e6, "index": 0.6, "count": 900}[m.Unit]
		v.Each(func(sc, rep int, name string) {
			effect := 0.02*float64(sc) + 0.01*invented.Noise(rep, 1000*sc+i, 1)[0]
			if id == "gmv" && sc == 1 {
				effect = 0.01 * invented.Noise(rep, i, 1)[0]
			}
			value := size * (1 + 0.05*invented.Noise(rep, 5000+i, 1)[0] + effect)
			v.Summary = append(v.Summary, record.Value{Scenario: name, Replicate: rep, Metric: id, Unit: m.Unit, Value: value})
		})
	}
	v.Judged = experiment.Contrasts(v.Summary, "study", invented.Names[0], 0.9, nil)
	return v
}

// The report's tables, read back, are the contrasts and the levels to the digits shown: each metric in the unit declared with it,
// with the same decimals under all scenarios, whether there are two, three or five.
func TestTheReportsTablesReadBackGiveTheResults(t *testing.T) {
	for _, n := range []int{2, 3, 5} {
		v := measured(n, 4, 400)
		page := pageOf(t, v, Options{})
		differences := cellsOf(t, page, `id="contrasts"`, `id="levels"`)
		levels := cellsOf(t, page, `id="levels"`, `id="time"`)
		known := metric.Levels(v.Summary, 0.9)
		rows := 0
		for _, m := range metric.All() {
			cells, shown := differences[m.EN]
			if !shown {
				continue
			}
			rows++
			decimals := -1
			for _, c := range v.Judged {
				if c.Metric != m.ID {
					continue
				}
				place := 0
				for i, name := range invented.Names[:n] {
					if name == c.Scenario {
						place = i
					}
				}
				cell := cells[place]
				if metric.Same(c) || !metric.Known(c) {
					if want := map[bool]string{true: "=", false: "–"}[metric.Same(c)]; cell != want {
						t.Errorf("%s under %s is %q, want %s", m.ID, c.Scenario, cell, want)
					}
					continue
				}
				got, d := numbersIn(t, cell)
				e := m.Difference(c)
				if !agree(got, d, e.Mid, e.Lo, e.Hi) || e.Suffix != "" && !strings.Contains(cell, e.Suffix) {
					t.Errorf("%s under %s: %q, want %v", m.ID, c.Scenario, cell, e)
				}
				if decimals >= 0 && d != decimals {
					t.Errorf("%s has %d and %d decimals", m.ID, decimals, d)
				}
				decimals = d
			}
			decimals = -1
			for i, name := range invented.Names[:n] {
				e := metric.LevelOf(known, name, m.ID).Estimate()
				got, d := numbersIn(t, levels[m.EN][i])
				if !agree(got, d, e.Mid, e.Lo, e.Hi) || decimals >= 0 && d != decimals {
					t.Errorf("level of %s under %s: %q, want %v", m.ID, name, levels[m.EN][i], e)
				}
				decimals = d
			}
		}
		if rows < 10 {
			t.Errorf("%d metrics were read", rows)
		}
	}
}

// Each level and each difference says of how many replicates it is the mean where that is not all of them; the legends, the
// sentences and the figure say it too, and say nothing where all were measured.
func TestTheReportSaysOfHowManyReplicates(t *testing.T) {
	v := invented.New(2, 4, 400, 40)
	none := math.NaN()
	v.Summary = nil
	for id, sides := range map[string][2][]float64{
		"gmv":                    {{100, 102, 99, 101}, {103, 104, 103, 102}},
		"unpredictability":       {{20, 22, none, 40}, {15, 18, 90, none}},
		"repurchase_streamer_90": {{0.5, 0.25, none, none}, {0.5, 0.25, none, none}},
		"satisfaction":           {{0.5, 0.25, none, none}, {0.25, 0, none, none}},
	} {
		m, _ := metric.Find(id)
		for side, of := range sides {
			for r, x := range of {
				v.Summary = append(v.Summary, record.Value{Scenario: invented.Names[side], Replicate: r, Metric: id, Unit: m.Unit, Value: x})
			}
		}
	}
	v.Judged = experiment.Contrasts(v.Summary, "study", invented.Names[0], 0.95, nil)
	deciding := &Asked{Deciding: []string{"gmv", "repurchase_streamer_90", "satisfaction"}}
	page := pageOf(t, v, Options{Asked: deciding})
	differences := cellsOf(t, page, `id="contrasts"`, `id="levels"`)
	levels := cellsOf(t, page, `id="levels"`, `id="time"`)
	for id, want := range map[string][2]string{
		"gmv":                    {"", ""},
		"unpredictability":       {" (3)", " (2)"},
		"repurchase_streamer_90": {" (2)", "= (2)"},
		"satisfaction":           {" (2)", "† (2)"},
	} {
		m, _ := metric.Find(id)
		name, _, _ := strings.Cut(m.EN, ", ")
		row := append(differences[name], levels[name]...)
		if len(row) != 4 {
			t.Fatalf("%s: %q", id, row)
		}
		for i, end := range []string{want[0], want[1], want[0], want[0]} {
			if !strings.Contains(row[i], end) || end == "" && strings.Contains(row[i], "(") {
				t.Errorf("%s, cell %d is %q, without %q", id, i, row[i], end)
			}
		}
	}
	for lang, wants := range map[string][]string{
		plots.English: {"= is the same in every replicate that measures it",
			"† is one number in every pair, so without an interval; (n): measured in n replicates only",
			"Student's t over replicates); (n): measured in n replicates only.",
			"is the same in every replicate that measures it under Engagement ranking (2 of 4).",
			"does not clearly differ under Engagement ranking (−0.250 in every pair, in 2 of 4 replicates)"},
		plots.Chinese: {"= 表示每次测得的重复都相同", "† 表示每对差异为同一数，故无区间；(n)：仅在 n 次重复中测得", "按 t 分布）；(n)：仅在 n 次重复中测得。",
			"互动排序（2 / 4）在每次测得的重复中都相同", "每对均同，4 次重复中的 2 次"},
	} {
		page := html.UnescapeString(pageOf(t, v, Options{Lang: lang, Asked: deciding}))
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("the report in %s does not say %q", lang, want)
			}
		}
		whole := html.UnescapeString(pageOf(t, measured(2, 4, 400), Options{Lang: lang}))
		if strings.Contains(whole, plots.FewerNote.In(lang)) || strings.Contains(whole, "†") {
			t.Errorf("the report in %s explains marks that are not there", lang)
		}
	}
	s := open(t, v, plots.English)
	caption := figureOf(t, s, "contrasts").Caption.EN
	for _, want := range []string{"in every replicate that measures it.", "one number in every pair.", "(n): measured in n replicates only."} {
		if !strings.Contains(caption, want) {
			t.Errorf("the caption of the contrasts does not say %q: %s", want, caption)
		}
	}
}

// Removals are run in the first replicates only: their table says of how many its numbers are, and why. Ratios are blank: of two
// replicates nothing is clear at 99 %.
func TestTheTableOfRemovalsSaysOfHowManyReplicates(t *testing.T) {
	v := invented.New(2, 4, 400, 40)
	whole := pageOf(t, v, Options{})
	v.Replicates, v.Summary = 2, nil
	v.InventRemovals()
	v.Replicates = 4
	_, head, _ := strings.Cut(pageOf(t, v, Options{}), `id="head"`)
	head, _, _ = strings.Cut(head, `id="cohorts"`)
	if n := strings.Count(head, "] (2)</td>"); n != 2*3*4 || !strings.Contains(head, plots.FewerNote.EN) {
		t.Errorf("%d of 24 cells say that two replicates were run again", n)
	}
	if strings.Contains(whole, plots.FewerNote.EN) {
		t.Error("the note is there where all replicates were run again")
	}
}

var oneOfMany = regexp.MustCompile(`(^|[^0-9.,/−-])1 ([a-z]+ )?(replicates|days|scenarios|streamers|months|cohorts|files)\b`)

// With one replicate and with two, and over one day, nothing is counted wrongly; and ± does not occur without saying of what.
func TestTheReportCountsInSingularAndPlural(t *testing.T) {
	for _, replicates := range []int{1, 2} {
		for scenarios, days := range map[int]int{1: 400, 2: 1, 3: 400} {
			v := measured(scenarios, replicates, days)
			v.Run.Warmup.Days = days
			text := tagsIn.ReplaceAllString(pageOf(t, v, Options{}), " ")
			for _, wrong := range oneOfMany.FindAllString(text, -1) {
				t.Errorf("%d scenarios, %d replicates: the report says %q", scenarios, replicates, wrong)
			}
			if strings.Contains(text, "±") {
				t.Errorf("the report says ± without saying of what")
			}
			if want := "One replicate, so no intervals."; strings.Contains(text, want) != (replicates == 1) {
				t.Errorf("%d replicates: %q", replicates, want)
			}
			for _, lang := range []string{plots.English, plots.Chinese} {
				for _, f := range open(t, v, lang).Figures() {
					for _, label := range []plots.Label{f.Title, f.Caption, f.Missing} {
						if wrong := oneOfMany.FindString(label.EN); wrong != "" || strings.Contains(label.In(lang), "±") {
							t.Errorf("%s says %q: %s", f.Name, wrong, label.In(lang))
						}
					}
				}
			}
		}
	}
}

// What is the same in every replicate is "=" in the table and said to be the same; what is unclear is said to be unclear.
func TestTheReportTellsTheSameFromTheUnclear(t *testing.T) {
	v := invented.New(3, 4, 400, 40)
	row := func(sc int, half float64) record.Contrast {
		return record.Contrast{Baseline: invented.Names[0], Scenario: invented.Names[sc], Metric: "gmv", Unit: "yuan", Replicates: 4, BaselineMean: 1000,
			ScenarioMean: 1000, DiffLo: -half, DiffHi: half, RelLo: -half / 1000, RelHi: half / 1000, Level: 0.95, P: 1, PHolm: 1}
	}
	v.Judged = []record.Contrast{row(1, 0), row(2, 0.02)}
	for lang, wants := range map[string][]string{
		plots.English: {"does not clearly differ under Repurchase ranking (0.000 % [−0.002, +0.002]); " +
			"it is the same in every replicate under Engagement ranking.", "A point at 0 without a bar: the same in every replicate."},
		plots.Chinese: {"复购排序（0.000% [−0.002, +0.002]）无明显差异；互动排序在每次重复中都相同。", "位于 0 且无横线者：每次重复都相同。"},
	} {
		page := html.UnescapeString(pageOf(t, v, Options{Lang: lang}))
		for _, want := range append(wants, `>=</td>`) {
			if !strings.Contains(page, want) {
				t.Errorf("the report in %s does not say %q", lang, want)
			}
		}
	}
}
