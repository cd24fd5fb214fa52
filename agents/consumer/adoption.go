package consumer

import "livebazaar/agents/param"

// Adoption of live shopping follows Bass (1969): hazard = p + q·F a year on a complete graph of acquaintances, where
// satisfied users count fully and dissatisfied ones against adoption with weight ω. The field averages are p .03 and
// q .38 a year (Sultan, Farley & Lehmann 1990). The market starts with some who have left live shopping already, so
// that those who leave and those who come back are in balance from the first day.
type Adoption struct{ Initial, Left, Innovation, Imitation, Dissatisfied float64 }

// Declare binds the parameters to the set.
func (a *Adoption) Declare(set *param.Set) {
	set.Float(&a.Initial, "initial", 0.63, param.Spec{Acts: param.Start, Unit: "share", Min: 0, Max: 1,
		Source: "CNNIC December 2022: 515 million live-shopping viewers of 845 million online shoppers is .61; " +
			"warm-up raises or lowers it",
		EN: "share who use live shopping at the start", ZH: "初始直播购物用户占比"})
	set.Float(&a.Left, "left", 0.5, param.Spec{Acts: param.Start, Unit: "per user", Min: 0, Max: 10, Source: param.Assumption,
		EN: "people who have left live shopping at the start, per user", ZH: "初始已流失用户（相对在用用户）",
		Doc:   "Together with the users at most everybody; the rest has never used it.",
		DocZH: "与在用用户合计至多为全体；其余为从未使用者。"})
	set.Float(&a.Innovation, "innovation", 0.03, param.Spec{Unit: "per year", Min: 0, Max: 1,
		Source: "Bass 1969; mean of Sultan, Farley & Lehmann 1990",
		EN:     "adoption by oneself (p)", ZH: "创新系数 p"})
	set.Float(&a.Imitation, "imitation", 0.38, param.Spec{Unit: "per year", Min: 0, Max: 3,
		Source: "Bass 1969; mean of Sultan, Farley & Lehmann 1990",
		EN:     "adoption by word of mouth (q)", ZH: "模仿系数 q"})
	set.WhenAbove("imitation", 0.0).Float(&a.Dissatisfied, "dissatisfied", 1.0, param.Spec{Min: 0, Max: 10,
		Source: "negative word of mouth: Mahajan, Muller & Kerin 1984; size an assumption",
		EN:     "weight of dissatisfied users against adoption (ω)", ZH: "不满用户的负面口碑权重 ω"})
}

// AtStart returns how a consumer with the uniform draw u begins: as a user of live shopping, as one who has left it, or
// as neither.
func (a *Adoption) AtStart(u float64) (uses, left bool) {
	return u < a.Initial, u >= a.Initial && u < float64(a.Initial*(1+a.Left))
}

// Hazard returns the yearly hazard of adoption when the shares satisfied and dissatisfied of all consumers use live
// shopping.
func (a *Adoption) Hazard(satisfied, dissatisfied float64) float64 {
	return a.Innovation + float64(a.Imitation*max(0, satisfied-float64(a.Dissatisfied*dissatisfied)))
}
