package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/state"
)

// CopyEquals lets some streamers compare with one of their category, and take over how it claims and what it gives back if it earns
// more. All compare with what was before anybody copied.
func (w *Talent) CopyEquals() {
	s, p := &w.Streamers, &w.p.Streamers
	if p.Imitation.Rate == 0 {
		return
	}
	peers := w.peers()
	before := make([]streamer.Choice, len(s.Active))
	for i := range before {
		before[i] = s.Learner[i].Accepted
	}
	keys := w.On(chance.Learn)
	for i, active := range s.Active {
		key := keys.At(w.Hosts.ID[i])
		if !active || !w.hasResults(i) || !key.Chance(3, p.Imitation.Rate) {
			continue
		}
		of := peers[w.Hosts.Category[i]]
		if len(of) == 0 {
			continue
		}
		j := int(of[key.Below(4, len(of))])
		if before[j] != before[i] && key.Chance(5, p.Imitation.Copies(w.payoff(i), w.payoff(j))) {
			p.Climb.Copy(&s.Learner[i], before[j])
			w.choose(i)
		}
	}
}

// peers lists the streamers of each category that have results, in the order of the roll.
func (w *Talent) peers() (of [state.NumCategories][]int32) {
	for _, host := range w.Roll.Order {
		if i := int(host); i < w.NumStreamers() && w.Streamers.Active[i] && w.hasResults(i) {
			of[w.Hosts.Category[i]] = append(of[w.Hosts.Category[i]], host)
		}
	}
	return of
}

// payoff is what a streamer earns against what it could earn elsewhere, as a log.
func (w *Talent) payoff(i int) float64 {
	return streamer.Payoff(w.Streamers.Income[i], w.reservation(i), w.smallIncome())
}

// smallIncome is an income too small to care about, fen a week.
func (w *Talent) smallIncome() float64 {
	return float64(100*w.p.Streamers.Viability.Floor) / w.Scale.Ratio
}

// claimLikeOthers lets a newcomer claim as a streamer of its category does.
func (w *Talent) claimLikeOthers(slot int, key chance.Key, of []int32) {
	if len(of) == 0 || w.p.Streamers.Imitation.Rate == 0 {
		return
	}
	l := &w.Streamers.Learner[slot]
	l.Accepted.Hype = w.Streamers.Learner[of[key.Below(15, len(of))]].Accepted.Hype
	l.Trial.Hype = l.Accepted.Hype
	w.choose(slot)
}
