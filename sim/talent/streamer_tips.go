package talent

import (
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// PayTips moves the day's tips and advertising income, in proportion to visits.
func (w *Talent) PayTips() {
	tip := 100 * w.p.Streamers.Show.Tip
	for i, open := range w.Hosts.Open[:w.NumStreamers()] {
		if open == 0 {
			continue
		}
		amount := state.Truncated(float64(tip*float64(w.Hosts.Today.Visits[i])) + 0.5)
		w.Accounts.Move(ledger.Account{Class: ledger.Consumers}, state.StreamerAccount(i), ledger.Tips, amount)
		w.Streamers.WeekIncome[i] += amount
	}
}
