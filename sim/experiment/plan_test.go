package experiment

import (
	"testing"

	"livebazaar/sim"
)

// Branches serve the first eight replicates and twins the first four; more replicates sharpen what the runs themselves
// measure, at a quarter of the cost.
func TestOnlyTheFirstReplicatesAreRunAgain(t *testing.T) {
	p, _ := sim.NewParams()
	s := Scenario{Name: "one", Params: p}
	plan := Plan{Scenarios: []Scenario{s}, Branches: true, Twin: true}
	for replicate := range 12 {
		twins, branches := 0, 0
		for _, st := range plan.stages(s, replicate) {
			switch {
			case st.twin:
				twins++
			case st.removed != nil:
				branches++
			}
		}
		if (twins == 1) != (replicate < 4) || (branches == len(removals)) != (replicate < 8) || (branches == 0) == (replicate < 8) {
			t.Errorf("replicate %d has %d twins and %d branches", replicate, twins, branches)
		}
	}
}
