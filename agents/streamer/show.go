package streamer

import "livebazaar/agents/param"

// Show is the income and cost of a session beside commission and slot fees: tips and advertising in proportion to
// viewers, running costs per session, and the hours, valued at the reservation wage (an opportunity cost: no money
// moves for it). The more sessions a week, the dearer an hour:
//
//	effort = wage·hours·n·(1 + fatigue·n) a week for n sessions.
type Show struct {
	Tip, Cost, Hours float64
	Fatigue          float64
	Wage, WageSpread float64
}

// Declare binds the parameters to the set.
func (s *Show) Declare(set *param.Set) {
	set.Float(&s.Tip, "tip", 0.03, param.Spec{Unit: "yuan/visit", Min: 0, Max: 10, Source: param.Assumption,
		EN: "tips and advertising", ZH: "打赏与广告收入"})
	set.Float(&s.Cost, "cost", 20, param.Spec{Unit: "yuan/session", Min: 0, Max: 100_000, Source: param.Assumption,
		EN: "running costs of a session", ZH: "单场运营成本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&s.Hours, "hours", 4, param.Spec{Unit: "hours/session", Min: 0.5, Max: 24, Source: param.Assumption,
		EN: "hours of a session with its preparation", ZH: "单场时长（含准备）"})
	set.Float(&s.Fatigue, "fatigue", 0.25, param.Spec{Unit: "per weekly session", Min: 0, Max: 5, Source: param.Assumption,
		EN: "rise of the cost of an hour with sessions", ZH: "场次增加的疲劳成本"})
	set.Float(&s.Wage, "wage", 50, param.Spec{Acts: param.Entry, Unit: "yuan/hour", Min: 0, Max: 1000, Source: param.Assumption,
		EN: "median reservation wage", ZH: "保留工资中位数", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&s.WageSpread, "wage_spread", 0.5, param.Spec{Acts: param.Entry, Min: 0, Max: 2, Source: param.Assumption,
		EN: "log spread of the reservation wage", ZH: "保留工资的对数离散度"})
}

// Effort is what a week of n sessions is worth elsewhere, in the unit of wage (an hour's).
func (s *Show) Effort(wage, n float64) float64 {
	return float64(float64(float64(s.Hours*n)*(1+float64(s.Fatigue*n))) * wage)
}
