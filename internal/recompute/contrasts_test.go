package recompute_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"livebazaar/internal/recompute"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Every number of a contrast, whatever the values are like, is as it is computed anew: with blanks, with replicates that only one side
// has, with differences that are all the same or nothing, of what is below 0 or may be, and of ratios of means that are clear, are not,
// and lack a part. A study of a single pair, and one of none, are among them.
func TestContrastsOfEveryKindAreThoseComputedAnew(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	kinds := map[string]int{} // of rows, so that none is missing
	for study := range 24 {
		replicates := []int{0, 1, 2, 3, 5, 8, 12}[study%7]
		level := []float64{.9, .95, .99}[study%3]
		declared := [][]string{nil, {"gmv", "head_persistence_3", "gini_first90", "random_loss_3"}}[study%2]
		var values []record.Value
		for _, scenario := range []string{"uniform", "base", "a rule"} {
			for r := range replicates {
				for i, id := range metric.Names() {
					m, _ := metric.Find(id)
					pair := rand.New(rand.NewPCG(uint64(study), uint64(1000*r+i))) // the same in all scenarios
					v := 40 + pair.NormFloat64() + .5*random.NormFloat64()
					switch i % 9 {
					case 0:
						v = 40 + pair.NormFloat64() // nothing differs
					case 1:
						v = math.Round(100*v) / 100 // hundredths
					case 2:
						v -= 40
					case 3:
						v -= 80
					case 4:
						v = 40 + pair.NormFloat64() + .13*float64(len(scenario)) // the same difference in every pair
					case 5:
						if random.IntN(3) == 0 {
							v = math.NaN()
						}
					}
					switch {
					case m.Ratio[0] != "":
						v = math.NaN()
					case id == "head_first_loss_3" || id == "head_dependence_long_3" || id == "head_own_3" || id == "head_taken_3" || id == "head_own_10":
						v = 4 + pair.NormFloat64() + .5*random.NormFloat64()
					}
					if i%7 == 6 && random.IntN(4) == 0 {
						continue // no such row
					}
					values = append(values, record.Value{Scenario: scenario, Replicate: r, Metric: id, Unit: m.Unit, Value: v})
				}
			}
		}
		var plain []recompute.Value
		for _, id := range metric.Names() { // the order of a summary, whichever rows a replicate lacks
			m, _ := metric.Find(id)
			for _, scenario := range []string{"uniform", "base", "a rule"} {
				plain = append(plain, recompute.Value{Scenario: scenario, Replicate: -1, Metric: id, Unit: m.Unit, Value: math.NaN()})
				if replicates == 0 {
					values = append(values, record.Value{Scenario: scenario, Metric: id, Unit: m.Unit, Value: math.NaN()})
				}
			}
		}
		for _, v := range values {
			plain = append(plain, recompute.Value(v))
		}
		var rows []recompute.Row
		for _, c := range experiment.Contrasts(values, "study", "base", level, declared) {
			rows = append(rows, rowOf(c))
			kinds[kindOf(c)]++
		}
		anew := recompute.Contrasts(recompute.Study{Name: "study", Baseline: "base", Level: level, Metrics: declared}, plain)
		for _, wrong := range recompute.Compare(rows, anew) {
			t.Errorf("study %d: %s", study, wrong)
		}
	}
	for _, kind := range []string{
		"blank", "one pair", "nothing differs", "one difference", "ratio", "ratio that is not clear", "below 0", "no interval in %",
		"placebo", "plain",
	} {
		if kinds[kind] == 0 {
			t.Errorf("no row is of the kind %q: %v", kind, kinds)
		}
	}
}

func kindOf(c record.Contrast) string {
	m, _ := metric.Find(c.Metric)
	switch {
	case m.Ratio[0] != "" && c.Diff == c.Diff:
		return "ratio"
	case m.Ratio[0] != "" && c.Replicates > 2:
		return "ratio that is not clear"
	case c.Replicates == 0:
		return "blank"
	case c.Replicates == 1:
		return "one pair"
	case m.Placebo:
		return "placebo"
	case metric.Same(c):
		return "nothing differs"
	case c.DiffLo == c.DiffHi:
		return "one difference"
	case c.BaselineMean < 0:
		return "below 0"
	case c.RelLo != c.RelLo:
		return "no interval in %"
	}
	return "plain"
}

func rowOf(c record.Contrast) recompute.Row {
	return recompute.Row{
		Texts: map[string]string{"study": c.Study, "baseline": c.Baseline, "scenario": c.Scenario, "metric": c.Metric, "unit": c.Unit, "family": c.Family},
		Numbers: map[string]float64{"replicates": float64(c.Replicates), "baseline_mean": c.BaselineMean, "baseline_lo": c.BaselineLo,
			"baseline_hi": c.BaselineHi, "scenario_mean": c.ScenarioMean, "scenario_lo": c.ScenarioLo, "scenario_hi": c.ScenarioHi,
			"diff": c.Diff, "diff_lo": c.DiffLo, "diff_hi": c.DiffHi, "rel_diff": c.RelDiff, "rel_lo": c.RelLo, "rel_hi": c.RelHi,
			"level": c.Level, "p": c.P, "p_holm": c.PHolm},
	}
}

// What is compared is every cell: one that is off in the ninth digit, blank or of another text is told of.
func TestAContrastThatIsOffIsToldOf(t *testing.T) {
	var values []recompute.Value
	for i, scenario := range []string{"base", "uniform"} {
		for r := range 4 {
			values = append(values, recompute.Value{Scenario: scenario, Replicate: r, Metric: "gmv", Unit: "yuan", Value: float64(10 + i*r*r)})
		}
	}
	study := recompute.Study{Name: "s", Baseline: "base", Level: .95}
	rows := func() []recompute.Row { return recompute.Contrasts(study, values) }
	if wrong := recompute.Compare(rows(), rows()); len(wrong) > 0 {
		t.Errorf("%v", wrong)
	}
	for column, x := range rows()[0].Numbers {
		for _, off := range []float64{x * (1 + 1e-7), math.NaN()} {
			changed := rows()
			changed[0].Numbers[column] = off
			if off == x || math.IsNaN(x) && math.IsNaN(off) {
				continue // 0 or a blank
			}
			if len(recompute.Compare(changed, rows())) != 1 {
				t.Errorf("%s: %v instead of %v is not told of", column, off, x)
			}
		}
	}
	for column := range rows()[0].Texts {
		changed := rows()
		changed[0].Texts[column] += "?"
		if len(recompute.Compare(changed, rows())) != 1 {
			t.Errorf("another %s is not told of", column)
		}
	}
	if len(recompute.Compare(rows()[:0], rows())) != 1 {
		t.Error("a missing row is not told of")
	}
}
