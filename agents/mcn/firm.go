package mcn

import "livebazaar/agents/param"

// Firm is the agency as a business: it opens with capital, pays for its office and its people, and pays out what it does not need.
// The office is a small fixed part; the desks of those who look after the streamers (Scouting.Manage) grow with the roster.
type Firm struct {
	Capital, Office        float64
	Payout                 float64
	Patience               int64
	Skill, SkillSpan       float64
	Imitation, HeadBiasDev float64
	Venture                Venture
}

// Declare binds the parameters to the set.
func (f *Firm) Declare(set *param.Set) {
	set.Float(&f.Capital, "capital", 100_000, param.Spec{Acts: param.Entry, Unit: "yuan", Min: 0, Max: 1e12, Source: param.Assumption,
		EN: "capital of a new agency", ZH: "新机构资本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&f.Office, "office", 2000, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e9, Source: param.Assumption,
		EN: "fixed costs of an agency", ZH: "机构固定成本",
		Doc:   "A real amount, scaled to the simulated market. The cost of managing each streamer comes on top.",
		DocZH: "真实金额，按模拟市场的规模折算；另加每名主播的管理成本。"})
	set.Float(&f.Payout, "payout", 0.5, param.Spec{Unit: "per month", Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of cash above the capital that owners take", ZH: "超出资本部分的分红比例",
		Doc:   "What an agency does hangs on its cash only where it runs short; the payout moves money to its owners.",
		DocZH: "机构只有在现金不足时行为才受影响；分红只是把现金转给股东。"})
	set.Int(&f.Patience, "patience", 8, param.Spec{Unit: "week", Min: 1, Max: 520, Source: param.Assumption,
		EN: "weeks without cash before an agency closes", ZH: "机构倒闭前的负现金周数"})
	f.Venture.declare(set)
	set.Float(&f.Skill, "skill", 0.6, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: param.Assumption,
		EN: "mean quality of training and scouting", ZH: "培训与星探能力均值"})
	set.Float(&f.SkillSpan, "skill_span", 0.3, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: param.Assumption,
		EN: "most an agency's quality differs from the mean", ZH: "各机构能力的最大差异"})
	set.Float(&f.Imitation, "imitation", 0.5, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of founders who copy the richest agency's strategy", ZH: "模仿最盈利机构策略的创办者比例"})
	set.WhenAbove("imitation", 0.0).Float(&f.HeadBiasDev, "variation", 0.1, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "variation of a copied strategy", ZH: "策略模仿的变异"})
}

// Quality is an agency's quality of training and scouting, for u uniform in (0,1).
func (f *Firm) Quality(u float64) float64 {
	return clamp(f.Skill+float64(f.SkillSpan*(2*u-1)), 0.05, 1)
}

// Copied is a head bias copied with a variation, for z standard normal.
func (f *Firm) Copied(bias, z float64) float64 { return clamp(bias+float64(f.HeadBiasDev*z), 0, 1) }

// Dividend is what owners take out of cash, in fen.
func (f *Firm) Dividend(cash, capital float64) float64 {
	return float64(f.Payout * max(0, cash-capital))
}
