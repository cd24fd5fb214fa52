package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/state"
)

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
			held := float64(h.WeekSettling.Sessions[i])
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

// hasResults reports whether a streamer has been in the market long enough for its first week to be settled.
func (w *Talent) hasResults(s int) bool {
	return w.Day-max(w.First, int64(w.Hosts.Born[s])) >= 2*state.Week
}

// mostChoice is the most of each choice that the rules in force let a streamer make.
func (w *Talent) mostChoice() streamer.Choice {
	p := &w.p.Streamers
	return streamer.Choice{Hype: streamer.MaxHype, Sessions: p.Schedule.Most, Giveback: p.Giveback.Most}
}

// BoundChoices puts the bounds of new rules in force at once: who has chosen more, or is trying it, goes on from the bound and
// measures anew. Learning alone would bound new trials only, and come back to what was accepted before. Those who are to come
// back come back within the bounds.
func (w *Talent) BoundChoices() {
	most := w.mostChoice()
	for i, active := range w.Streamers.Active {
		l := &w.Streamers.Learner[i]
		if active && (l.Accepted != l.Accepted.Within(most) || l.Trial != l.Trial.Within(most)) {
			w.p.Streamers.Climb.Start(l, l.Accepted.Within(most), 0)
			w.choose(i)
		}
	}
	for i := range w.Exiles {
		w.Exiles[i].Choice = w.Exiles[i].Choice.Within(most)
	}
}
