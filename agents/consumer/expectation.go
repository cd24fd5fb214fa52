package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Expectation is the quality that a buyer expects of a good on show (adaptive expectations; trust in a source discounts what it
// says), and the quality that it ought to have after what was promised. Expectations of what will be and of what should be are two
// (Boulding, Kalra, Staelin & Zeithaml 1993, J. Marketing Research 30:7): the first decides, the second is what one is disappointed
// against.
//
//	will   = T·(claim − s) + (1−T)·known,   claim = quality + hype
//	should = will + (1−forgiven)·s
//
// T is trust in the host. s is by how much it is known to fall short of its claims: a mean over its settled orders that forgets, with a
// prior of orders that fall short as all hosts' do. Whoever was told too much by one believes the others less (Darke & Ritchie 2007,
// J. Marketing Research 44:114). So a claim sells until it is known for what it is, which an unknown host's is last; and what all add
// to their claims sells nothing more. It goes on disappointing: a promise is a promise. Who forgave all of it would be content with
// anything (satisfaction would end at its absolute part). Known is what the category's goods are known for, which moves slowly too.
// Quality, claim, shortfall are in [0,1] but for hype.
type Expectation struct{ Forgiven, Memory, Prior float64 }

// Declare binds the parameters to the set.
func (e *Expectation) Declare(set *param.Set) {
	set.Float(&e.Forgiven, "forgiven", 0.5, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: "half adapts, half stays: Boulding, Kalra, Staelin & Zeithaml 1993; size an assumption",
		EN:     "share of a known shortfall that no longer disappoints", ZH: "已知夸大中不再引起失望的比例",
		Doc:   "0 holds a host to all it claims; 1 to what it is known to deliver.",
		DocZH: "0 表示按宣称要求主播；1 表示只按其已知到货水平要求。"})
	set.Float(&e.Memory, "memory", 0.95, param.Spec{Unit: "per week", Min: 0, Max: 0.999, Source: param.Assumption,
		EN: "memory of what was delivered", ZH: "对到货质量的公众记忆",
		Doc:   "Of a host's shortfall, and of the quality that a category's goods are known for.",
		DocZH: "用于主播的夸大程度和品类的已知质量。"})
	set.Float(&e.Prior, "prior", 20, param.Spec{Unit: "order", Min: 1, Max: 1000, Source: param.Assumption,
		EN: "weight of the trade in what is known of a host", ZH: "主播已知夸大中同行先验的等价订单数"})
}

// Of returns the quality that will be, as it is expected.
func (e *Expectation) Of(trust, claim, shortfall, known float64) float64 {
	return float64(trust*e.Believed(claim, shortfall)) + float64((1-trust)*known)
}

// Believed returns what is expected of a claim by one who trusts the host, at least 0.
func (e *Expectation) Believed(claim, shortfall float64) float64 { return max(0, claim-shortfall) }

// Promised returns by how much what should be is above what will be, from a host known to fall short by so much.
func (e *Expectation) Promised(shortfall float64) float64 {
	return float64((1 - e.Forgiven) * shortfall)
}

// Shortfall is what is known of a host: the sum of what its claims exceeded deliveries by, over orders, and a prior of orders that
// fell short as the trade's do.
func (e *Expectation) Shortfall(sum, orders, trade float64) float64 {
	return (sum + float64(e.Prior*trade)) / (orders + e.Prior)
}

// OfTrade is what is known of all hosts together, with a prior of orders that fell short of nothing.
func (e *Expectation) OfTrade(sum, orders float64) float64 { return sum / (orders + e.Prior) }

// Keep returns the share of what is known of a host that is remembered from day to day.
func (e *Expectation) Keep() float64 { return chance.Pow(e.Memory, 1.0/7) }

// KnownAfter returns what a category's goods are known for a week later, met what the week's buyers find.
func (e *Expectation) KnownAfter(known, met float64) float64 {
	return met + float64(e.Memory*(known-met))
}
