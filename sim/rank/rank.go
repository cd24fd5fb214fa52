// Package rank holds the platform's ranking rules: how the impressions of a slot are given to the open rooms.
//
// A platform's rule is a pipeline of named stages, score → gate → allocate → adjust, ending in whole impressions that
// add up exactly to the supply. Each rule is one file: its formula, its parameters, its effect on the working columns,
// and its entry in the registry. Rules see what a platform sees, signals estimated from its own log and public traits,
// never latent merit.
//
// Every sum over rooms is exact (sum.go) and every tie is broken by a draw keyed by the room's ID (first.go), so that
// relabelling the rooms relabels the result and changes nothing else.
package rank

import (
	"cmp"
	"slices"

	"livebazaar/agents/param"
)

// Stage is a step of the pipeline. Stages run in this order.
type Stage uint8

// The stages.
const (
	Score    Stage = iota // signals → one score per room, ≥ 0
	Gate                  // scores → lower scores, rooms barred from exposure
	Allocate              // scores → shares of impressions; exactly one rule, chosen by name
	Adjust                // shares → other shares
)

func (s Stage) String() string { return [...]string{"score", "gate", "allocate", "adjust"}[s] }

// Step is a rule with its parameters bound: it reads the rooms and changes the working columns. A step whose
// parameters say "no effect" must leave them bit for bit as they are.
type Step interface {
	Apply(v *View, s *Scratch)
}

// reader is a Step that reads estimated signals. A signal that no step reads is not estimated.
type reader interface {
	reads(k Signal) bool
}

// Rule is one entry of the registry.
type Rule struct {
	Name    string // as written in scenarios
	Stage   Stage
	Order   int                       // rules of one stage run in ascending order
	EN, ZH  string                    // label
	Formula string                    // as in the rules page
	Source  string                    // paper, model section, or param.Assumption
	Memory  []string                  // names of the columns by channel that the rule remembers from slot to slot
	New     func(set *param.Set) Step // declares the rule's parameters and returns the step bound to them
}

var registry []Rule

// register adds a rule. It is called from the init function of the rule's file.
func register(r Rule) {
	for _, other := range registry {
		if other.Name == r.Name || (other.Stage == r.Stage && other.Order == r.Order) {
			panic("rank: rules " + other.Name + " and " + r.Name + " share a name or a place in the pipeline")
		}
	}
	registry = append(registry, r)
}

// Rules lists all rules in the order in which they run.
func Rules() []Rule {
	list := slices.Clone(registry)
	slices.SortFunc(list, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Order, b.Order))
	})
	return list
}
