package talent

import "livebazaar/agents/chance"

// ReviewContracts lets each signed streamer weigh every four weeks whether it would have more outside.
func (w *Talent) ReviewContracts() {
	s, m, p := &w.Streamers, &w.MCNs, &w.p.MCNs.Breakaway
	keys := w.On(chance.Breakaway)
	for i, a := range s.MCN {
		if a < 0 || !s.Active[i] {
			continue
		}
		top := s.Ceiling[i] + s.ProductTop[i]
		own := (w.Hosts.Content[i] + w.Hosts.Product[i]) / top
		ratio := p.OutsideOverInside(s.Split[i], m.Skill[a], own, m.PoolPrice[a])
		if keys.At(w.Hosts.ID[i]).Chance(0, p.Hazard(ratio)) {
			w.release(i)
			s.SignedOn[i] = int32(w.Day)
			m.Lost[a]++
		}
	}
}
