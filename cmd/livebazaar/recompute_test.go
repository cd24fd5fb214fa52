package main

import (
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"livebazaar/internal/job"
	"livebazaar/internal/recompute"
	"livebazaar/scenarios"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"
)

// Whoever has the folder can check every number: each metric of each replicate, each removal, each level and each row of
// contrasts.csv, computed anew from the written files alone and by other code, is the one that was written; and one that nobody
// computes anew fails here. One study is long enough for all of them, the other so short that many are blank, and the same ones are.
func TestEveryMetricCanBeRecomputedFromTheFolder(t *testing.T) {
	for name, c := range map[string]struct {
		study   string
		sets    []string
		defined bool
	}{
		"long": {"scenarios = [\"baseline\", \"uniform\"]\nreplicates = 4\n", []string{"run.days=365", "run.seed=9", "streamers.count=24",
			"merchants.count=14", "mcns.count=2", "consumers.count=240", "run.warmup_days=35"}, true},
		"short": {"scenarios = [\"baseline\", \"uniform\", \"engagement\"]\nbaseline = \"uniform\"\nreplicates = 3\n" +
			"metrics = [\"orders\", \"gini_first90\", \"head_loss_3\", \"random_loss_3\"]\n", []string{"run.days=100", "streamers.count=24",
			"merchants.count=14", "mcns.count=2", "consumers.count=150", "run.warmup_days=35"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			dir := filepath.Join(home, "r")
			file := filepath.Join(home, "study.toml")
			if err := os.WriteFile(file, []byte("[study]\n"+c.study), 0o600); err != nil {
				t.Fatal(err)
			}
			planned, err := scenarios.NewReader(t.Context()).LoadStudy(file, c.sets)
			if err != nil {
				t.Fatal(err)
			}
			undrawn(t, dir, planned, job.Setup{Workers: 2, Branches: true, Twin: true})
			markets, err := recompute.Read(dir)
			if err != nil {
				t.Fatal(err)
			}
			study, values, contrasts, err := recompute.ReadStudy(dir)
			if err != nil {
				t.Fatal(err)
			}
			known := map[string]bool{}   // metrics that some replicate defines
			missing := map[string]bool{} // metrics that are not computed anew
			checked := 0
			anew := recompute.Metrics(markets)
			for i, m := range markets {
				for _, wrong := range m.Removals() {
					t.Errorf("%s, replicate %d: %s", m.Scenario, m.Replicate, wrong)
				}
				for _, v := range values {
					if v.Scenario != m.Scenario || v.Replicate != m.Replicate {
						continue
					}
					got, there := anew[i][v.Metric]
					checked++
					known[v.Metric] = known[v.Metric] || !math.IsNaN(got)
					switch {
					case !there:
						missing[v.Metric] = true
					case !recompute.Alike(v.Value, got, 1e-9):
						t.Errorf("%s, replicate %d: %s is %v, computed anew %v", m.Scenario, m.Replicate, v.Metric, v.Value, got)
					}
				}
				for id := range anew[i] {
					if !slices.Contains(metric.Names(), id) {
						t.Errorf("%s is computed anew, and no metric", id)
					}
				}
			}
			for _, id := range slices.Sorted(maps.Keys(missing)) {
				t.Errorf("%s is not computed anew: a line for it is missing in internal/recompute/metrics.go", id)
			}
			if want := len(markets) * len(metric.Names()); checked != want || len(values) != want {
				t.Errorf("%d values of %d are checked, want %d", checked, len(values), want)
			}
			for _, id := range metric.Names() {
				if m, _ := metric.Find(id); c.defined && !known[id] && m.Ratio[0] == "" {
					t.Errorf("%s is blank in every replicate: nothing was checked", id)
				}
			}
			for _, wrong := range recompute.Compare(contrasts, recompute.Contrasts(study, values)) {
				t.Error(wrong)
			}
			levels(t, dir, study, values)
		})
	}
}

// levels holds the levels that the program shows against those computed anew.
func levels(t *testing.T, dir string, study recompute.Study, values []recompute.Value) {
	t.Helper()
	results, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	summary, err := results.Summary()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range metric.Levels(summary, study.Level) {
		mean, lo, hi := recompute.Level(study, values, l.Scenario, l.Metric)
		far := 1e-9 * max(math.Abs(l.Mean), math.Abs(l.Hi-l.Lo))
		for i, got := range []float64{l.Mean, l.Lo, l.Hi} {
			if want := []float64{mean, lo, hi}[i]; math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > far {
				t.Errorf("level of %s in %s: %s is %v, computed anew %v", l.Metric, l.Scenario, strings.Fields("mean lo hi")[i], got, want)
			}
		}
	}
}
