package talent

import "livebazaar/sim/ledger"

// TrainStreamers trains the signed streamers for whom a week of training is worth its cost and who promise enough. The one that came
// first is trained first, while the agency has money.
func (w *Talent) TrainStreamers() {
	h, s, p := &w.Hosts, &w.Streamers, &w.p.MCNs
	cost := w.Scale.Real(p.Training.Cost)
	for _, host := range w.Roll.Order {
		i := int(host)
		if i >= w.NumStreamers() || s.MCN[i] < 0 {
			continue
		}
		a := s.MCN[i]
		if !s.Active[i] || !p.Talent.Keeps(w.MCNs.Belief[i]) || w.Accounts.Of(ledger.MCNs, int(a)) < cost {
			continue
		}
		quality, gross := w.MCNs.Skill[a], s.Income[i]/max(0.01, 1-s.Split[i])
		if !p.Training.Pays(&p.Contract, gross, w.gap(i), quality, float64(cost)) {
			continue
		}
		h.Content[i] = p.Training.After(h.Content[i], s.Ceiling[i], quality)
		h.Product[i] = p.Training.After(h.Product[i], s.ProductTop[i], quality)
		w.agencySpends(int(a), ledger.Training, cost)
		w.MCNs.Trained[a]++
	}
}
