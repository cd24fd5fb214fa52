package experiment

import (
	"fmt"

	"livebazaar/sim"
)

// start is what scenarios begin their first measured day from: a population at the end of its warm-up. A plan has one for
// all scenarios, and one more for those that are warmed up by themselves, alike for all whose warm-up is the same.
type start struct {
	params    *sim.Params
	own       bool  // it is not the one that the plan gives to all
	scenarios []int // that begin from it, in the plan's order
}

// starts lists those that some scenario begins from, in the order of the first scenario that does.
func (p *Plan) starts() []start {
	keys := map[*sim.Params]uint64{} // most scenarios share the plan's
	groups := grouped(len(p.Scenarios), func(i int) uint64 {
		params := p.warmup(i)
		k, known := keys[params]
		if !known {
			k = key(params)
			keys[params] = k
		}
		return k
	}, func(a, b int) bool { return p.warmup(a).Equal(p.warmup(b)) })
	list := make([]start, len(groups))
	for i, group := range groups {
		params := p.warmup(group[0])
		list[i] = start{params, !params.Equal(p.Warmup), group}
	}
	return list
}

// warmup returns the parameters of a scenario's population and warm-up.
func (p *Plan) warmup(scenario int) *sim.Params {
	if own := p.Scenarios[scenario].Warmup; own != nil {
		return own
	}
	return p.Warmup
}

// twins reports whether any scenario of a replicate goes back to the end of the warm-up.
func (p *Plan) twins(s start, replicate int) bool {
	for _, i := range s.scenarios {
		if p.twin(p.Scenarios[i], replicate) {
			return true
		}
	}
	return false
}

// Names of the states at the end of warm-up and, not finished yet, within it. The one that all share goes by the replicate
// alone; another also by the first scenario that begins from it.

func (s start) warmup(replicate int) string  { return s.name("warmup", replicate) }
func (s start) warming(replicate int) string { return s.name("warming", replicate) }

func (s start) name(kind string, replicate int) string {
	if s.own {
		return fmt.Sprintf("%s-%d-%d", kind, replicate, s.scenarios[0])
	}
	return fmt.Sprintf("%s-%d", kind, replicate)
}

// title says whose warm-up it is, for messages.
func (p *Plan) title(s start, replicate int) string {
	if s.own {
		return fmt.Sprintf("warm-up of scenario %s, replicate %d", p.Scenarios[s.scenarios[0]].Name, replicate)
	}
	return fmt.Sprintf("warm-up of replicate %d", replicate)
}
