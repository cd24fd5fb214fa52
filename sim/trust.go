package sim

// learnTrust updates public trust in hosts from the day's settlements: a beta reputation with forgetting.
func (w *World) learnTrust() {
	p, h := &w.p.Consumers.Trust, &w.Hosts
	keep := p.KeepPublic()
	for i := range h.TrustPos {
		h.TrustPos[i], h.TrustNeg[i] = p.After(keep, h.TrustPos[i], h.TrustNeg[i], float64(h.Today.Pleased[i]), float64(h.Today.Defects[i]))
	}
}

// publicTrust returns the public trust in a host: a beta mean with the prior's weight.
func (w *World) publicTrust(host int) float64 {
	prior := w.p.Consumers.Trust.PublicWeight
	pos, neg := w.Hosts.TrustPos[host], w.Hosts.TrustNeg[host]
	return (pos + float64(prior*startTrust)) / (pos + neg + prior)
}

// startTrust is the public trust in a host nobody knows.
const startTrust = 0.7

// markTrust updates the public trust in every merchant by the day's deliveries, by the rule that holds for hosts.
func (w *World) markTrust() {
	p, m := &w.p.Consumers.Trust, &w.Merchants
	keep := p.KeepPublic()
	for i := range m.TrustPos {
		m.TrustPos[i], m.TrustNeg[i] = p.After(keep, m.TrustPos[i], m.TrustNeg[i], float64(m.Today.Pleased[i]), float64(m.Today.Defects[i]))
	}
}

// merchantTrust returns the public trust in a merchant's goods: a beta mean with the prior's weight.
func (w *World) merchantTrust(m int) float64 {
	prior := w.p.Consumers.Trust.PublicWeight
	pos, neg := w.Merchants.TrustPos[m], w.Merchants.TrustNeg[m]
	return (pos + float64(prior*startTrust)) / (pos + neg + prior)
}
