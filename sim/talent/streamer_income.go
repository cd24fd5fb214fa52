package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// ShareWithAgencies moves the agency's split of the week's commission and slot fees, and adds up what the streamer keeps.
func (w *Talent) ShareWithAgencies() {
	s := &w.Streamers
	for i := range s.Active {
		gross := max(0, w.Hosts.Past.Commission[i]) + s.SlotFees[i]
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

// LearnFromWeek lets every streamer take in the week. Practice raises its skill, its income is smoothed, and the hill-climb over
// its choices sees the surplus over running costs and hours, relative to the average income.
func (w *Talent) LearnFromWeek() {
	h, s, p := &w.Hosts, &w.Streamers, &w.p.Streamers
	total, n := int64(0), int64(0)
	for i, active := range s.Active {
		if active {
			total += s.WeekIncome[i]
			n++
		}
	}
	average := max(1, float64(total)/float64(max(1, n)))
	cost := float64(w.Scale.Real(p.Show.Cost))
	keys := w.On(chance.Learn)
	most := w.mostChoice()
	for i, active := range s.Active {
		if active && w.hasResults(i) {
			held := float64(h.Past.Sessions[i])
			net := float64(s.WeekIncome[i]) - float64(held*cost)
			s.Income[i] += float64(p.Viability.Smooth * (net - s.Income[i]))
			h.Content[i] = p.Practice.After(h.Content[i], s.Ceiling[i], held)
			h.Product[i] = p.Practice.After(h.Product[i], s.ProductTop[i], held)
			if int64(s.Absent[i]) < w.Day && !h.Barred[i] {
				surplus := net - p.Show.Effort(s.Wage[i], held)
				p.Climb.Week(&s.Learner[i], surplus/average, most, keys.At(h.ID[i]))
				w.choose(i)
			}
		}
		s.WeekIncome[i] = 0
	}
}

// choose puts what a streamer's learner says in force.
func (w *Talent) choose(s int) {
	now := w.Streamers.Learner[s].Now()
	w.Hosts.Hype[s], w.Streamers.Sessions[s], w.Streamers.Giveback[s] = now.Hype, now.Sessions, now.Giveback
}

// hasResults reports whether a streamer has been in the market long enough for its first orders to be in Past.
func (w *Talent) hasResults(s int) bool {
	return w.Day-max(w.First, int64(w.Hosts.Born[s])) >= 2*state.Week
}

// StartStreamerMonth clears what is counted by month, after it was recorded.
func (w *Talent) StartStreamerMonth() { clear(w.Streamers.MonthIncome) }
