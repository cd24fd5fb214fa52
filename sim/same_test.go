package sim

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/sim/record"
)

// rules returns the rules of a small market with other settings on top.
func rules(t testing.TB, more map[string]any) *Params {
	t.Helper()
	p, set := NewParams()
	for k, v := range map[string]any{"consumers.count": int64(2000), "streamers.count": int64(80), "merchants.count": int64(50), "mcns.count": int64(3), "run.warmup_days": int64(35)} {
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

// V13 (model description, section 13): a policy with no effect gives a paired difference of exactly 0. The settings
// below differ from those in force, but none of them acts: a kind of platform, a rule and a leak that are not in use,
// lengths of runs, a strength times nothing.
func TestPolicyWithoutEffectMakesExactlyNoDifference(t *testing.T) {
	w := small(t, nil)
	run(t, w, 36, 1)
	other := w.p.Platform.Kinds // of kinds of platform; none but the one in force is changed
	idle := map[string]any{
		"run.days":                       int64(77),
		"run.seed":                       int64(99),
		"run.replicates":                 int64(3),
		"platform.flow.social.private":   0.123,
		"platform.flow.social.purposive": 0.9,
		"platform.flow.ecommerce.leak":   0.4,
		"platform.flow.content.leak":     0.9, // orders are paid on the platform
		"consumers.adoption.initial":     0.01,
		"consumers.taste.concentration":  4.0, // drawn once, at the start
	}
	p := rules(t, idle)
	if reflect.DeepEqual(other, p.Platform.Kinds) {
		t.Fatal("the settings are the same")
	}
	same, changed := fork(t, w), fork(t, w)
	if err := changed.Switch(p); err != nil {
		t.Fatal(err)
	}
	real := fork(t, w)
	if err := real.Switch(rules(t, map[string]any{"platform.flow.content.private": 0.5, "platform.recommend.personalisation": 0.1})); err != nil {
		t.Fatal(err)
	}
	for _, m := range []*World{w, same, changed, real} {
		run(t, m, 45, 1)
		m.Close()
	}
	sameRecord(t, "a copy", &w.Rec, &same.Rec)
	sameRecord(t, "rules that differ in nothing that acts", &w.Rec, &changed.Rec)
	if !bytes.Equal(encoded(t, w), encoded(t, changed)) {
		t.Error("rules that differ in nothing that acts lead to another state")
	}
	if reflect.DeepEqual(w.Rec.Days, real.Rec.Days) {
		t.Error("rules that do act make no difference: the test sees nothing")
	}
}

// What the declarations say acts only under another rule, kind of platform or switch changes nothing: all of it is set
// as far from the default as it goes, in one market.
func TestWhatIsSaidNotToActChangesNothing(t *testing.T) {
	still := map[string]any{"merchants.discount.learn": false}
	_, set := NewParams()
	if err := set.Lookup("merchants.discount.learn").Set(false); err != nil {
		t.Fatal(err)
	}
	const quotas = "platform.ranking.tier_quota.quotas." // far from the default one by one they would not add up
	idle := map[string]any{quotas + "head": 0.0, quotas + "waist": 0.0, quotas + "tail": 1.0}
	for _, p := range set.Params() {
		if _, unmet := set.Unmet(p); !unmet {
			continue
		}
		for _, v := range far(p) {
			if before := p.Value(); p.Set(v) == nil && v != before {
				if slices.ContainsFunc(set.Checks(), func(c param.Check) bool { return c.Test() != "" }) {
					_ = p.Set(before)
					continue
				}
				idle[p.Key] = v
				break
			}
		}
	}
	if len(idle) < 15 {
		t.Fatalf("only %d settings do not act", len(idle))
	}
	maps.Copy(idle, still)
	a, b := small(t, still), small(t, idle)
	for _, w := range []*World{a, b} {
		run(t, w, 50, 1)
		w.Close()
	}
	sameRecord(t, fmt.Sprintf("with %v, none of which acts", idle), &a.Rec, &b.Rec)
}

// far returns values a parameter allows, the farthest from its default first.
func far(p *param.Param) []any {
	switch p.Kind {
	case param.Float:
		return []any{p.Max, p.Min}
	case param.Int:
		return []any{int64(p.Max), int64(p.Min)}
	case param.Bool:
		return []any{true, false}
	}
	all := make([]any, len(p.Choices))
	for i, c := range p.Choices {
		all[i] = c
	}
	return all
}

// sameRecord demands that two records are equal in every row of every kind.
func sameRecord(t *testing.T, what string, a, b *record.Book) {
	t.Helper()
	if !slices.Equal(a.Days, b.Days) || !slices.Equal(a.Streamers, b.Streamers) || !slices.Equal(a.Merchants, b.Merchants) ||
		!slices.Equal(a.MCNs, b.MCNs) || !slices.Equal(a.Cohorts, b.Cohorts) || !slices.Equal(a.Flows, b.Flows) {
		t.Errorf("%s: the record is another", what)
	}
}

func fork(t testing.TB, w *World) *World {
	t.Helper()
	f, err := w.Fork()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Common random numbers: two markets that share a seed share every draw they both make. Markets under other draws and
// the same population start from the same people.
func TestSeedsOfPopulationAndMarketAreSeparate(t *testing.T) {
	a, b := small(t, nil), small(t, nil)
	b.Reseed(12345)
	if !reflect.DeepEqual(a.Consumers.Rec, b.Consumers.Rec) || !reflect.DeepEqual(a.Hosts, b.Hosts) {
		t.Fatal("other draws of the market change the population")
	}
	run(t, a, 10, 1)
	run(t, b, 10, 1)
	if reflect.DeepEqual(a.Rec.Days, b.Rec.Days) {
		t.Error("other draws of the market lead to the same days")
	}
	p := rules(t, nil)
	c, err := New(p, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(p, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if reflect.DeepEqual(a.Consumers.Rec, c.Consumers.Rec) || reflect.DeepEqual(c.Consumers.Rec, d.Consumers.Rec) {
		t.Error("another seed or replicate has the same population")
	}
}

// Rules of a market of other sizes are refused, not squeezed in.
func TestRulesOfOtherSizesAreRefused(t *testing.T) {
	w := small(t, nil)
	before := encoded(t, w)
	for key, n := range map[string]int64{"consumers.count": 2001, "streamers.count": 81, "merchants.count": 51, "mcns.count": 4, "run.warmup_days": 36} {
		p := rules(t, map[string]any{key: n})
		if err := w.Switch(p); err != ErrSizes {
			t.Errorf("%s = %d: %v", key, n, err)
		}
		if _, err := Decode(p, bytes.NewReader(before)); err != ErrSizes {
			t.Errorf("a state decoded with %s = %d: %v", key, n, err)
		}
	}
	if !bytes.Equal(before, encoded(t, w)) {
		t.Error("refused rules changed the market")
	}
}
