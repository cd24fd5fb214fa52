package experiment

import (
	"testing"

	"livebazaar/sim"
)

// Reruns serve the first eight replicates; more replicates sharpen what the runs themselves measure, at a quarter of the
// cost.
func TestOnlyTheFirstEightReplicatesAreRunAgain(t *testing.T) {
	p, _ := sim.NewParams()
	s := Scenario{Name: "one", Params: p}
	plan := Plan{Scenarios: []Scenario{s}, Branches: true, Twin: true}
	if got := len(plan.stages(s, deepReplicates-1)); got != 2+len(removals) {
		t.Errorf("replicate %d has %d stages, want the run, its twin and %d branches", deepReplicates, got, len(removals))
	}
	if got := len(plan.stages(s, deepReplicates)); got != 1 {
		t.Errorf("replicate %d has %d stages, want the run alone", deepReplicates+1, got)
	}
}
