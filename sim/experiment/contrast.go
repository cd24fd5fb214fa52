package experiment

import (
	"math"
	"sort"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Contrasts compares every scenario with the baseline in every metric. The order of values does not matter: rows come
// by name of scenario and in the order of the metric reference. p-values are adjusted (Holm) over all contrasts of one
// metric family; the variants over the first 90 days are families of their own.
func Contrasts(values []record.Value, study, baseline string, level float64) []record.Contrast {
	measured := byScenario(values)
	names := make([]string, 0, len(measured))
	for name := range measured {
		if name != baseline {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var rows []record.Contrast
	family := map[string][]int{}
	for _, name := range names {
		for _, id := range metric.Names() {
			m, _ := metric.Find(id)
			b, s := align(measured[baseline][id], measured[name][id])
			d := Paired(b, s, level)
			family[m.Family] = append(family[m.Family], len(rows))
			rows = append(rows, record.Contrast{
				Study: study, Baseline: baseline, Scenario: name, Metric: id, Unit: m.Unit, Replicates: d.Pairs,
				BaselineMean: d.BaselineMean, ScenarioMean: d.ScenarioMean, Diff: d.Diff, DiffLo: d.Lo, DiffHi: d.Hi,
				RelDiff: d.RelDiff, RelLo: d.RelLo, RelHi: d.RelHi, Level: level, P: d.P, PHolm: math.NaN(),
			})
		}
	}
	for _, members := range family {
		p := make([]float64, len(members))
		for i, row := range members {
			p[i] = rows[row].P
		}
		for i, adjusted := range Holm(p) {
			rows[members[i]].PHolm = adjusted
		}
	}
	return rows
}

// Further returns the contrasts that claims about other references than the baseline are judged by: for each scenario they
// name, what Contrasts gives with it as the baseline, adjusted within the families of that comparison.
func Further(values []record.Value, claims []metric.Claim, study, baseline string, level float64) []record.Contrast {
	var rows []record.Contrast
	done := map[string]bool{"": true, baseline: true}
	for _, c := range claims {
		if !done[c.Than] {
			done[c.Than] = true
			rows = append(rows, Contrasts(values, study, c.Than, level)...)
		}
	}
	return rows
}

// byReplicate holds one metric's values of one scenario.
type byReplicate map[int]float64

func byScenario(values []record.Value) map[string]map[string]byReplicate {
	all := map[string]map[string]byReplicate{}
	for _, v := range values {
		if all[v.Scenario] == nil {
			all[v.Scenario] = map[string]byReplicate{}
		}
		if all[v.Scenario][v.Metric] == nil {
			all[v.Scenario][v.Metric] = byReplicate{}
		}
		all[v.Scenario][v.Metric][v.Replicate] = v.Value
	}
	return all
}

// align returns the values of the replicates that both have, in order of replicate.
func align(a, b byReplicate) (x, y []float64) {
	var both []int
	for r := range a {
		if _, ok := b[r]; ok {
			both = append(both, r)
		}
	}
	sort.Ints(both)
	for _, r := range both {
		x, y = append(x, a[r]), append(y, b[r])
	}
	return x, y
}
