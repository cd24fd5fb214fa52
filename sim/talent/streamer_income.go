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

// ShareWithAgencies moves the agency's split of the week's commission and slot fees, and adds up what the streamer keeps.
func (w *Talent) ShareWithAgencies() {
	s := &w.Streamers
	for i := range s.Active {
		gross := max(0, w.Hosts.WeekSettling.Commission[i]) + s.SlotFees[i]
		s.SlotFees[i] = 0
		if a := s.MCN[i]; a >= 0 {
			part := state.Truncated(float64(s.Split[i] * float64(gross)))
			w.Accounts.Move(state.StreamerAccount(i), state.AgencyAccount(int(a)), ledger.Split, part)
			w.MCNs.WeekIncome[a] += part
			w.MCNs.MonthIncome[a] += part
			gross -= part
		}
		s.WeekIncome[i] += gross
		s.MonthIncome[i] += s.WeekIncome[i]
	}
}

// StartStreamerMonth clears what is counted by month, after it was recorded.
func (w *Talent) StartStreamerMonth() { clear(w.Streamers.MonthIncome) }
