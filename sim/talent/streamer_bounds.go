package talent

import "livebazaar/agents/streamer"

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
