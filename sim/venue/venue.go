// Package venue is what one platform does: its ranking rules, its log, tiers and popularity, the reputation of hosts and
// merchants, and the enforcement of its rules.
package venue

import (
	"livebazaar/sim/rank"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// Venue is one platform at work.
type Venue struct {
	*state.Market
	p   *rules.Params
	run scratch
}

// New returns the platform of a market.
func New(m *state.Market, p *rules.Params) *Venue {
	w := &Venue{Market: m}
	w.run.blamed = make([]bool, len(m.Goods.Category))
	w.Enact(p)
	return w
}

// Enact puts parameters in force. No room may be open.
func (w *Venue) Enact(p *rules.Params) {
	w.p = p
	w.markNiches()
}

// scratch is what the day is worked out in.
type scratch struct {
	hosts   rank.View    `per:"host"` // all hosts, as ranking rules may see them
	view    rank.View    `per:"room"` // the open rooms
	scratch rank.Scratch `per:"room"`
	niche   [state.NumCategories]bool

	supplied    int64   // impressions of the day
	meanPopular float64 // of the hosts that have any popularity

	guilty []int32 `per:"good"` // goods found guilty today
	blamed []bool  `per:"good"` // by good: one of them
}

// Morning begins a day.
func (w *Venue) Morning() { w.run.supplied = 0 }

// Supplied is how many impressions were given out today, before the multipliers of experiments.
func (w *Venue) Supplied() int64 { return w.run.supplied }

// MeanPopularity is the mean popularity of the hosts that have any, in viewers per open slot.
func (w *Venue) MeanPopularity() float64 { return w.run.meanPopular }

// Guilty lists the goods that were found guilty today.
func (w *Venue) Guilty() []int32 { return w.run.guilty }
