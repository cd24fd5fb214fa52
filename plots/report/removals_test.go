package report

import (
	"html"
	"math"
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Where rules differ in the placebo the report says so, with each rule's own mean; where they do not it says nothing.
func TestAPlaceboThatRulesDifferInIsToldWithEachRulesMean(t *testing.T) {
	v := invented.New(3, 4, 400, 40)
	set := func(p3 float64) {
		for i := range v.Judged {
			if c := &v.Judged[i]; strings.HasPrefix(c.Metric, "random_loss") {
				c.P, c.PHolm = 0.2, math.NaN()
				if c.Metric == "random_loss_3" && c.Scenario == invented.Names[2] {
					c.P = p3
				}
			}
		}
	}
	set(0.0084) // times six tests: not at 5 %
	if page := pageOf(t, v, Options{}); strings.Contains(page, `<p class="warn">`) {
		t.Error("a warning of what may be chance among six tests")
	}
	set(0.0082)
	for lang, wants := range map[string][]string{
		plots.English: {"The placebo is not the same under all rules", "Loss without 3 random active streamers: "},
		plots.Chinese: {"各规则的安慰剂并不相同", "失去随机 3 名活跃主播的损失："},
	} {
		_, warning, told := strings.Cut(html.UnescapeString(pageOf(t, v, Options{Lang: lang})), `<p class="warn">`)
		warning, _, _ = strings.Cut(warning, "</p>")
		for _, want := range wants {
			if !told || !strings.Contains(warning, want) {
				t.Errorf("%s: no %q in %q", lang, want, warning)
			}
		}
		s := open(t, v, lang)
		levels, _ := s.AllLevels()
		for sc := range 3 {
			own := (&page{study: s}).bracketed(s.Titles(plots.LabelSize, nameWidth, 1)[sc], s.levelText(levels, sc, "random_loss_3", metric.Percent(lang)))
			if !strings.Contains(warning, own) {
				t.Errorf("%s: no %q in %q", lang, own, warning)
			}
		}
		if strings.Contains(warning, "10") && strings.Contains(warning, "10 random") {
			t.Errorf("%s: tells of a placebo in which rules do not differ: %q", lang, warning)
		}
	}
}

// A folder of model version 7 keeps its labels, units and figures: what it calls head dependence is a loss of net GMV in a year.
func TestAFolderOfAFormerModelKeepsItsDefinitionOfHeadDependence(t *testing.T) {
	v := invented.New(2, 3, 400, 40)
	v.Run.ModelVersion = 7
	v.Summary, v.Judged = nil, nil
	delete(v.Tables, "courses")
	for sc := range 2 {
		for rep := range 3 {
			for id, x := range map[string]float64{
				"head_dependence_1": .04, "head_dependence_3": .06, "random_dependence_3": .002, "head_half_life_1": 70,
			} {
				unit := "share"
				if id == "head_half_life_1" {
					unit = "day"
				}
				v.Summary = append(v.Summary, record.Value{Scenario: invented.Names[sc], Replicate: rep, Metric: id, Unit: unit,
					Value: x * (1 + .1*float64(rep+sc))})
			}
		}
	}
	for _, id := range []string{"gmv", "head_dependence_3", "head_half_life_1"} {
		v.Judged = append(v.Judged, record.Contrast{Baseline: invented.Names[0], Scenario: invented.Names[1], Metric: id, Unit: "share", Replicates: 3,
			BaselineMean: .06, ScenarioMean: .07, Diff: .01, DiffLo: .005, DiffHi: .015, Level: .95, P: .01, PHolm: .01})
	}
	for lang, want := range map[string][]string{
		plots.English: {
			"Share of the platform's net GMV lost in a rerun with the same draws, branched a year before the end",
			"loss without the top 3", "half-life of the loss of the top 1", "loss without 3 random streamers",
			"these results are of model version 7 or before"},
		plots.Chinese: {"平台净成交的损失占比", "失去前 3 名的损失", "头部缺位损失半衰期", "本结果来自模型版本 7 或更早"},
	} {
		page := html.UnescapeString(pageOf(t, v, Options{Lang: lang}))
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s: the report does not say %q", lang, w)
			}
		}
		for _, not := range []string{"dependence on the top 3", "对前 3 名的依赖", "placed GMV lost in the 90 days"} {
			if strings.Contains(page, not) {
				t.Errorf("%s: the report says %q, which those results do not hold", lang, not)
			}
		}
	}
	f := figureOf(t, open(t, v, plots.English), "head-dependence")
	if f.Missing.EN != "" {
		t.Errorf("D(k) is left out: %s", f.Missing.EN)
	}
}
