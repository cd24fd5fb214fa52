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

// CloseBankrupt closes agencies that were without cash for too long. Their streamers are free. What an agency owes is lost to
// those outside who lent it.
func (w *Talent) CloseBankrupt() {
	for a, alive := range w.MCNs.Alive {
		if alive && int64(w.MCNs.WeeksInRed[a]) >= w.p.MCNs.Firm.Patience {
			w.closeMCN(a)
		}
	}
}

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
	if debt := -w.Accounts.Of(ledger.MCNs, a); debt > 0 {
		w.Accounts.Move(state.Outside, state.AgencyAccount(a), ledger.Capital, debt)
	}
}
