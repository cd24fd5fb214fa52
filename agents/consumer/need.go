package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Need says how needs come back. The time from a purchase to the next need in the category is Erlang-k with the category's mean:
// regular for consumables, k = 1 for apparel. It is scaled by the consumer's own rate. Gamma rates across consumers give the NBD
// of Ehrenberg 1959; here they are log-normal with the same coefficient of variation.
//
// A need that nothing meets lapses in time: it is met elsewhere or forgotten, and the wait for the next begins. So an offer that
// is not good enough costs an order, and does not only put it off.
type Need struct {
	Spread   float64
	Induced  float64
	Patience float64
	Lapse    float64
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
	set.Float(&n.Lapse, "lapse", 0.02, param.Spec{Unit: "per day", Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "rate at which an open need lapses", ZH: "未满足需求的消失率",
		Doc: "It is met elsewhere, or forgotten. Checked once a week.", DocZH: "已在别处满足或被遗忘；每周检查一次。"})
	set.Float(&n.Patience, "patience", 10, param.Spec{Unit: "day", Min: 1, Max: 90, Source: param.Assumption,
		EN: "days for an open need to become urgent", ZH: "未满足需求变得迫切的天数"})
}

// Stage returns the mean days of one of the k stages of a need with the mean interval, for a consumer of the given
// rate: interval/(k·rate).
func (n *Need) Stage(interval float64, k int64, rate float64) float64 {
	return interval / (float64(k) * rate)
}

// Lapses returns the probability that an open need lapses within days.
func (n *Need) Lapses(days float64) float64 { return 1 - chance.Exp(-n.Lapse*days) }
