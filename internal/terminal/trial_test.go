package terminal

import (
	"math"
	"strings"
	"testing"

	"livebazaar/internal/job"
	"livebazaar/internal/job/judge"
	"livebazaar/internal/readback"
	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// The two levels beside a difference are over its pairs: they differ by it, though one side was measured in more replicates.
func TestTheLevelsOfATrialAgreeWithItsDifference(t *testing.T) {
	t.Parallel()
	none := math.NaN()
	const id = "unpredictability"
	var values []record.Value
	for side, lives := range [][]float64{{20, 22, none, 40, 30, 24}, {15, 18, 90, none, 24, none}} {
		for r, v := range lives {
			values = append(values, record.Value{Scenario: []string{"small", "small-changed"}[side], Replicate: r, Metric: id, Unit: "index", Value: v})
		}
	}
	c := New(&strings.Builder{}, &strings.Builder{})
	j := &job.Job{Manifest: store.Manifest{Baseline: "small", Replicates: 6, Level: 0.9},
		Scenarios: []*scenarios.Scenario{{Name: "small"}, {Name: "small-changed"}}}
	for _, s := range j.Scenarios {
		s.Params, _ = sim.NewParams()
	}
	r := &job.Results{Job: j, Values: values, Contrasts: experiment.Contrasts(values, "", "small", 0.9, nil)}
	trial := &trialResult{r: r, Trial: &judge.Trial{Of: &scenarios.Trial{Study: &scenarios.Study{Scenarios: j.Scenarios, Replicates: 6, Level: 0.9}}}}
	var row record.Contrast
	for _, found := range r.Contrasts {
		if found.Metric == id {
			row = found
		}
	}
	m, _ := metric.Find(id)
	for lang, says := range map[string]string{"en": fewerEN, "zh": fewerZH} {
		out := printed(t, lang, 0, func(c *Console) error {
			var seen legend
			if err := c.trialTable(trial, []record.Contrast{row}, &seen); err != nil {
				return err
			}
			c.Paragraph(seen.in(c))
			return nil
		})
		c.Lang = lang
		cells := readback.Row(t, out, c.Label(m))
		for i, want := range []float64{24, 19, -5} {
			if got, _ := readback.Numbers(t, strings.TrimSuffix(cells[i], " (3)")); math.Abs(got[0]-want) > 0.005 || !strings.HasSuffix(cells[i], " (3)") {
				t.Errorf("%s: cell %d is %q, want %g of 3 pairs", lang, i, cells[i], want)
			}
		}
		if !strings.Contains(out, says) {
			t.Errorf("no %q in\n%s", says, out)
		}
	}
}

// How many replicates show 1 %: said with what the few pairs leave open.
func TestReplicatesNeededAreTold(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{
		"en": "A true difference of 1 % in GMV (placed) would show with about 10 replicates (6 to 35: the spread is known from 8 pairs only), " +
			"four times in five",
		"zh": "要看出成交总额 1% 的真实差异，需约 10 次重复（6 至 35：离散程度仅由 8 对得知）",
	} {
		c := New(&strings.Builder{}, &strings.Builder{})
		c.Lang = lang
		told := &trialResult{Trial: &judge.Trial{Needed: &judge.Needed{Replicates: 10, Low: 6, High: 35, Pairs: 8}, Pairs: 8}}
		if got := c.neededNote(told); !strings.Contains(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A trial says which of its changes act only at the start, and which on later entrants: to people in both languages, and to programs.
func TestATrialSaysWhenItsChangesAct(t *testing.T) {
	t.Parallel()
	moved := record.Contrast{Metric: "gmv", Unit: "yuan", Replicates: 2, BaselineMean: 100, Diff: 1, DiffLo: 0.5, DiffHi: 1.5, RelDiff: 0.01,
		RelLo: 0.005, RelHi: 0.015, Level: 0.95, P: 0.01, PHolm: 0.02}
	for _, c := range []struct {
		change, en, zh string
		own, entry     []string
	}{
		{"mcns.traffic.head_bias=0.9", "warm-up of its own, by the same seeds, for what acts at the start, or as agencies enter: mcns.traffic.head_bias.",
			"因以下参数在初始或机构进入时起作用：mcns.traffic.head_bias。", []string{"mcns.traffic.head_bias"}, []string{}},
		{"mcns.count=3", "with other numbers of agents fewer people are the same", "主体数量不同", []string{"mcns.count"}, []string{}},
		{"streamers.talent.hype=0.3", "acts on those who enter after day 0, while those there at the start keep what they have: streamers.talent.hype.",
			"只对第 0 天之后的进入者起作用，初始时已在场者不受影响：streamers.talent.hype。", []string{}, []string{"streamers.talent.hype"}},
		{"categories.food.price=50", "acts in part only on those who enter after day 0: categories.food.price.",
			"有一部分只对第 0 天之后的进入者起作用：categories.food.price。", []string{}, []string{"categories.food.price"}},
		{"platform.ranking.allocate=uniform", "", "", []string{}, []string{}},
	} {
		trial, err := scenarios.NewReader(t.Context()).NewTrial("small", []string{c.change}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := &job.Results{Job: job.OfStudy(trial.Study, job.Setup{}), Contrasts: []record.Contrast{moved}}
		for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
			out := printed(t, lang, 400, func(con *Console) error { return con.ShowTrial(judge.Tried(trial, r.Contrasts), r, 0, "") })
			if want != "" && !strings.Contains(out, want) || want == "" && (strings.Contains(out, "at the start") || strings.Contains(out, "day 0")) {
				t.Errorf("%s, %s: no %q in\n%s", c.change, lang, want, out)
			}
		}
	}
}
