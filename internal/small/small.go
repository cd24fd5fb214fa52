// Package small makes small markets for tests, lets them pass, and compares them.
package small

import (
	"bytes"
	"slices"
	"testing"

	"livebazaar/sim"
	"livebazaar/sim/record"
)

// Settings are values of parameters by key.
type Settings = map[string]any

// Sizes are of a market of 2,000 consumers, 80 streamers and 50 merchants, as many per consumer as in the default, that warms up
// for five weeks.
var Sizes = Settings{"consumers.count": int64(2000), "streamers.count": int64(80), "merchants.count": int64(50), "mcns.count": int64(3),
	"run.warmup_days": int64(35)}

// Params returns the defaults with settings on top, later ones over earlier ones. It ends a test whose settings no scenario could
// have: keys that are not there, values out of range, values that do not go together.
func Params(t testing.TB, all ...Settings) *sim.Params {
	t.Helper()
	p, declared := sim.NewParams()
	for _, settings := range all {
		for key, value := range settings {
			q := declared.Lookup(key)
			if q == nil {
				t.Fatalf("no parameter %s", key)
			}
			if err := q.Set(value); err != nil {
				t.Fatalf("%s: %v", key, err)
			}
		}
	}
	for _, check := range declared.Checks() {
		if wrong := check.Test(); wrong != "" {
			t.Fatalf("%v: %s", check.Keys, wrong)
		}
	}
	return p
}

// Rules returns the rules of a small market with other settings on top.
func Rules(t testing.TB, set Settings) *sim.Params {
	t.Helper()
	return Params(t, Sizes, set)
}

// Market is a small market under other settings on the eve of its first day.
func Market(t testing.TB, set Settings) *sim.World {
	t.Helper()
	return Made(t, Rules(t, set), 1, 0)
}

// Made is the market of a replicate under rules.
func Made(t testing.TB, p *sim.Params, seed uint64, replicate int) *sim.World {
	t.Helper()
	w, err := sim.New(p, seed, replicate)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Run lets days pass.
func Run(t testing.TB, w *sim.World, days, workers int) {
	t.Helper()
	for range days {
		if err := w.Step(workers); err != nil {
			t.Fatal(err)
		}
	}
}

// Fork copies a market.
func Fork(t testing.TB, w *sim.World) *sim.World {
	t.Helper()
	copied, err := w.Fork()
	if err != nil {
		t.Fatal(err)
	}
	return copied
}

// Encoded returns the snapshot of a market.
func Encoded(t testing.TB, w *sim.World) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := w.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// SameRecord demands that two records are equal in every row of every kind.
func SameRecord(t testing.TB, what string, a, b *record.Book) {
	t.Helper()
	if !slices.Equal(a.Days, b.Days) || !slices.Equal(a.Streamers, b.Streamers) || !slices.Equal(a.Merchants, b.Merchants) ||
		!slices.Equal(a.MCNs, b.MCNs) || !slices.Equal(a.Cohorts, b.Cohorts) || !slices.Equal(a.Flows, b.Flows) {
		t.Errorf("%s: the record is another", what)
	}
}
