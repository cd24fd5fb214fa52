package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Choice says which of the goods that a visitor weighs it takes, if it takes any. Goods of one room are closer substitutes than a
// good and leaving: nested logit (McFadden 1978). Together, goods of utilities U_1, U_2, … are worth
//
//	W = λ·ln Σ_j e^(U_j/λ),
//
// one of them is bought with the probability 1/(1+e^−W), and it is j with the probability e^(U_j/λ)/Σ_k e^(U_k/λ). λ in (0,1] is how
// much they differ: at 1 what one good gains comes from those who would have left, as from the others; towards 0 the best takes all,
// and what it gains comes from the others first. Who weighs several goods buys the one that suits it, and more often.
//
// Sources: sets that are weighed are small (Hauser & Wernerfelt 1990, J. Consumer Research 16:393); a cut takes about a third of
// its gain from rivals in the store (van Heerde, Leeflang & Wittink 2004).
type Choice struct {
	Goods int64
	Apart float64
}

func (c *Choice) declare(set *param.Set) {
	set.Int(&c.Goods, "goods", 3, param.Spec{Min: 1, Max: 4, Source: "Hauser & Wernerfelt 1990, J. Consumer Research 16:393",
		EN: "goods of a room that a visitor weighs", ZH: "访客在一个直播间内比较的商品数"})
	set.WhenAbove("goods", int64(1)).Float(&c.Apart, "apart", 0.45, param.Spec{Min: 0.1, Max: 1,
		Source: "McFadden 1978; calibrated to what a cut takes from rivals: van Heerde, Leeflang & Wittink 2004",
		EN:     "how much the goods of a room differ to a visitor (λ)", ZH: "同一直播间商品之间的差异程度 λ"})
}

// Join returns what goods that together are worth u are worth with another of v: λ·ln(e^(u/λ) + e^(v/λ)), utils.
func (c *Choice) Join(u, v float64) float64 { return max(u, v) + c.Variety(max(u-v, v-u)) }

// Variety returns what the lesser of two goods adds to the better, by how much it is worth less: λ·ln(1 + e^(−less/λ)), utils.
func (c *Choice) Variety(less float64) float64 {
	return float64(c.Apart * chance.Softplus(-less/c.Apart))
}
