//go:build long

package validity_test

import (
	"bytes"
	"io"
	"sync"
	"testing"

	"context"

	"livebazaar/scenarios"
	"livebazaar/sim/experiment"
	"livebazaar/sim/record"
)

// memory keeps the number of finished parts, and saved states.
type memory struct {
	sync.Mutex
	parts  map[string]int
	states map[string][]byte
}

func (m *memory) Finished(string, int) bool { return false }

func (m *memory) Commit(p *record.Part) error {
	m.Lock()
	defer m.Unlock()
	m.parts[p.Scenario]++
	for _, v := range p.Summary {
		if v.Metric == "gmv" && !(v.Value > 0) {
			m.parts[p.Scenario] = -100 // a market without sales
		}
	}
	return nil
}

func (m *memory) SaveState(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	m.Lock()
	defer m.Unlock()
	m.states[name] = b.Bytes()
	return nil
}

func (m *memory) LoadState(name string) (io.ReadCloser, error) {
	m.Lock()
	defer m.Unlock()
	if state, ok := m.states[name]; ok {
		return io.NopCloser(bytes.NewReader(state)), nil
	}
	return nil, nil
}

func (m *memory) DropState(name string) error {
	m.Lock()
	defer m.Unlock()
	delete(m.states, name)
	return nil
}

// Every bundled study loads and runs at a small size, the removals included, with a sale in every market.
func TestBundledStudiesRun(t *testing.T) {
	studies := 0
	for _, entry := range scenarios.List() {
		if !scenarios.IsStudy(entry.Name) {
			continue
		}
		studies++
		s, err := scenarios.LoadStudy(entry.Name, []string{"run.days=130", "run.warmup_days=30", "consumers.count=1000",
			"streamers.count=60", "mcns.count=4", "merchants.count=40"})
		if err != nil {
			t.Errorf("%s: %v", entry.Name, err)
			continue
		}
		plan := experiment.Plan{Study: s.Name, Baseline: s.Scenarios[s.Baseline].Name, Warmup: s.Scenarios[s.Baseline].Params,
			Replicates: 2, Seed: 1, Level: s.Level, Branches: true, Workers: 2}
		for _, scenario := range s.Scenarios {
			plan.Scenarios = append(plan.Scenarios, experiment.Scenario{Name: scenario.Name, Params: scenario.Params,
				Warmup: scenarios.StartOf(s.Scenarios[s.Baseline], scenario).Warmup})
		}
		kept := &memory{parts: map[string]int{}, states: map[string][]byte{}}
		if err := experiment.Run(context.Background(), plan, kept, nil); err != nil {
			t.Errorf("%s: %v", entry.Name, err)
		}
		for _, scenario := range plan.Scenarios {
			if kept.parts[scenario.Name] != plan.Replicates {
				t.Errorf("%s: scenario %s left %d parts of %d, or sold nothing", entry.Name, scenario.Name,
					kept.parts[scenario.Name], plan.Replicates)
			}
		}
		t.Logf("%s: %d scenarios", entry.Name, len(plan.Scenarios))
	}
	if studies < 7 {
		t.Errorf("%d bundled studies, want at least 7", studies)
	}
}
