package sim

import "livebazaar/sim/ledger"

// payOwners pays out a part of the cash an agency does not need.
func (w *World) payOwners() {
	for a, alive := range w.MCNs.Alive {
		if alive {
			cash := w.Accounts.Of(ledger.MCNs, a)
			out := truncated(w.p.MCNs.Firm.Dividend(float64(cash), float64(w.MCNs.Cash[a])))
			w.Accounts.Move(agencyAccount(a), outside, ledger.Capital, out)
		}
	}
}

// closeBankrupt closes agencies that were without cash for too long. Their streamers are free; what is owed is lost
// to those outside who lent it.
func (w *World) closeBankrupt() {
	for a, alive := range w.MCNs.Alive {
		if alive && int64(w.MCNs.WeeksInRed[a]) >= w.p.MCNs.Firm.Patience {
			w.closeMCN(a)
		}
	}
}

// closeMCN takes an agency out of the market.
func (w *World) closeMCN(a int) {
	w.Rec.MCNs = append(w.Rec.MCNs, w.mcnMonth(a, w.month()))
	w.MCNs.Alive[a] = false
	w.MCNs.PoolPrice[a], w.MCNs.Volume[a] = 0, 0
	for s, of := range w.Streamers.MCN {
		if of == int32(a) {
			w.release(s)
		}
	}
	if debt := -w.Accounts.Of(ledger.MCNs, a); debt > 0 {
		w.Accounts.Move(outside, agencyAccount(a), ledger.Capital, debt)
	}
}
