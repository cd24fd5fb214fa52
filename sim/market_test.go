package sim

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/rules"
)

// What tests from outside take from internal/small. Those of the package itself cannot: the import would be a cycle.

// small is a market of 2,000 consumers, 80 streamers and 50 merchants: as many per consumer as in the default.
func small(t testing.TB, more map[string]any) *World {
	set := map[string]any{"consumers.count": int64(2000), "streamers.count": int64(80), "merchants.count": int64(50),
		"mcns.count": int64(3), "run.warmup_days": int64(35)}
	for k, v := range more {
		set[k] = v
	}
	return market(t, set)
}

func market(t testing.TB, set map[string]any) *World {
	t.Helper()
	return replicate(t, set, 0)
}

func replicate(t testing.TB, set map[string]any, number int) *World {
	t.Helper()
	p, decl := rules.NewParams()
	for k, v := range set {
		q := decl.Lookup(k)
		if q == nil {
			t.Fatalf("no parameter %s", k)
		}
		if err := q.Set(v); err != nil {
			t.Fatalf("%s %v", k, err)
		}
	}
	w, err := New(p, 1, number)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func run(t testing.TB, w *World, days, workers int) {
	t.Helper()
	for range days {
		if err := w.Step(workers); err != nil {
			t.Fatal(err)
		}
	}
}

// rules returns the rules of a small market with other settings on top.
func rulesWith(t testing.TB, more map[string]any) *rules.Params {
	t.Helper()
	p, set := rules.NewParams()
	for k, v := range map[string]any{
		"consumers.count": int64(2000), "streamers.count": int64(80), "merchants.count": int64(50), "mcns.count": int64(3),
		"run.warmup_days": int64(35),
	} {
		if err := set.Lookup(k).Set(v); err != nil {
			t.Fatal(err)
		}
	}
	for k, v := range more {
		q := set.Lookup(k)
		if q == nil {
			t.Fatalf("no parameter %s", k)
		}
		if err := q.Set(v); err != nil {
			t.Fatalf("%s: %v", k, err)
		}
	}
	return p
}

func encoded(t testing.TB, w *World) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := w.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func fork(t testing.TB, w *World) *World {
	t.Helper()
	f, err := w.Fork()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// hostsOf are the slots of streamers in the market by serial number.
func hostsOf(w *World, people []int64) []int {
	hosts := make([]int, len(people))
	for i, id := range people {
		hosts[i] = slices.Index(w.Hosts.ID[:w.NumStreamers()], uint64(id))
	}
	return hosts
}

func sameRecord(t testing.TB, what string, a, b *record.Book) {
	t.Helper()
	if !slices.Equal(a.Days, b.Days) || !slices.Equal(a.Streamers, b.Streamers) || !slices.Equal(a.Merchants, b.Merchants) ||
		!slices.Equal(a.MCNs, b.MCNs) || !slices.Equal(a.Cohorts, b.Cohorts) || !slices.Equal(a.Flows, b.Flows) {
		t.Errorf("%s: the record is another", what)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hasPrefix reports whether a key begins with one of the prefixes.
func hasPrefix(key string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
}
