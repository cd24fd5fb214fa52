package venue

import "livebazaar/sim/fixed"

// LearnTrust updates public trust from the day's settlements, in every host and in every merchant, by one rule for both: a
// beta reputation with forgetting (consumer.Trust). Hosts answer for broken promises besides failures.
func (w *Venue) LearnTrust() {
	p, h, m := &w.p.Consumers.Trust, &w.Hosts, &w.Merchants
	keep := p.KeepPublic()
	for i := range h.TrustPos {
		failed := float64(h.Today.Defects[i]) + float64(float64(h.Today.Broken[i])/fixed.One)
		h.TrustPos[i], h.TrustNeg[i] = p.After(keep, h.TrustPos[i], h.TrustNeg[i], float64(h.Today.Pleased[i]), failed)
	}
	for i := range m.TrustPos {
		m.TrustPos[i], m.TrustNeg[i] = p.After(keep, m.TrustPos[i], m.TrustNeg[i], float64(m.Today.Pleased[i]), float64(m.Today.Defects[i]))
	}
}
