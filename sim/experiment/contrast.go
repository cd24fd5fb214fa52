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

// series are one metric's values of one scenario, by number of the replicate, rising. There may be tens of thousands.
type series struct {
	replicate []int32
	value     []float64
}

func (s *series) Len() int           { return len(s.value) }
func (s *series) Less(i, j int) bool { return s.replicate[i] < s.replicate[j] }
func (s *series) Swap(i, j int) {
	s.replicate[i], s.replicate[j] = s.replicate[j], s.replicate[i]
	s.value[i], s.value[j] = s.value[j], s.value[i]
}

func byScenario(values []record.Value) map[string]map[string]*series {
	all := map[string]map[string]*series{}
	for _, v := range values {
		if all[v.Scenario] == nil {
			all[v.Scenario] = map[string]*series{}
		}
		s := all[v.Scenario][v.Metric]
		if s == nil {
			s = &series{}
			all[v.Scenario][v.Metric] = s
		}
		s.replicate, s.value = append(s.replicate, int32(v.Replicate)), append(s.value, v.Value)
	}
	for _, metrics := range all {
		for _, s := range metrics {
			if !sort.IsSorted(s) {
				sort.Stable(s)
			}
		}
	}
	return all
}

// align returns the values of the replicates that both have, in order of replicate.
func align(a, b *series) (x, y []float64) {
	if a == nil || b == nil {
		return nil, nil
	}
	for i, j := 0, 0; i < a.Len() && j < b.Len(); {
		switch {
		case a.replicate[i] < b.replicate[j]:
			i++
		case a.replicate[i] > b.replicate[j]:
			j++
		default:
			x, y = append(x, a.value[i]), append(y, b.value[j])
			i, j = i+1, j+1
		}
	}
	return x, y
}
