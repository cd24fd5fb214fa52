package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Expectation is the quality that a buyer expects of a good on show (adaptive expectations; trust in a source discounts what it
// says: Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30:7):
//
//	E = T·(claim − learned·shortfall) + (1−T)·known,  claim = quality + hype
//
// T is trust in the host. Its shortfall is public: by how much its claims exceeded what was delivered, a mean over its settled
// orders that forgets, with a prior of orders that fell short of nothing. Known is what the category's goods are known for,
// which moves slowly too. Learned below 1 leaves a part of every disappointment for ever: who expected all of it would be
// content with anything (satisfaction would end at its absolute part). Quality, claim, shortfall are in [0,1] but for hype.
type Expectation struct{ Learned, Memory, Prior float64 }

// Declare binds the parameters to the set.
func (e *Expectation) Declare(set *param.Set) {
	set.Float(&e.Learned, "learned", 0.5, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: "half adapts, half stays: Boulding, Kalra, Staelin & Zeithaml 1993; size an assumption",
		EN:     "share of a host's known shortfall that buyers expect", ZH: "买家预期中计入的主播已知夸大比例",
		Doc:   "0 takes claims for what they are, whatever the host delivered; 1 expects what it usually delivers.",
		DocZH: "0 表示不论以往到货如何都按宣称预期；1 表示按其通常到货水平预期。"})
	set.Float(&e.Memory, "memory", 0.95, param.Spec{Unit: "per week", Min: 0, Max: 0.999, Source: param.Assumption,
		EN: "memory of what was delivered", ZH: "对到货质量的公众记忆",
		Doc:   "Of a host's shortfall, and of the quality that a category's goods are known for.",
		DocZH: "用于主播的夸大程度和品类的已知质量。"})
	set.Float(&e.Prior, "prior", 20, param.Spec{Unit: "order", Min: 1, Max: 1000, Source: param.Assumption,
		EN: "weight of no shortfall in what is known of a host", ZH: "无夸大先验的等价订单数"})
}

// Of returns E.
func (e *Expectation) Of(trust, claim, shortfall, known float64) float64 {
	return float64(trust*e.Believed(claim, shortfall)) + float64((1-trust)*known)
}

// Believed returns what is expected of a claim by one who trusts the host, at least 0.
func (e *Expectation) Believed(claim, shortfall float64) float64 {
	return max(0, claim-float64(e.Learned*shortfall))
}

// Shortfall is what is known of a host: the sum of what its claims exceeded deliveries by, over orders.
func (e *Expectation) Shortfall(sum, orders float64) float64 { return sum / (orders + e.Prior) }

// Keep returns the share of what is known of a host that is remembered from day to day.
func (e *Expectation) Keep() float64 { return chance.Pow(e.Memory, 1.0/7) }

// KnownAfter returns what a category's goods are known for a week later, met what the week's buyers find.
func (e *Expectation) KnownAfter(known, met float64) float64 {
	return met + float64(e.Memory*(known-met))
}
