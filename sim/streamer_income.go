package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
)

// streamersWeek is how streamers close a week: they share income with the agency, look at what is left, learn, have
// accidents, lose patience or go on, and others come. It is the first morning of a week, before the counters move on:
// Past is then the week before last, whose orders are all settled, and every fen of commission is counted in exactly one
// such week.
var streamersWeek = []event{
	{"share with agencies", (*World).shareWithAgencies},
	{"learn from the week", (*World).learnFromWeek},
	{"choose categories", (*World).chooseCategories},
	{"accidents", (*World).strikeAccidents},
	{"streamers leave", (*World).loseStreamers},
	{"streamers enter", (*World).admitStreamers},
}

// shareWithAgencies moves the agency's split of the week's commission and slot fees and adds up what the streamer
// keeps.
func (w *World) shareWithAgencies() {
	s := &w.Streamers
	for i := range s.Active {
		gross := max(0, w.Hosts.Past.Commission[i]) + s.SlotFees[i]
		s.SlotFees[i] = 0
		if a := s.MCN[i]; a >= 0 {
			part := truncated(float64(s.Split[i] * float64(gross)))
			w.Accounts.Move(streamerAccount(i), agencyAccount(int(a)), ledger.Split, part)
			w.MCNs.WeekIncome[a] += part
			w.MCNs.MonthIncome[a] += part
			gross -= part
		}
		s.WeekIncome[i] += gross
		s.MonthIncome[i] += s.WeekIncome[i]
	}
}

// learnFromWeek lets every streamer take in the week: practice raises skill, income is smoothed, and the hill-climb
// over its choices sees the surplus over running costs and hours, relative to the average income.
func (w *World) learnFromWeek() {
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
func (w *World) choose(s int) {
	now := w.Streamers.Learner[s].Now()
	w.Hosts.Hype[s], w.Streamers.Sessions[s], w.Streamers.Giveback[s] = now.Hype, now.Sessions, now.Giveback
}

// hasResults reports whether a streamer has been in the market long enough for its first orders to be in Past.
func (w *World) hasResults(s int) bool {
	return w.Day-max(w.firstDay(), int64(w.Hosts.Born[s])) >= 2*Week
}

// startStreamerMonth clears what is counted by month, after it was recorded.
func (w *World) startStreamerMonth() { clear(w.Streamers.MonthIncome) }
