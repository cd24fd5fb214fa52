package store

import (
	"fmt"
	"testing"
)

// manyScenarios is the manifest of a run of so many.
func manyScenarios(n int) Manifest {
	m := toyManifest()
	m.Scenarios, m.Replicates = nil, 2
	for i := range n {
		m.Scenarios = append(m.Scenarios, ScenarioSum{Name: fmt.Sprintf("rule-%05d", i), SHA256: fmt.Sprintf("%064x", i)})
	}
	return m
}

// Every part of ten thousand scenarios has the place that its scenario has in the manifest, and a scenario of another run has none.
func TestEveryPartHasItsPlace(t *testing.T) {
	t.Parallel()
	const scenarios = 10_000
	f := newFolder(nil, nil)
	m := manyScenarios(scenarios)
	f.take(m)
	for i := 0; i < scenarios; i += 7 {
		f.parts[partKey{i, 1}] = &partEntry{}
	}
	for i, s := range m.Scenarios {
		if at, known := f.position(s.Name); at != i || !known {
			t.Fatalf("%s has place %d, %v", s.Name, at, known)
		}
		if f.Finished(s.Name, 0) || f.Finished(s.Name, 1) != (i%7 == 0) {
			t.Fatalf("%s: finished %v, %v", s.Name, f.Finished(s.Name, 0), f.Finished(s.Name, 1))
		}
	}
	if f.Finished("another", 1) {
		t.Error("a scenario of another run is finished")
	}
	if f.run != m.identity() {
		t.Error("the run has another identity than its manifest")
	}
}

// BenchmarkPlaceOfAPart asks whether a part is finished, in runs of more and more scenarios: the time for one stays the same.
func BenchmarkPlaceOfAPart(b *testing.B) {
	for _, scenarios := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(scenarios), func(b *testing.B) {
			f := newFolder(nil, nil)
			m := manyScenarios(scenarios)
			f.take(m)
			b.ResetTimer()
			for i := range b.N {
				f.Finished(m.Scenarios[i%scenarios].Name, 1)
			}
		})
	}
}
