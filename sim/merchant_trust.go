package sim

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
