package venue

// LearnTrust updates public trust from the day's settlements, in every host and in every merchant, by one rule for both: a
// beta reputation with forgetting (consumer.Trust).
func (w *Venue) LearnTrust() {
	p, h, m := &w.p.Consumers.Trust, &w.Hosts, &w.Merchants
	keep := p.KeepPublic()
	for i := range h.TrustPos {
		h.TrustPos[i], h.TrustNeg[i] = p.After(keep, h.TrustPos[i], h.TrustNeg[i], float64(h.Today.Pleased[i]), float64(h.Today.Defects[i]))
	}
	for i := range m.TrustPos {
		m.TrustPos[i], m.TrustNeg[i] = p.After(keep, m.TrustPos[i], m.TrustNeg[i], float64(m.Today.Pleased[i]), float64(m.Today.Defects[i]))
	}
}
