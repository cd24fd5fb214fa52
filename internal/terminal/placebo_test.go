package terminal

import (
	"math"
	"strings"
	"testing"

	"livebazaar/internal/job/judge"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Where rules differ in the placebo the console says so and gives each rule's own mean; where the tests may be chance it says
// nothing, nor where no head dependence is shown.
func TestAPlaceboThatRulesDifferInIsTold(t *testing.T) {
	t.Parallel()
	k := &judge.Comparison{Baseline: "base", Scenarios: []string{"a", "b"},
		Titles: map[string]string{"base": "Base", "a": "Alpha", "b": "Beta"}, Level: .95, Planned: 4}
	var values []record.Value
	for i, name := range k.Names() {
		for r := range 4 {
			values = append(values, record.Value{Scenario: name, Replicate: r, Metric: "random_loss_3", Unit: "share",
				Value: .01*float64(i) + .0012*float64(r)})
		}
	}
	k.Levels = metric.Levels(values, k.Level)
	rows := func(a, b float64) []record.Contrast {
		var out []record.Contrast
		for _, id := range []string{"gmv", "random_loss_1", "random_loss_3"} {
			for name, p := range map[string]float64{"a": a, "b": b} {
				if id == "random_loss_1" {
					p = .9
				}
				out = append(out, record.Contrast{Baseline: "base", Scenario: name, Metric: id, P: p, PHolm: math.NaN(), Level: .95})
			}
		}
		return out
	}
	c := New(&strings.Builder{}, &strings.Builder{})
	for _, calm := range [][2]float64{{.013, .5}, {math.NaN(), math.NaN()}} { // four tests of placebos: .013 × 4 is above 5 %
		if k.Contrasts = rows(calm[0], calm[1]); c.placeboWarning(k) != "" {
			t.Errorf("p %v: %s", calm, c.placeboWarning(k))
		}
	}
	k.Contrasts = rows(.012, .5)
	for lang, want := range map[string]string{
		"en": "loss without 3 random active streamers is 0.2 ± 0.2 % under Base, 1.2 ± 0.2 % under Alpha, 2.2 ± 0.2 % under Beta.",
		"zh": "失去随机 3 名活跃主播的损失为 0.2 ± 0.2%（Base）、1.2 ± 0.2%（Alpha）、2.2 ± 0.2%（Beta）。",
	} {
		c.Lang = lang
		if got := c.placeboWarning(k); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q does not end in %q", lang, got, want)
		}
	}
	if len(metric.PlacebosApart(k.Contrasts)) != 1 {
		t.Error("the second rule does not differ, and neither differs in the placebo of one")
	}
}

// What a folder of a former model calls head dependence is shown under the name it had, and so is what it was replaced by.
func TestAFormerModelsMetricsAreShownUnderTheNamesTheyHad(t *testing.T) {
	t.Parallel()
	var values []record.Value
	for i, name := range []string{"base", "rule"} {
		for r := range 3 {
			for id, v := range map[string]float64{"head_dependence_3": .05, "head_half_life_1": 40} {
				m, _ := metric.Of(7).Find(id)
				values = append(values, record.Value{Scenario: name, Replicate: r, Metric: id, Unit: m.Unit, Value: v * (1 + .1*float64(r) + .01*float64(i*r))})
			}
		}
	}
	for version, want := range map[int][]string{7: {"loss without the top 3", "half-life of the loss of the top 1"}, 8: {"dependence on the top 3"}} {
		k := &judge.Comparison{Baseline: "base", Scenarios: []string{"rule"}, Titles: map[string]string{"base": "Base", "rule": "Rule"}, Level: .95,
			Deciding: []string{"head_half_life_1"}, Metrics: metric.Of(version), Levels: metric.Levels(values, .95)}
		out := printed(t, "en", 0, func(c *Console) error { return c.ShowLevels(k, k.Shown()) })
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("version %d: no %q in\n%s", version, w, out)
			}
		}
		if version == 8 && strings.Contains(out, "half-life") {
			t.Errorf("version 8 has no half-life:\n%s", out)
		}
	}
}
