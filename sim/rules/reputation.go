package rules

import (
	"livebazaar/sim/state"
)

// HostTrust returns the public trust in a host, 0..1.
func (p *Params) HostTrust(w *state.Market, host int) float64 {
	return p.Consumers.Trust.Publicly(w.Hosts.TrustPos[host], w.Hosts.TrustNeg[host])
}

// Shortfall returns by how much a host's claims are known to exceed what it delivers, −1..1.5.
func (p *Params) Shortfall(w *state.Market, host int) float64 {
	return p.Consumers.Expectation.Shortfall(w.Hosts.Short[host], w.Hosts.ShortOf[host], p.TradeShortfall(w))
}

// TradeShortfall returns by how much the claims of all hosts are known to exceed what they deliver, −1..1.5.
func (p *Params) TradeShortfall(w *state.Market) float64 {
	return p.Consumers.Expectation.OfTrade(w.Claims.Short, w.Claims.Of)
}

// MerchantTrust returns the public trust in a merchant's goods, 0..1.
func (p *Params) MerchantTrust(w *state.Market, m int) float64 {
	return p.Consumers.Trust.Publicly(w.Merchants.TrustPos[m], w.Merchants.TrustNeg[m])
}
