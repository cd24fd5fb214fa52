package judge

import (
	"math"

	"livebazaar/plots/report"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Comparison is what there is to say of a study at its end. A run of one scenario has no Scenarios and no Contrasts.
type Comparison struct {
	Baseline    string            // name
	Scenarios   []string          // names, in the study's order, without the baseline
	Titles      map[string]string // by name
	Deciding    []string          // metrics that decide; empty: headline metrics
	Metrics     metric.Edition    // as they were measured
	Level       float64           // of all intervals, a fraction
	Days        int64             // that metrics cover
	Measured    int64             // days after warm-up
	Planned     int               // replicates of the study; 0: as many as the metric measured most often has
	Contrasts   []record.Contrast
	Levels      []metric.Level
	Further     []record.Contrast // with other scenarios than the baseline, where predictions name them
	Shared      []design.Shared   // what the primary contrasts have in common
	Predictions []report.Prediction

	contrastAt, levelAt map[place]int // where each is, made when the first is looked up
}

// place is a metric under a scenario.
type place struct{ scenario, metric string }

// Find returns the contrast of a scenario in a metric.
func (k *Comparison) Find(scenario, id string) (record.Contrast, bool) {
	if k.contrastAt == nil {
		k.contrastAt = make(map[place]int, len(k.Contrasts))
		for i, row := range k.Contrasts {
			if at := (place{row.Scenario, row.Metric}); k.contrastAt[at] == 0 {
				k.contrastAt[at] = i + 1
			}
		}
	}
	at := k.contrastAt[place{scenario, id}]
	if at == 0 {
		return record.Contrast{}, false
	}
	return k.Contrasts[at-1], true
}

// level returns the level of a metric under a scenario; an undefined one if there is none.
func (k *Comparison) level(scenario, id string) metric.Level {
	if k.levelAt == nil {
		k.levelAt = make(map[place]int, len(k.Levels))
		for i, l := range k.Levels {
			if at := (place{l.Scenario, l.Metric}); k.levelAt[at] == 0 {
				k.levelAt[at] = i + 1
			}
		}
	}
	at := k.levelAt[place{scenario, id}]
	if at == 0 {
		return metric.LevelOf(nil, scenario, id)
	}
	return k.Levels[at-1]
}

// Shown lists the metrics of the table: those that decide, then the headline ones.
func (k *Comparison) Shown() []metric.Metric {
	var out []metric.Metric
	seen := map[string]bool{}
	add := func(m metric.Metric) {
		if !seen[m.ID] {
			seen[m.ID] = true
			out = append(out, m)
		}
	}
	for _, id := range k.Deciding {
		if m, ok := k.Metrics.Find(id); ok {
			add(m)
		}
	}
	for _, m := range k.Metrics.Headlines() {
		add(m)
	}
	return out
}

// Differences are those of a metric under each scenario, in the unit that it is read in, and how many decimals all of them are
// written with.
func (k *Comparison) Differences(m metric.Metric, lang string) (row []metric.Estimate, decimals int) {
	for _, name := range k.Scenarios {
		e := metric.Estimate{Mid: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
		if found, ok := k.Find(name, m.ID); ok {
			e = m.Difference(found).In(lang)
		}
		row = append(row, e)
	}
	return row, metric.Decimals(row...)
}

// LevelsOf are the levels of a metric under all scenarios, the baseline first, and their decimals: enough to see the differences
// between them, which are known better than the levels.
func (k *Comparison) LevelsOf(id, lang string) (row []metric.Estimate, decimals int) {
	var all []metric.Estimate
	for _, name := range k.Names() {
		row = append(row, k.level(name, id).Estimate().In(lang))
		if c, ok := k.Find(name, id); ok {
			all = append(all, metric.InLevels(c))
		}
	}
	return row, metric.LevelDecimals(row, all)
}

// Names are all scenarios, the baseline first.
func (k *Comparison) Names() []string { return append([]string{k.Baseline}, k.Scenarios...) }

// Replicates are those of the study.
func (k *Comparison) Replicates() int {
	n := k.Planned
	for _, row := range k.Contrasts {
		n = max(n, row.Replicates)
	}
	for _, l := range k.Levels {
		n = max(n, l.Replicates)
	}
	return n
}
