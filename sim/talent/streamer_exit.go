package talent

import "livebazaar/agents/chance"

// LoseStreamers moves everybody's viability by the week's income. It takes those out of the market whose patience is used up,
// and some who move on for other reasons.
func (w *Talent) LoseStreamers() {
	s, p := &w.Streamers, &w.p.Streamers.Viability
	small := w.smallIncome()
	keys := w.On(chance.Exit)
	for i, active := range s.Active {
		if !active || !w.hasResults(i) {
			continue
		}
		s.Viability[i] = p.After(s.Viability[i], s.Income[i], w.reservation(i), small)
		if s.Viability[i] < 0 || keys.At(w.Hosts.ID[i]).Chance(0, p.MovesOn) {
			w.leaveMarket(i)
		}
	}
}

// leaveMarket takes a streamer out of the market. Its slot stays empty until every order has been settled.
func (w *Talent) leaveMarket(s int) {
	w.Streamers.MCN[s] = -1
	w.Streamers.Active[s] = false
	w.Streamers.Left[s] = int32(w.Day)
	w.Streamers.AdBudget[s] = 0
	w.Hosts.Alive[s] = false
	w.Hosts.Open[s], w.Main().Bought[s] = 0, 0
}

// vacancy is how many days a streamer's slot stays empty at least, so that every order of the last occupant is settled before
// the next one takes over its account.
const vacancy = 28

// vacant reports whether a newcomer may take a streamer's slot.
func (w *Talent) vacant(s int) bool {
	return !w.Streamers.Active[s] && w.Day-int64(w.Streamers.Left[s]) > vacancy
}
