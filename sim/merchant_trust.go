package sim

import "livebazaar/agents/chance"

// markTrust updates the public trust in every merchant by the day's deliveries: a beta reputation with forgetting,
// failures weighted more than successes (package consumer, Trust).
func (w *World) markTrust() {
	p, m := &w.p.Consumers.Trust, &w.Merchants
	keep := chance.Pow(p.Public, 1.0/Week)
	for i, delivered := range m.Today.Delivered {
		failed := float64(m.Today.Defects[i])
		m.TrustPos[i] = float64(keep*m.TrustPos[i]) + float64(delivered) - failed
		m.TrustNeg[i] = float64(keep*m.TrustNeg[i]) + float64(p.Negative*failed)
	}
}

// merchantTrust returns the public trust in a merchant's goods: a beta mean with the prior's weight.
func (w *World) merchantTrust(m int) float64 {
	prior := w.p.Consumers.Trust.PublicWeight
	pos, neg := w.Merchants.TrustPos[m], w.Merchants.TrustNeg[m]
	return (pos + float64(prior*startTrust)) / (pos + neg + prior)
}
