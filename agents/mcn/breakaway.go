package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Breakaway is the hazard, at a review every four weeks, that a streamer leaves the agency,
//
//	logit h = h₀ + h₁·ln(outside/inside).
//
// At parity it is rare (h₀ ≈ −4, not even odds). Inside is what the streamer keeps; outside is what it would keep
// alone, without the agency's traffic, goods and training: inside/(1−σ) less what the agency adds. The more a star
// has grown into its own name, the less the agency adds. Who broke away stays alone for a while.
type Breakaway struct {
	Base, Slope, Added float64
	Alone              int64
}

// Declare binds the parameters to the set.
func (b *Breakaway) Declare(set *param.Set) {
	set.Float(&b.Base, "base", -4, param.Spec{Unit: "logit/month", Min: -20, Max: 5, Source: param.Assumption,
		EN: "breakaway at parity", ZH: "收益相当时的出走倾向"})
	set.Float(&b.Slope, "slope", 2, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "effect of log outside against inside income", ZH: "内外收入比（对数）的影响"})
	set.Float(&b.Added, "added", 0.9, param.Spec{Min: 0, Max: 10, Source: param.Assumption,
		EN: "growth a perfect agency is thought to add, to a newcomer", ZH: "顶尖机构对新人的认知增益"})
	set.Int(&b.Alone, "alone", 90, param.Spec{Unit: "day", Min: 0, Max: 3650, Source: "large influencers signed (C11), by calibration",
		EN: "time before signing again after a breakaway", ZH: "出走后重新签约前的间隔"})
}

// OutsideOverInside is what a streamer expects to earn alone for each yuan it keeps now. Quality is the agency's, own
// in 0..1 how far the streamer has come towards its ceiling: nothing more to learn, nothing more to gain.
func (b *Breakaway) OutsideOverInside(split, quality, own, poolDiscount float64) float64 {
	added := 1 + float64(float64(b.Added*quality)*(1-float64(0.5*own))) + poolDiscount
	return 1 / (max(0.01, 1-split) * added)
}

// Hazard is the probability of leaving at a review.
func (b *Breakaway) Hazard(outsideOverInside float64) float64 {
	return chance.Logistic(b.Base + float64(b.Slope*chance.Log(outsideOverInside)))
}
