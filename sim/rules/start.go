package rules

import (
	"slices"
	"strings"

	"livebazaar/agents/param"
)

// AtStart reports whether next to nothing comes of a switch to another value of a parameter, so that it takes a market made with
// it to see what it does. Such is one that acts only where a market is made or warmed up, sizes among them. Such is also one that
// agencies get on entry: a small market founds none in a year, and of 34 in a market of the default size 9 came after day 0. Those
// under run, which say how long, how often and with which draws, are not among them.
func AtStart(q *param.Param) bool {
	switch q.Acts {
	case param.Start:
		return !strings.HasPrefix(q.Key, "run.")
	case param.Entry, param.Partly:
		return strings.HasPrefix(q.Key, "mcns.")
	}
	return false
}

// WithStartOf returns the parameters under which a market of the scenario is made and warmed up where the rules of p hold until
// the end of day 0: those of p, but the scenario's in all that acts only there. Switching to the scenario's own brings the rest.
func (p *Params) WithStartOf(scenario *Params) (*Params, *param.Set) {
	mixed, set := NewParams()
	for _, q := range set.Params() {
		from := p
		if AtStart(q) {
			from = scenario
		}
		if err := q.Set(from.set.Lookup(q.Key).Value()); err != nil {
			panic("rules: a value of a parameter is not one: " + q.Key + " " + err.Error())
		}
	}
	return mixed, set
}

// Equal reports whether all parameters have the same values as in other.
func (p *Params) Equal(other *Params) bool {
	return p == other || !slices.ContainsFunc(p.set.Params(), func(q *param.Param) bool { return q.Value() != other.set.Lookup(q.Key).Value() })
}
