package experiment

import (
	"bytes"
	"sync"
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
)

// Rules are compiled once for all replicates: those that markets are made under, those that saved states are read under, and those
// that are switched to; also where several replicates ask for them at once.
func TestRulesAreCompiledOnceForAllReplicates(t *testing.T) {
	t.Parallel()
	made, read, switched := small.Rules(t, nil), small.Rules(t, nil), small.Rules(t, nil)
	m := newWorlds(nil)
	var group sync.WaitGroup
	for replicate := range 4 {
		group.Go(func() {
			w, err := m.New(made, 1, replicate)
			if err != nil {
				t.Error(err)
				return
			}
			var saved bytes.Buffer
			if err := w.Encode(&saved); err != nil {
				t.Error(err)
			}
			if w, err = m.Decode(read, &saved); err != nil {
				t.Error(err)
				return
			}
			if err := w.Switch(switched); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if len(m.rules.of) != 3 {
		t.Errorf("three sets of rules are compiled to %d", len(m.rules.of))
	}
	for _, p := range []*sim.Params{made, read, switched} {
		if once, again := m.rules.rules(p), m.rules.rules(p); once != again {
			t.Error("rules are compiled anew when they are asked for again")
		}
	}
}
