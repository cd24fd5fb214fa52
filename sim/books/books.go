// Package books is where what consumers ordered and received is booked: against the stock, in the takings of offers, in the
// counters of hosts, goods and merchants, and in the accounts; where it is all reconciled and written down.
package books

import (
	"livebazaar/sim/crowd"
	"livebazaar/sim/fixed"
	"livebazaar/sim/record"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// Books is the bookkeeping of a market.
type Books struct {
	*state.Market
	p      *rules.Params
	street *street.Street
	crowd  *crowd.Crowd
	run    scratch
}

// New returns the books of a market, in which is booked what a crowd does in a street.
func New(m *state.Market, p *rules.Params, s *street.Street, c *crowd.Crowd) *Books {
	w := &Books{Market: m, street: s, crowd: c}
	w.run.commission, w.run.service = make([]int64, m.NumHosts()), make([]int64, m.NumHosts())
	w.run.bought.ByHost = make([][state.NumSlots]int64, m.NumHosts())
	w.run.proceeds = make([]proceeds, m.NumMerchants())
	w.run.place = make([]uint32, len(m.Offers.Good))
	w.Enact(p)
	return w
}

// Enact puts parameters in force. No room may be open.
func (w *Books) Enact(p *rules.Params) {
	w.p = p
	w.run.feeBasis, w.run.serviceBasis = fixed.BasisPoints(p.Platform.Fees.Commission), fixed.BasisPoints(p.Platform.Fees.Service)
}

// scratch is what the day is booked in.
type scratch struct {
	clerks []clerk `per:"worker"`
	day    record.Day
	bought state.Traffic

	feeBasis, serviceBasis int64      // the platform's commission and service fee, basis points
	commission, service    []int64    `per:"host"` // by host: commission of today's settlements and the fee on it, fen
	proceeds               []proceeds `per:"merchant"`
	tills                  [crowd.Tills]till
	place                  []uint32 `per:"offer"` // by offer index: where its takings of today are, 0 without any
}

// Bought returns what was delivered today of the impressions that hosts bought. It is good until the next morning.
func (w *Books) Bought() *state.Traffic { return &w.run.bought }
