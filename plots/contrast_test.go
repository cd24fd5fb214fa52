package plots

import (
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// A panel of a metric that is the same everywhere has no axis of sizes: one mark at 0, and says so.
func TestAPanelWithoutAnyDifferenceSaysSo(t *testing.T) {
	v := invented.New(2, 4, 400, 40)
	v.Judged = []record.Contrast{{
		Baseline: invented.Names[0], Scenario: invented.Names[1], Metric: "gmv", Unit: "yuan", Family: record.Primary,
		Replicates: 3, BaselineMean: 1000, ScenarioMean: 1000, Level: 0.95, P: 1, PHolm: 1,
	}}
	m, _ := metric.Find("gmv")
	p := open(t, v, English).contrastPanel(m)
	marks := p.X.Tick.Marker.Ticks(p.X.Min, p.X.Max)
	if len(marks) != 1 || marks[0].Label != "0" || p.X.Label.Text != "the same in every replicate" || p.Title.Text != "GMV (placed) (3)" {
		t.Errorf("marks %v, axis %q, title %q", marks, p.X.Label.Text, p.Title.Text)
	}
}
