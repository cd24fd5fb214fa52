package judge

import (
	"slices"

	"livebazaar/plots/report"
	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// Shared says what the contrasts of a study with its baseline have in common; nothing of a run of one scenario.
func Shared(m store.Manifest, values []record.Value) []design.Shared {
	if m.Study == "" {
		return nil
	}
	return experiment.SharedBaseline(values, m.Study, m.Baseline, m.Level, m.Metrics)
}

// Pairs are the contrasts of every two scenarios of a study; nothing of two scenarios, whose one pair is the contrast itself.
func Pairs(m store.Manifest, values []record.Value) []record.Contrast {
	if m.Study == "" || len(m.Scenarios) <= 2 {
		return nil
	}
	return experiment.Pairs(values, m.Study, m.Baseline, m.Level, m.Metrics)
}

// Ask fills into what the report is to show what takes the values of the replicates. Of these it holds those of the primary
// metrics; all of them, which grow with the replicates, only where a prediction names another reference than the baseline.
func Ask(r *store.Results, s *report.Asked) error {
	m := r.Manifest()
	if m.Study == "" {
		return nil
	}
	another := func(c metric.Claim) bool { return c.Than != "" && c.Than != m.Baseline }
	all := slices.ContainsFunc(s.Predictions, func(p report.Prediction) bool { return slices.ContainsFunc(p.Claims, another) })
	needed := map[string]bool{}
	for _, p := range metric.Primary(m.Metrics) {
		needed[p.ID], needed[p.Ratio[0]], needed[p.Ratio[1]] = true, true, true
	}
	var values []record.Value
	err := r.EachValue(func(v record.Value) error {
		if all || needed[v.Metric] {
			values = append(values, v)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.Shared, s.Pairs = Shared(m, values), Pairs(m, values)
	if all {
		s.Further = Further(m, s.Predictions, values)
	}
	return nil
}
