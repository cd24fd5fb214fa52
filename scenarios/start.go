package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/sim"
	"livebazaar/sim/rules"
)

// Start is what a scenario of a comparison begins its first measured day from. Rules switch at the end of the warm-up that all
// share. What acts only where a market is made cannot switch. A scenario that differs in it from the baseline therefore has a
// population and a warm-up of its own, by the same seeds and, but for that, under the baseline's rules.
type Start struct {
	Own    []Difference // what it has its own start for; empty: it shares the baseline's
	Entry  []Difference // what acts on those who enter, here after day 0: those there at the start keep what they have
	Partly []Difference // what acts always, but in part only on those who enter
	Warmup *sim.Params  // of its own population and warm-up; nil: the baseline's

	set *param.Set // bound to Warmup
}

// StartOf returns what a scenario begins from where it is compared with a baseline.
func StartOf(base, sc *Scenario) Start {
	var s Start
	for _, d := range Differences(base, sc) {
		switch able := acts(base.Set, d.Param.Key) || acts(sc.Set, d.Param.Key); {
		case rules.AtStart(d.Param):
			s.Own = append(s.Own, d)
		case able && d.Param.Acts == param.Entry:
			s.Entry = append(s.Entry, d)
		case able && d.Param.Acts == param.Partly:
			s.Partly = append(s.Partly, d)
		}
	}
	if len(s.Own) > 0 {
		s.Warmup, s.set = base.Params.WithStartOf(sc.Params)
	}
	return s
}

// acts reports whether nothing else that is set keeps a parameter from acting.
func acts(set *param.Set, key string) bool {
	_, unmet := set.Unmet(set.Lookup(key))
	return !unmet
}

// Resized reports whether the scenario has other numbers of agents than the baseline, whose people are then not all the same.
func (s Start) Resized() bool {
	return slices.ContainsFunc(s.Own, func(d Difference) bool { return strings.HasSuffix(d.Param.Key, ".count") })
}

// Start returns what the i-th scenario begins from.
func (s *Study) Start(i int) Start { return StartOf(s.Scenarios[s.Baseline], s.Scenarios[i]) }

// judge refuses a warm-up that cannot be, because what acts only at the start does not go with the baseline's rules.
func (s Start) judge(base, sc *Scenario) Problems {
	if s.set == nil {
		return nil
	}
	ps := contradictions(&Scenario{Name: sc.Name, Set: s.set, origin: sc.origin}, nil)
	for i := range ps {
		ps[i].Reason += fmt.Sprintf(" (in the warm-up of %s, which has the rules of %s "+
			"but for what acts at the start, or as agencies enter: %s)",
			sc.Name, base.Name, keysText(s.Own))
	}
	return ps
}

func keysText(list []Difference) string {
	keys := make([]string, len(list))
	for i, d := range list {
		keys[i] = d.Param.Key
	}
	return strings.Join(keys, ", ")
}

// scaled are the kinds of agents of which one may stand for many real ones.
var scaled = []string{"consumers", "streamers"}

// rescaled lists what keeps two scenarios from having one scale: the differences in counts of agents, with the real ones that
// they stand for, if one simulated consumer or streamer stands for more real ones in a than in b. Then amounts of the two
// cannot be compared, and where one size is meant for all the others are, too.
func rescaled(a, b *Scenario) (list []Difference) {
	number := func(s *Scenario, key string) float64 {
		if p := s.Set.Lookup(key); p != nil {
			switch v := p.Value().(type) {
			case int64:
				return float64(v)
			case float64:
				return v
			}
		}
		return 1
	}
	same := true
	for _, kind := range scaled {
		x := number(a, kind+".real") * number(b, kind+".count")
		y := number(b, kind+".real") * number(a, kind+".count")
		same = same && math.Abs(x-y) <= 1e-9*max(x, y)
	}
	if same {
		return nil
	}
	for _, d := range Differences(a, b) {
		if strings.HasSuffix(d.Param.Key, ".count") || scales(d.Param.Key) {
			list = append(list, d)
		}
	}
	return list
}

// scales reports whether the key is one of the two of a scale.
func scales(key string) bool {
	kind, what, _ := strings.Cut(key, ".")
	return slices.Contains(scaled, kind) && (what == "count" || what == "real")
}
