// Package supply is what merchants do: how they enter and leave, price, produce, stock and improve their goods, cheat, run stores,
// and sell on the shelf.
package supply

import (
	"livebazaar/sim/deals"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// Supply is the merchants of a market at work.
type Supply struct {
	*state.Market
	p     *rules.Params
	deals *deals.Deals
	run   scratch
}

// New returns the merchants of a market under the rules, with the deals they make.
func New(m *state.Market, p *rules.Params, d *deals.Deals) *Supply {
	return &Supply{Market: m, p: p, deals: d}
}

// Enact puts parameters in force. No room may be open.
func (w *Supply) Enact(p *rules.Params) { w.p = p }

// scratch is what the day is worked out in.
type scratch struct {
	missing     []int64   `per:"good"`     // by good: units to order today; not positive if none
	live        []float64 `per:"merchant"` // what live places brought in a week, fen
	onAir       []int64   `per:"merchant"` // what was sold live in the last week, fen
	storeMemory state.Fading
}
