package consumer

import "livebazaar/agents/param"

// Return says when a delivered good is sent back: keep iff u_calm(performance, whole fit) − u(refund) > −hassle. Arousal
// has passed by then, so the return rate is endogenous and rises with arousal and hype.
type Return struct{ Hassle, ShelfHassle, Noise float64 }

// Declare binds the parameters to the set.
func (r *Return) Declare(set *param.Set) {
	set.Float(&r.Hassle, "hassle", 0.08, param.Spec{Unit: "util", Min: -2, Max: 8, Source: "calibrated to a live return rate of 37 % (POM 2024)",
		EN: "hassle of a return of a live purchase", ZH: "直播退货的麻烦成本"})
	set.Float(&r.ShelfHassle, "shelf_hassle", 0.4, param.Spec{Unit: "util", Min: -2, Max: 8,
		Source: "calibrated to a shelf return rate of 12.5 % (trade press)",
		EN:     "hassle of a return of a shelf purchase", ZH: "货架退货的麻烦成本"})
	set.Float(&r.Noise, "performance_sd", 0.08, param.Spec{Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "spread of performance between units of a good", ZH: "同一商品表现的离散度"})
}
