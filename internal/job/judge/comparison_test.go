package judge

import (
	"fmt"
	"math"
	"testing"

	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// compared is a comparison of a base with n rules, whose GMV is 100 and one more for each rule, over four replicates.
func compared(n int) *Comparison {
	k := &Comparison{Baseline: "base", Titles: map[string]string{}, Level: 0.9}
	var values []record.Value
	for s := range n + 1 {
		name := "base"
		if s > 0 {
			name = fmt.Sprint("rule", s)
			k.Scenarios = append(k.Scenarios, name)
		}
		for r := range 4 {
			values = append(values, record.Value{Scenario: name, Replicate: r, Metric: "gmv", Unit: "yuan", Value: 100 + float64(s) + float64((r+s)%4)/10})
		}
	}
	k.Contrasts = experiment.Contrasts(values, "study", "base", k.Level, nil)
	k.Levels = metric.Levels(values, k.Level)
	return k
}

// Each scenario is found with its own difference and its own level, however many there are, and what is not there is not found.
func TestEveryScenarioIsFound(t *testing.T) {
	t.Parallel()
	const rules = 200
	k := compared(rules)
	levels, _ := k.LevelsOf("gmv", "en")
	if len(levels) != rules+1 || k.Replicates() != 4 {
		t.Fatalf("%d levels of %d replicates", len(levels), k.Replicates())
	}
	for i, name := range k.Names() {
		if want := 100.15 + float64(i); math.Abs(levels[i].Mid-want) > 1e-9 {
			t.Fatalf("%s has the level %g, want %g", name, levels[i].Mid, want)
		}
		row, ok := k.Find(name, "gmv")
		if i > 0 != ok || ok && (row.Scenario != name || math.Abs(row.Diff-float64(i)) > 1e-9) {
			t.Fatalf("%s differs by %+v, %v", name, row, ok)
		}
	}
	if _, ok := k.Find("rule1", "nothing"); ok {
		t.Error("a metric that is not there is found")
	}
	if e := k.level("nobody", "gmv"); !math.IsNaN(e.Mean) {
		t.Errorf("a scenario that is not there has the level %g", e.Mean)
	}
}

// A contrast is read by what stands after the adjustment; the same in fewer replicates than there are is not the same in all.
func TestAContrastIsReadByWhatStands(t *testing.T) {
	t.Parallel()
	row := func(diff, half, holm float64, n int) record.Contrast {
		return record.Contrast{Metric: "gmv", Family: record.Primary, Replicates: n, BaselineMean: 100, ScenarioMean: 100 + diff,
			Diff: diff, DiffLo: diff - half, DiffHi: diff + half, RelDiff: diff / 100, RelLo: (diff - half) / 100, RelHi: (diff + half) / 100,
			Level: 0.95, P: holm / 8, PHolm: holm}
	}
	for _, c := range []struct {
		row  record.Contrast
		want Outcome
	}{
		{row(5, 1, 0.01, 4), Higher}, {row(-5, 1, 0.01, 4), Lower}, {row(5, 1, 0.2, 4), Unsure}, {row(1, 5, 0.9, 4), Open},
		{row(0, 0, 1, 4), Same}, {row(0, 0, 1, 3), SameOfFewer}, {record.Contrast{Metric: "gmv", BaselineMean: math.NaN(), Diff: math.NaN()}, Unknown},
	} {
		if got := Read(c.row, 4); got != c.want {
			t.Errorf("%g ± %g, p %g, of %d: read as %d, want %d", c.row.Diff, c.row.DiffHi-c.row.Diff, c.row.PHolm, c.row.Replicates, got, c.want)
		}
	}
}
