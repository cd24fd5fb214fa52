package consumer

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Return says when a delivered good is sent back: keep iff u_calm(performance, whole fit) − u(refund) > −hassle. Arousal
// has passed by then, so the return rate is endogenous and rises with arousal and hype.
type Return struct{ Hassle, ShelfHassle, Noise float64 }

// Declare binds the parameters to the set.
func (r *Return) Declare(set *param.Set) {
	set.Float(&r.Hassle, "hassle", -0.1, param.Spec{Unit: "util", Min: -0.5, Max: 8, Source: "calibrated to a live return rate of 37 % (POM 2024)",
		EN: "hassle of a return of a live purchase", ZH: "直播退货的麻烦成本"})
	set.Float(&r.ShelfHassle, "shelf_hassle", 0.65, param.Spec{Unit: "util", Min: -0.5, Max: 8,
		Source: "calibrated to a shelf return rate of 12.5 % (trade press)",
		EN:     "hassle of a return of a shelf purchase", ZH: "货架退货的麻烦成本"})
	set.Float(&r.Noise, "performance_sd", 0.065, param.Spec{Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "spread of performance between units of a good", ZH: "同一商品表现的离散度"})
}

// Option returns what the right to send a good back is worth when it is bought, in utils: the buyer gets max(x + σz, −hassle),
// not x + σz, z standard normal. Of those who buy, few are far above the margin: x + option is about exponential with mean 1, as
// the tail of the logistic is. So option solves
//
//	o = E[(−hassle − x − σz)⁺],  x = y − o,  y exponential,
//
// and those who expect rightly and are calm get, on average, what they decided by.
func (r *Return) Option(sigma, hassle float64) float64 {
	lo, hi := 0.0, 40.0
	for range 50 {
		if mid := float64((lo + hi) / 2); savedByReturn(mid-hassle, sigma) > mid {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// OptionLive returns what the right of return is worth for a live purchase in a category of spread sigma of fit, of which the share
// live is seen: the rest of the fit and the match with a host that is not known come to light after delivery.
func (p *Params) OptionLive(sigma, live float64) float64 {
	unseen := p.Fit.Unseen(sigma, live)
	return p.Return.Option(math.Sqrt(float64(unseen*unseen)+float64(p.Known.Match*p.Known.Match)), p.Return.Hassle)
}

// OptionOnShelf is OptionLive for a purchase on the shelf.
func (p *Params) OptionOnShelf(sigma, live float64) float64 {
	return p.Return.Option(p.Fit.Unseen(sigma, float64(live*p.Fit.Listing)), p.Return.ShelfHassle)
}

// savedByReturn returns E[(d − y − σz)⁺] = g(d) − Φ(d/σ) + e^(σ²/2 − d)·Φ(d/σ − σ), with g(d) = d·Φ(d/σ) + σ·φ(d/σ) and y
// exponential with mean 1 (by parts).
func savedByReturn(d, sigma float64) float64 {
	if sigma <= 0 {
		if d <= 0 {
			return 0
		}
		return d - 1 + chance.Exp(-d)
	}
	t := d / sigma
	below := chance.NormalShare(t)
	density := 0.3989422804014327 * chance.Exp(float64(-.5*t*t))
	tail := float64(chance.Exp(float64(.5*sigma*sigma)-d) * chance.NormalShare(t-sigma))
	return max(0, float64(d*below)+float64(sigma*density)-below+tail)
}
