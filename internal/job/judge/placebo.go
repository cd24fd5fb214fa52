package judge

import (
	"strings"

	"livebazaar/sim/metric"
)

// Placebos are the placebos of head dependence in which rules differ; none where head dependence is not among what is shown.
func (k *Comparison) Placebos() []metric.Metric {
	shown := false
	for _, m := range k.Shown() {
		shown = shown || strings.HasPrefix(m.ID, "head_")
	}
	if !shown {
		return nil
	}
	var out []metric.Metric
	seen := map[string]bool{}
	for _, row := range metric.PlacebosApart(k.Contrasts) {
		if !seen[row.Metric] {
			seen[row.Metric] = true
			m, _ := k.Metrics.Find(row.Metric)
			out = append(out, m)
		}
	}
	return out
}
