package talent

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
)

// Scout lets every unsigned streamer come to the notice of one agency at most, and every agency approach the most valuable of
// those it noticed. Notice is drawn by streamer, so the week costs one look at each.
func (w *Talent) Scout() {
	s, m, p := &w.Streamers, &w.MCNs, &w.p.MCNs
	agencies := make([]int32, 0, len(m.Alive))
	roster := make([]int64, len(m.Alive))
	for a, alive := range m.Alive {
		if alive {
			agencies = append(agencies, int32(a))
		}
	}
	if len(agencies) == 0 {
		return
	}
	for i, active := range s.Active {
		if a := s.MCN[i]; active && a >= 0 {
			roster[a]++
		}
	}
	average, half := w.averageIncome(), float64(w.Scale.Real(p.Pool.Half))
	manage := float64(w.Scale.Real(p.Scouting.Manage))
	choice := make([]approach, len(m.Alive))
	for a := range choice {
		choice[a].streamer = -1
	}
	keys := w.On(chance.Scout)
	for i, active := range s.Active {
		alone := w.Day - int64(s.SignedOn[i]) // days since a breakaway
		if !active || s.MCN[i] >= 0 || w.Hosts.Barred[i] || alone < p.Breakaway.Alone {
			continue
		}
		key := keys.At(w.Hosts.ID[i])
		a := agencies[key.Below(0, len(agencies))]
		relative := s.Income[i] / average
		if !key.Chance(1, p.Scouting.Notice(m.Skill[a], relative)) || roster[a] >= p.Scouting.Roster {
			continue
		}
		// its own sales would add to the volume that the pool is bargained for by
		added := w.added(i, int(a), p.Pool.Discount(m.Volume[a]+float64(w.Hosts.WeekSettling.KeptFen[i]), half))
		split := mcn.Split(p.Contract.Part(relative >= p.Contract.StarIncome, key.Uniform(2)), added)
		worth := p.Scouting.Worth(split, s.Income[i]*(1+added), &p.Talent, m.Belief[i])
		if worth <= manage || p.Talent.Promise(m.Belief[i]) <= p.Talent.Mediocre {
			continue
		}
		best := &choice[a]
		if best.streamer < 0 || worth > best.worth || worth == best.worth && w.Hosts.ID[i] < w.Hosts.ID[best.streamer] {
			*best = approach{streamer: int32(i), worth: worth, split: split, added: added}
		}
	}
	for a, c := range choice {
		if c.streamer < 0 {
			continue
		}
		if keys.At(w.Hosts.ID[c.streamer]).Chance(3, p.Contract.Signs(c.split, c.added)) {
			w.sign(int(c.streamer), a, c.split)
		}
	}
}

// approach is a contract an agency proposes to a streamer.
type approach struct {
	streamer            int32
	worth, split, added float64
}
