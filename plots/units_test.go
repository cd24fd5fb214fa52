package plots

import (
	"testing"

	"livebazaar/sim/metric"
)

// What is counted has one unit name, on the console and in the report.
func TestACountIsCalledTheSameEverywhere(t *testing.T) {
	for _, m := range metric.All() {
		if m.Unit == "count" && UnitLabel(m.Unit).EN != m.Unit {
			t.Errorf("%s is in %s on the console and in %s in the report", m.ID, m.Unit, UnitLabel(m.Unit).EN)
		}
	}
}
