package consumer

import "livebazaar/agents/param"

// Need says how needs come back. The time from a purchase to the next need in the category is Erlang-k with the category's mean:
// regular for consumables, k = 1 for apparel. It is scaled by the consumer's own rate. Gamma rates across consumers give the NBD
// of Ehrenberg 1959; here they are log-normal with the same coefficient of variation.
type Need struct {
	Spread   float64
	Induced  float64
	Patience float64
}

// Declare binds the parameters to the set.
func (n *Need) Declare(set *param.Set) {
	set.Float(&n.Spread, "spread", 0.7, param.Spec{Unit: "log sd", Min: 0, Max: 1.5,
		Source: "heterogeneous purchase rates: Ehrenberg 1959; Fader, Hardie & Lee 2005; size an assumption",
		EN:     "spread of need rates between consumers", ZH: "消费者间需求频率差异"})
	set.Float(&n.Induced, "induced_delay", 0.5, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "how far an induced purchase puts off the next need", ZH: "激发性购买推迟下次需求的程度",
		Doc:   "0: not at all; 1: as if the need had been met by it.",
		DocZH: "0 表示不推迟；1 表示视同需求已被满足。"})
	set.Float(&n.Patience, "patience", 10, param.Spec{Unit: "day", Min: 1, Max: 90, Source: param.Assumption,
		EN: "days for an open need to become urgent", ZH: "未满足需求变得迫切的天数"})
}

// Stage returns the mean days of one of the k stages of a need with the mean interval, for a consumer of the given
// rate: interval/(k·rate).
func (n *Need) Stage(interval float64, k int64, rate float64) float64 {
	return interval / (float64(k) * rate)
}
