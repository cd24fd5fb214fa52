package experiment

import (
	"math"
	"sort"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Contrasts compares every scenario with the baseline in every metric. The order of values does not matter: rows come
// by name of scenario and in the order of the metric reference.
//
// p-values are adjusted (Holm) over the primary family: the metrics that the study declares, or the headline ones where it declares
// none, times its contrasts. The other metrics are secondary, adjusted within the family of the metric; the variants over the first
// 90 days are families of their own. A placebo is in no family and has no adjusted p; nor has a metric that another is made of.
func Contrasts(values []record.Value, study, baseline string, level float64, primary []string) []record.Contrast {
	all := byScenario(values)
	var rows []record.Contrast
	for _, name := range all.others(baseline) {
		for _, id := range metric.Names() {
			m, _ := metric.Find(id)
			rows = append(rows, all.contrast(m, study, baseline, name, level))
		}
	}
	family(rows, primary)
	adjust(rows)
	return rows
}

// family says which family each contrast belongs to.
func family(rows []record.Contrast, primary []string) {
	first := map[string]bool{}
	for _, m := range metric.Primary(primary) {
		first[m.ID] = true
	}
	for i := range rows {
		switch m, _ := metric.Find(rows[i].Metric); {
		case first[m.ID]:
			rows[i].Family = record.Primary
		case m.Placebo || m.Part:
			rows[i].Family = ""
		default:
			rows[i].Family = m.Family
		}
	}
}

// adjust fills in the p-values adjusted within each family.
func adjust(rows []record.Contrast) {
	families := map[string][]int{}
	for i, row := range rows {
		rows[i].PHolm = math.NaN()
		if row.Family != "" {
			families[row.Family] = append(families[row.Family], i)
		}
	}
	for _, members := range families {
		p := make([]float64, len(members))
		for i, row := range members {
			p[i] = rows[row].P
		}
		for i, adjusted := range Holm(p) {
			rows[members[i]].PHolm = adjusted
		}
	}
}

// Further returns the contrasts that claims about other references than the baseline are judged by: for each scenario they
// name, every other one against it. In the primary metrics p is adjusted as in Pairs, or, where there are more scenarios than those
// are made of, over the contrasts with that reference; where the study's own baseline is one side, as in Contrasts; in the other
// metrics within the family of the metric over the contrasts with that reference.
func Further(values []record.Value, claims []metric.Claim, study, baseline string, level float64, primary []string) []record.Contrast {
	var rows []record.Contrast
	var own, pairs map[between]record.Contrast
	done := map[string]bool{"": true, baseline: true}
	for _, c := range claims {
		if done[c.Than] {
			continue
		}
		done[c.Than] = true
		if own == nil {
			own = byBetween(Contrasts(values, study, baseline, level, primary))
			pairs = byBetween(Pairs(values, study, baseline, level, primary))
		}
		for _, row := range Contrasts(values, study, c.Than, level, primary) {
			switch judged := row.Family == record.Primary; {
			case row.Scenario == baseline:
				row.Family, row.PHolm = asBetween(own, row)
			case judged && len(pairs) > 0:
				row.Family, row.PHolm = asBetween(pairs, row)
			case judged:
				row.Family = record.Pairs
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// between is a metric of two scenarios, whichever of them is the baseline: the first by name comes first.
type between struct{ metric, one, other string }

func betweenOf(row record.Contrast) between {
	return between{row.Metric, min(row.Scenario, row.Baseline), max(row.Scenario, row.Baseline)}
}

// byBetween finds contrasts by what they are between.
func byBetween(rows []record.Contrast) map[between]record.Contrast {
	found := make(map[between]record.Contrast, len(rows))
	for _, row := range rows {
		found[betweenOf(row)] = row
	}
	return found
}

// asBetween is the family and the adjusted p of the contrast between the same two scenarios, whichever of them is the baseline.
func asBetween(among map[between]record.Contrast, row record.Contrast) (family string, p float64) {
	if r, ok := among[betweenOf(row)]; ok {
		return r.Family, r.PHolm
	}
	return row.Family, math.NaN()
}

// contrast compares two scenarios in a metric, without a family.
func (all sample) contrast(m metric.Metric, study, baseline, scenario string, level float64) record.Contrast {
	d := all.difference(m, baseline, scenario, level)
	return row(m, study, baseline, scenario, level, d)
}

func row(m metric.Metric, study, baseline, scenario string, level float64, d Difference) record.Contrast {
	return record.Contrast{
		Study: study, Baseline: baseline, Scenario: scenario, Metric: m.ID, Unit: m.Unit, Replicates: d.Pairs,
		BaselineMean: d.BaselineMean, BaselineLo: d.BaselineLo, BaselineHi: d.BaselineHi,
		ScenarioMean: d.ScenarioMean, ScenarioLo: d.ScenarioLo, ScenarioHi: d.ScenarioHi,
		Diff: d.Diff, DiffLo: d.Lo, DiffHi: d.Hi, RelDiff: d.RelDiff, RelLo: d.RelLo, RelHi: d.RelHi,
		Level: level, P: d.P, PHolm: math.NaN(),
	}
}

func (all sample) difference(m metric.Metric, baseline, scenario string, level float64) Difference {
	b, s := all[baseline], all[scenario]
	if m.Ratio[0] == "" {
		x := align(b[m.ID], s[m.ID])
		return Paired(x[0], x[1], level)
	}
	x := align(b[m.Ratio[0]], b[m.Ratio[1]], s[m.Ratio[0]], s[m.Ratio[1]])
	return PairedRatios(x[0], x[1], x[2], x[3], level)
}

// sample holds the values by scenario and metric.
type sample map[string]map[string]*series

// others are the names of the scenarios but the baseline, sorted.
func (all sample) others(baseline string) []string {
	names := make([]string, 0, len(all))
	for name := range all {
		if name != baseline {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
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

func byScenario(values []record.Value) sample {
	all := sample{}
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

// align returns the values of the replicates that all series have, in order of replicate; none where a series is missing.
func align(of ...*series) [][]float64 {
	out := make([][]float64, len(of))
	at := make([]int, len(of))
	for {
		latest := int32(-1)
		for k, s := range of {
			if s == nil || at[k] >= s.Len() {
				return out
			}
			latest = max(latest, s.replicate[at[k]])
		}
		whole := true
		for k, s := range of {
			if s.replicate[at[k]] < latest {
				at[k]++
				whole = false
			}
		}
		if !whole {
			continue
		}
		for k, s := range of {
			out[k] = append(out[k], s.value[at[k]])
			at[k]++
		}
	}
}
