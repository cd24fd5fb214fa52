package talent

import (
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// PayOwners pays out a part of the cash an agency does not need.
func (w *Talent) PayOwners() {
	for a, alive := range w.MCNs.Alive {
		if alive {
			cash := w.Accounts.Of(ledger.MCNs, a)
			out := state.Truncated(w.p.MCNs.Firm.Dividend(float64(cash), float64(w.MCNs.Cash[a])))
			w.Accounts.Move(state.AgencyAccount(a), state.Outside, ledger.Capital, out)
		}
	}
}

// CloseAgencies closes agencies that were without cash for too long, and those that do not expect to earn what going on costs. Their
// streamers are free. What an agency has is its owners'; what it owes is lost to those outside who lent it.
func (w *Talent) CloseAgencies() {
	m, p := &w.MCNs, &w.p.MCNs.Firm
	for a, alive := range m.Alive {
		if alive && (int64(m.WeeksInRed[a]) >= p.Patience || p.Venture.Closes(w.agencyJudged(a), m.Income[a], m.Cost[a])) {
			w.closeMCN(a)
		}
	}
}

// agencyJudged is for how many whole weeks an agency has had results: those of the first agencies begin with the market.
func (w *Talent) agencyJudged(a int) int64 { return min(w.agencyAge(a), (w.Day-w.First)/state.Week) }

// agencyAge is for how many whole weeks an agency has been in business.
func (w *Talent) agencyAge(a int) int64 { return (w.Day - int64(w.MCNs.Founded[a])) / state.Week }

// closeMCN takes an agency out of the market.
func (w *Talent) closeMCN(a int) {
	w.recordClosing(a)
	w.MCNs.Alive[a] = false
	w.MCNs.PoolPrice[a], w.MCNs.Volume[a] = 0, 0
	for s, of := range w.Streamers.MCN {
		if of == int32(a) {
			w.release(s)
		}
	}
	switch cash := w.Accounts.Of(ledger.MCNs, a); {
	case cash > 0:
		w.Accounts.Move(state.AgencyAccount(a), state.Outside, ledger.Capital, cash)
	case cash < 0:
		w.Accounts.Move(state.Outside, state.AgencyAccount(a), ledger.Capital, -cash)
	}
}
