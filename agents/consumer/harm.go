package consumer

import "livebazaar/agents/param"

// Harm is what a good below standard (unsafe, fake) does to its buyer beyond the disappointment, when it is delivered. A refund
// does not undo it, so it has no part in whether the good is kept: it lowers experienced surplus, satisfaction and mood of those
// who return it as well. Chinese law awards the buyer three times the price on top of the refund (Consumer Rights Protection Law,
// article 55), ten times for food (Food Safety Law, article 148).
type Harm struct{ Utility, Satisfaction float64 }

// Declare binds the parameters to the set.
func (h *Harm) Declare(set *param.Set) {
	set.Float(&h.Utility, "utility", 2, param.Spec{Unit: "util", Min: 0, Max: 10, Source: param.Assumption,
		EN: "harm of a good below standard", ZH: "不合格商品造成的损害"})
	set.Float(&h.Satisfaction, "satisfaction", 1, param.Spec{Min: 0, Max: 4, Source: param.Assumption,
		EN: "satisfaction lost by a good below standard", ZH: "不合格商品降低的满意度",
		Doc:   "Beyond what its performance takes.",
		DocZH: "除其表现所致之外另行降低的部分。"})
}
