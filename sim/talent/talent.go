// Package talent is what streamers and their agencies do. It says how streamers enter and leave, what they learn and when they go
// on the air, and how agencies find, sign, train and lose them and buy traffic for them.
package talent

import (
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// Talent is the streamers and agencies of a market at work.
type Talent struct {
	*state.Market
	p   *rules.Params
	run scratch
}

// New returns the streamers and agencies of a market under the rules.
func New(m *state.Market, p *rules.Params) *Talent { return &Talent{Market: m, p: p} }

// Enact puts parameters in force. No room may be open.
func (w *Talent) Enact(p *rules.Params) { w.p = p }

// Populate fills the market with its first streamers and agencies.
func (w *Talent) Populate() {
	w.populateStreamers()
	w.populateMCNs()
}

// scratch is what the week is worked out in.
type scratch struct {
	free []int32 `per:"streamer"` // slots that newcomers among streamers may take
}
