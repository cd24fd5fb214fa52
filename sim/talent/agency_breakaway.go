package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/sim/state"
)

// ReviewContracts lets each signed streamer weigh every four weeks whether it would have more outside. When the term of its contract is
// over it is free, to sign again with whoever is the first to notice it.
func (w *Talent) ReviewContracts() {
	s, m, p := &w.Streamers, &w.MCNs, &w.p.MCNs
	keys := w.On(chance.Breakaway)
	for i, a := range s.MCN {
		if a < 0 || !s.Active[i] {
			continue
		}
		if w.Day-int64(s.SignedOn[i]) >= p.Contract.Term*state.Week {
			w.release(i)
			continue
		}
		inside := mcn.Gain(s.Split[i], w.added(i, int(a), m.PoolPrice[a]))
		if keys.At(w.Hosts.ID[i]).Chance(0, p.Breakaway.Hazard(inside)) {
			w.release(i)
			s.SignedOn[i] = int32(w.Day)
			m.Lost[a]++
		}
	}
}

// added is by what factor less 1 an agency with a pool at a discount would raise a streamer's income from now on.
func (w *Talent) added(i, a int, pool float64) float64 {
	p := &w.p.MCNs
	practice := w.p.Streamers.Practice.Rate * w.Streamers.Sessions[i]
	return p.Contract.Added(w.gap(i), practice, p.Training.Speed(w.MCNs.Skill[a]), pool)
}

// gap is what both powers of a streamer lack of their ceilings.
func (w *Talent) gap(i int) float64 {
	s, h := &w.Streamers, &w.Hosts
	return max(0, s.Ceiling[i]-h.Content[i]) + max(0, s.ProductTop[i]-h.Product[i])
}

// averageIncome is the mean of streamers' smoothed weekly incomes, fen.
func (w *Talent) averageIncome() float64 {
	total, n := int64(0), int64(0)
	for i, active := range w.Streamers.Active {
		if active {
			total += int64(w.Streamers.Income[i])
			n++
		}
	}
	return max(1, float64(total)/float64(max(1, n)))
}
