package trial

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"livebazaar/sim"
	"livebazaar/sim/metric"
	"livebazaar/sim/state"
)

// Settings are values of parameters by key.
type Settings map[string]any

// A Bench is where the experiments on one replicate get their markets. What goes wrong there ends the replicate: the functions of
// a bench do not return it.
type Bench struct {
	Replicate int
	Quick     bool
	plan      *Plan
	ctx       context.Context
	passed    func(days int64)
	stems     []*stem
}

// A stem is a market that is grown once, from which copies are cut at several days.
type stem struct {
	key  string
	at   []*sim.World // copies on the evenings that were asked for, in order of day
	last *sim.World   // the market itself
}

// Seed is that of the trial.
func (b *Bench) Seed() uint64 { return b.plan.Seed }

// Scenario is a bundled scenario by its name, nil where there is none.
func (b *Bench) Scenario(name string) *sim.Params { return b.plan.Scenarios[name] }

// fault ends an experiment.
type fault struct{ error }

// Must ends the experiment where something has gone wrong.
func (b *Bench) Must(err error) {
	if err != nil {
		panic(fault{err})
	}
}

// Params are the defaults with the settings of the trial and further ones on top. It ends the experiment where no market could have
// them.
func (b *Bench) Params(more ...Settings) *sim.Params {
	p, declared := sim.NewParams()
	for _, set := range append([]Settings{b.plan.Settings}, more...) {
		for _, key := range set.keys() {
			q := declared.Lookup(key)
			if q == nil {
				b.Must(fmt.Errorf("no parameter %s", key))
			}
			if err := q.Set(set[key]); err != nil {
				b.Must(fmt.Errorf("%s: %w", key, err))
			}
		}
	}
	for _, check := range declared.Checks() {
		if wrong := check.Test(); wrong != "" {
			b.Must(fmt.Errorf("%v: %s", check.Keys, wrong))
		}
	}
	return p
}

// Knows reports whether the market has parameters of these keys.
func (b *Bench) Knows(keys ...string) bool {
	_, declared := sim.NewParams()
	return !slices.ContainsFunc(keys, func(key string) bool { return declared.Lookup(key) == nil })
}

// keys are those of the settings in order.
func (s Settings) keys() []string {
	var all []string
	for key := range s {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

// Market is the replicate's market under settings on the eve of its first day.
func (b *Bench) Market(set Settings) *sim.World { return b.Under(b.Params(set)) }

// Under is the replicate's market under parameters on the eve of its first day.
func (b *Bench) Under(p *sim.Params) *sim.World {
	w, err := sim.New(p, b.plan.Seed, b.Replicate)
	b.Must(err)
	return w
}

// Grown is a copy of the replicate's market under settings on the evening of a day. Each market is grown once, and copied.
func (b *Bench) Grown(set Settings, day int64) *sim.World {
	key := ""
	for _, k := range set.keys() {
		key += fmt.Sprint(k, "=", set[k], " ")
	}
	var s *stem
	for _, known := range b.stems {
		if known.key == key {
			s = known
		}
	}
	if s == nil {
		s = &stem{key: key, last: b.Market(set)}
		b.stems = append(b.stems, s)
	}
	i, there := slices.BinarySearchFunc(s.at, day, func(w *sim.World, day int64) int { return cmp.Compare(w.Today(), day) })
	if !there {
		if from := s.last; from.Today() <= day {
			b.Pass(from, int(day-from.Today()), nil)
			s.at = slices.Insert(s.at, i, b.Fork(from))
		} else { // the market has passed the day: an earlier copy goes there
			var w *sim.World
			if i > 0 {
				w = b.Fork(s.at[i-1])
			} else {
				w = b.Market(set)
			}
			b.Pass(w, int(day-w.Today()), nil)
			s.at = slices.Insert(s.at, i, w)
		}
	}
	return b.Fork(s.at[i])
}

// GrownToSunday is a copy on the last evening of a week, on the day or within six days of it.
func (b *Bench) GrownToSunday(set Settings, day int64) *sim.World {
	first := 1 - b.Params(set).Run.WarmupDays
	for (day+1-first)%state.Week != 0 {
		day++
	}
	return b.Grown(set, day)
}

// Fork copies a market.
func (b *Bench) Fork(w *sim.World) *sim.World {
	copied, err := w.Fork()
	b.Must(err)
	return copied
}

// Pass simulates days; after each one evening looks or interferes, where it is not nil.
func (b *Bench) Pass(w *sim.World, days int, evening func(day int)) {
	for day := 1; day <= days; day++ {
		b.Must(context.Cause(b.ctx))
		b.Must(w.Step(1))
		b.passed(1)
		if evening != nil {
			evening(day)
		}
	}
}

// Switch puts other rules in force in a market from the next day on.
func (b *Bench) Switch(w *sim.World, set Settings) *sim.World {
	b.Must(w.Switch(b.Params(set)))
	return w
}

// Metrics closes a market and measures days from one on to today, or its last year where from is 0.
func (b *Bench) Metrics(w *sim.World, from int64) Numbers {
	w.Close()
	p := w.Params()
	window := metric.LastYear(w.Today(), p.Consumers.Count)
	if from != 0 {
		window.From = from
	}
	out := Numbers{}
	for _, v := range metric.Compute(w.Book(), window) {
		out[v.Metric] = v.Value
	}
	return out
}
