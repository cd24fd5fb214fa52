package consumer

import "livebazaar/agents/param"

// Adoption of live shopping by those who might (a share m of all; the rest never will): a hazard a year of
//
//	p + s·b + q·(satisfied − ω·dissatisfied)/m
//
// by oneself and by what platforms show everybody (p), by the stores that broadcast (b of all merchants: who shops there comes upon
// a room), and by word of mouth. One meets people like oneself, who use it as the shares of the m say; satisfied users count fully,
// dissatisfied ones against it. With s = 0, m = 1 and ω = 0 it is Bass (1969). The market starts with some who have left live
// shopping already, so that those who leave and those who come back are in balance from the first day.
type Adoption struct {
	Initial, Left, Tenure                                     float64
	Ceiling, Innovation, Stores, Imitation, Dissatisfied, Ill float64
}

// Declare binds the parameters to the set.
func (a *Adoption) Declare(set *param.Set) {
	set.Float(&a.Initial, "initial", 0.757, param.Spec{Acts: param.Start, Unit: "share", Min: 0, Max: 1,
		Source: "where adoption settles; CNNIC December 2022: 515 million live-shopping viewers of 845 million online shoppers is .61",
		EN:     "share who use live shopping at the start", ZH: "初始直播购物用户占比"})
	set.Float(&a.Left, "left", 0.06, param.Spec{Acts: param.Start, Unit: "per user", Min: 0, Max: 10,
		Source: "where leaving and coming back are in balance",
		EN:     "people who have left live shopping at the start, per user", ZH: "初始已流失用户（相对在用用户）",
		Doc:   "Together with the users at most everybody; the rest has never used it.",
		DocZH: "与在用用户合计至多为全体；其余为从未使用者。"})
	set.Float(&a.Tenure, "tenure", 20, param.Spec{Acts: param.Start, Unit: "year", Min: 0.01, Max: 100, Source: param.Assumption,
		EN: "mean time since users at the start took up live shopping", ZH: "初始用户开始直播购物以来的平均时间",
		Doc:   "Exponential between users. Their habit is what that time has formed; those who left have lost part of it since.",
		DocZH: "在用户间服从指数分布；习惯由该时长形成，已流失者此后失去一部分。"})
	set.Float(&a.Ceiling, "ceiling", 0.82, param.Spec{Unit: "share", Min: 0.05, Max: 1,
		Source: "fitted to viewers of 2020-2022 (C3): 265, 388, 464, 515 of 845 million",
		EN:     "share who might ever adopt (m)", ZH: "潜在采用者占比 m",
		Doc:   "A lasting trait: the same people for every value. Who uses it at the start, or has, is not bound by it.",
		DocZH: "长期特质：取值不同时人群相互包含。初始用户与曾用者不受其限制。"})
	set.Float(&a.Innovation, "innovation", 0.022, param.Spec{Unit: "per year", Min: 0, Max: 1,
		Source: "fitted to viewers of 2020-2022 (C3); Sultan, Farley & Lehmann 1990 have a mean of .03",
		EN:     "adoption by oneself (p)", ZH: "创新系数 p"})
	set.Float(&a.Stores, "stores", 0.04, param.Spec{Unit: "per year", Min: 0, Max: 3,
		Source: "sign: cross-side effect, Rochet & Tirole 2003; size fitted to C3",
		EN:     "adoption by way of stores, were all to broadcast (s)", ZH: "经由店播的采用系数 s（全部商家开播时）"})
	set.Float(&a.Imitation, "imitation", 1.15, param.Spec{Unit: "per year", Min: 0, Max: 3,
		Source: "fitted to C3; Sultan, Farley & Lehmann 1990 have a mean of .38 over products that are bought, not used for nothing",
		EN:     "adoption by word of mouth (q)", ZH: "模仿系数 q"})
	set.WhenAbove("imitation", 0.0).Float(&a.Dissatisfied, "dissatisfied", 1.0, param.Spec{Min: 0, Max: 10,
		Source: "negative word of mouth: Mahajan, Muller & Kerin 1984; size an assumption",
		EN:     "weight of dissatisfied users against adoption (ω)", ZH: "不满用户的负面口碑权重 ω"})
	set.WhenAbove("imitation", 0.0).Float(&a.Ill, "ill", -0.4, param.Spec{Min: -1.9, Max: 1.9,
		Source: "bad words are fewer than good ones: East, Hammond & Wright 2007, one to three; size an assumption",
		EN:     "mood below which a user speaks ill of live shopping", ZH: "用户开始负面评价直播购物的心情阈值"})
}

// AtStart returns how a consumer with the uniform draw u begins: as a user of live shopping, as one who has left it, or
// as neither.
func (a *Adoption) AtStart(u float64) (uses, left bool) {
	return u < a.Initial, u >= a.Initial && u < float64(a.Initial*(1+a.Left))
}

// Open reports whether a consumer with the uniform draw u of AtStart might ever take up live shopping.
func (a *Adoption) Open(u float64) bool { return u < a.Ceiling }

// Hazard returns the yearly hazard of adoption of one who might adopt, when the shares satisfied and dissatisfied of all consumers
// use live shopping and the share stores of all merchants broadcasts.
func (a *Adoption) Hazard(satisfied, dissatisfied, stores float64) float64 {
	net := max(0, satisfied-float64(a.Dissatisfied*dissatisfied))
	return a.Innovation + float64(a.Stores*stores) + float64(a.Imitation*net)/a.Ceiling
}
