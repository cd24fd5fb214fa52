package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Scouting is how an agency finds streamers. Each week an unsigned streamer comes to the notice of one agency with
//
//	P = min(1, notice·skill·(1 + income/average)),
//
// so success is hard to overlook and good scouts see more. The agency approaches the most valuable one it noticed, if
// it is worth the desk it takes:
//
//	worth = split·income·e^hope > cost of managing a streamer,
//
// income the smoothed weekly one, hope = z·√V, the talent that may still come out, capped.
type Scouting struct {
	Rate    float64
	Hope    float64
	Manage  float64
	Roster  int64
	AtStart float64
}

// Declare binds the parameters to the set.
func (s *Scouting) Declare(set *param.Set) {
	set.Float(&s.Rate, "notice", 0.2, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "notice of an unsigned streamer without income", ZH: "无收入未签约主播被发现的概率"})
	set.Float(&s.Hope, "hope", 1, param.Spec{Min: 0, Max: 5, Source: param.Assumption,
		EN: "most log talent paid for in advance", ZH: "预付天赋溢价上限（对数）",
		Doc:   "Binds only below talent.optimism × the uncertainty of talent, which is at most about talent.spread.",
		DocZH: "仅在低于 talent.optimism × 天赋不确定性（至多约为 talent.spread）时起约束作用。"})
	set.Float(&s.Manage, "manage", 60, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e6, Source: param.Assumption,
		EN: "cost of managing a streamer", ZH: "管理一名主播的成本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Int(&s.Roster, "roster", 200, param.Spec{Unit: "streamer", Min: 1, Max: 100_000, Source: param.Assumption,
		EN: "most streamers an agency can manage", ZH: "机构可管理主播上限",
		Doc:   "Simulated streamers. The default is no limit: the largest agency of the default market manages some thirty.",
		DocZH: "按模拟主播计。默认值实际不设上限：默认市场中最大的机构管理约三十名。"})
	set.Float(&s.AtStart, "signed_at_start", 0.4, param.Spec{Acts: param.Start, Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of streamers signed at the start", ZH: "初始签约比例",
		Doc: "The most talented are signed first; afterwards signing and breakaway decide.", DocZH: "天赋最高者先签约；此后由签约与出走决定。"})
}

// Notice is the probability that an agency of the given skill notices a streamer; relative is its income against the
// average.
func (s *Scouting) Notice(skill, relative float64) float64 {
	return min(1, float64(float64(s.Rate*skill)*(1+max(0, relative))))
}

// Worth is the weekly fen an agency hopes to get from a streamer of the given smoothed income.
func (s *Scouting) Worth(split, income float64, t *Talent, b Belief) float64 {
	hope := clamp(t.Promise(b)-b.Mean, 0, s.Hope)
	return float64(float64(split*income) * chance.Exp(hope))
}
