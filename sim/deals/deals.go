// Package deals is how merchants and streamers come together for a week. It says on which terms a good is offered, which
// streamers a merchant asks, what it learns from their shows, and which goods a streamer puts on its line-up.
package deals

import (
	"livebazaar/agents/merchant"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// Deals is the market for places in line-ups at work.
type Deals struct {
	*state.Market
	p   *rules.Params
	run scratch
}

// New returns the deals of a market under the rules.
func New(m *state.Market, p *rules.Params) *Deals {
	w := &Deals{Market: m}
	w.Enact(p)
	return w
}

// Enact puts parameters in force. No room may be open.
func (w *Deals) Enact(p *rules.Params) {
	w.p = p
	if circles := int(w.Circles); len(w.run.found) != circles {
		w.run.found, w.run.onSale = make([]streamerLists, circles), make([][state.NumCategories][]int32, circles)
	}
}

// scratch is what the week is worked out in.
type scratch struct {
	proposals  []Proposal                     `per:"proposal"`
	unsorted   []Proposal                     `per:"proposal"`
	askedFrom  []int32                        `per:"merchant"` // by merchant: where its proposals begin in unsorted
	firstOf    []int32                        `per:"host"`     // by host: index of its first proposal
	figures    []figure                       `per:"streamer"`
	usual      [3]merchant.Sales              // of a place, by tier of streamers
	searchers  []searcher                     `per:"worker"`
	lessons    []lesson                       `per:"offer"`
	listings   []listing                      `per:"good"`     // by good
	choosers   []int32                        `per:"streamer"` // who chooses a line-up, in order of serial number
	judgements []judgement                    `per:"judge"`    // by streamer of those who judge at once
	places     []place                        `per:"judged place"`
	found      []streamerLists                `per:"circle,streamer"` // by circle
	onSale     [][state.NumCategories][]int32 `per:"circle,good"`     // goods on sale, by circle
	showMemory state.Fading
}
