package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Breakaway is the hazard, at a review every four weeks, that a streamer leaves the agency before the term is over,
//
//	logit h = h₀ + h₁·ln(outside/inside),   outside/inside = 1/((1−σ)·(1+G)).
//
// At parity it is rare (h₀ ≈ −4, not even odds). G is what the agency still adds from now on (Contract). A streamer that has come to its
// ceiling has no more to gain from training, so whoever was trained gives its split for the pool alone and is likelier to go. Who broke away
// stays alone for a while.
type Breakaway struct {
	Base, Slope float64
	Alone       int64
}

// Declare binds the parameters to the set.
func (b *Breakaway) Declare(set *param.Set) {
	set.Float(&b.Base, "base", -4, param.Spec{Unit: "logit/month", Min: -20, Max: 5, Source: param.Assumption,
		EN: "breakaway at parity", ZH: "收益相当时的出走倾向"})
	set.Float(&b.Slope, "slope", 2, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "effect of log outside against inside income", ZH: "内外收入比（对数）的影响"})
	set.Int(&b.Alone, "alone", 90, param.Spec{Unit: "day", Min: 0, Max: 3650, Source: "large influencers signed (C11), by calibration",
		EN: "time before signing again after a breakaway", ZH: "出走后重新签约前的间隔"})
}

// Hazard is the probability of leaving at a review, inside is what the streamer has for each yuan it would have outside (Gain).
func (b *Breakaway) Hazard(inside float64) float64 {
	return chance.Logistic(b.Base - float64(b.Slope*chance.Log(max(0.01, inside))))
}
