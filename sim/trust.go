package sim

// learnTrust updates public trust from the day's settlements, in every host and in every merchant, by one rule for both: a
// beta reputation with forgetting (consumer.Trust).
func (w *World) learnTrust() {
	p, h, m := &w.p.Consumers.Trust, &w.Hosts, &w.Merchants
	keep := p.KeepPublic()
	for i := range h.TrustPos {
		h.TrustPos[i], h.TrustNeg[i] = p.After(keep, h.TrustPos[i], h.TrustNeg[i], float64(h.Today.Pleased[i]), float64(h.Today.Defects[i]))
	}
	for i := range m.TrustPos {
		m.TrustPos[i], m.TrustNeg[i] = p.After(keep, m.TrustPos[i], m.TrustNeg[i], float64(m.Today.Pleased[i]), float64(m.Today.Defects[i]))
	}
}

// publicTrust returns the public trust in a host.
func (w *World) publicTrust(host int) float64 {
	return w.p.Consumers.Trust.Publicly(w.Hosts.TrustPos[host], w.Hosts.TrustNeg[host])
}

// merchantTrust returns the public trust in a merchant's goods.
func (w *World) merchantTrust(m int) float64 {
	return w.p.Consumers.Trust.Publicly(w.Merchants.TrustPos[m], w.Merchants.TrustNeg[m])
}
