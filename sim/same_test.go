package sim_test

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/internal/small"
	"livebazaar/sim"
)

// V13 (docs/model.md, section 8): a policy with no effect gives a paired difference of exactly 0. The settings
// below differ from those in force, but none of them acts: a kind of platform, a rule and a leak that are not in use,
// lengths of runs, a strength times nothing.
func TestPolicyWithoutEffectMakesExactlyNoDifference(t *testing.T) {
	t.Parallel()
	w := small.Market(t, nil)
	small.Run(t, w, 36, 1)
	other := w.Params().Platform.Kinds // of kinds of platform; none but the one in force is changed
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
	p := small.Rules(t, idle)
	if reflect.DeepEqual(other, p.Platform.Kinds) {
		t.Fatal("the settings are the same")
	}
	same, changed := small.Fork(t, w), small.Fork(t, w)
	if err := changed.Switch(p); err != nil {
		t.Fatal(err)
	}
	real := small.Fork(t, w)
	if err := real.Switch(small.Rules(t, map[string]any{"platform.flow.content.private": 0.5, "platform.recommend.personalisation": 0.1})); err != nil {
		t.Fatal(err)
	}
	for _, m := range []*sim.World{w, same, changed, real} {
		small.Run(t, m, 45, 1)
		m.Close()
	}
	small.SameRecord(t, "a copy", &w.Rec, &same.Rec)
	small.SameRecord(t, "rules that differ in nothing that acts", &w.Rec, &changed.Rec)
	if !bytes.Equal(small.Encoded(t, w), small.Encoded(t, changed)) {
		t.Error("rules that differ in nothing that acts lead to another state")
	}
	if reflect.DeepEqual(w.Rec.Days, real.Rec.Days) {
		t.Error("rules that do act make no difference: the test sees nothing")
	}
}

// What the declarations say acts only under another rule, kind of platform or switch changes nothing: all of it is set
// as far from the default as it goes, in one market.
func TestWhatIsSaidNotToActChangesNothing(t *testing.T) {
	t.Parallel()
	still := map[string]any{"merchants.discount.learn": false}
	_, set := sim.NewParams()
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
	a, b := small.Market(t, still), small.Market(t, idle)
	for _, w := range []*sim.World{a, b} {
		small.Run(t, w, 50, 1)
		w.Close()
	}
	small.SameRecord(t, fmt.Sprintf("with %v, none of which acts", idle), &a.Rec, &b.Rec)
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

// Common random numbers: two markets that share a seed share every draw they both make. Markets under other draws and
// the same population start from the same people.
func TestSeedsOfPopulationAndMarketAreSeparate(t *testing.T) {
	t.Parallel()
	a, b := small.Market(t, nil), small.Market(t, nil)
	b.Reseed(12345)
	if !reflect.DeepEqual(a.Consumers.Rec, b.Consumers.Rec) || !reflect.DeepEqual(a.Hosts, b.Hosts) {
		t.Fatal("other draws of the market change the population")
	}
	small.Run(t, a, 10, 1)
	small.Run(t, b, 10, 1)
	if reflect.DeepEqual(a.Rec.Days, b.Rec.Days) {
		t.Error("other draws of the market lead to the same days")
	}
	p := small.Rules(t, nil)
	c, err := sim.New(p, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	d, err := sim.New(p, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if reflect.DeepEqual(a.Consumers.Rec, c.Consumers.Rec) || reflect.DeepEqual(c.Consumers.Rec, d.Consumers.Rec) {
		t.Error("another seed or replicate has the same population")
	}
}

// Rules of a market of other sizes are refused, not squeezed in.
func TestRulesOfOtherSizesAreRefused(t *testing.T) {
	t.Parallel()
	w := small.Market(t, nil)
	before := small.Encoded(t, w)
	for key, n := range map[string]int64{"consumers.count": 2001, "streamers.count": 81, "merchants.count": 51, "mcns.count": 4, "run.warmup_days": 36} {
		p := small.Rules(t, map[string]any{key: n})
		if err := w.Switch(p); err != sim.ErrSizes {
			t.Errorf("%s = %d: %v", key, n, err)
		}
		if _, err := sim.Decode(p, bytes.NewReader(before)); err != sim.ErrSizes {
			t.Errorf("a state decoded with %s = %d: %v", key, n, err)
		}
	}
	if !bytes.Equal(before, small.Encoded(t, w)) {
		t.Error("refused rules changed the market")
	}
}
