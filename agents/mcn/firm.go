package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Firm is the agency as a business: it opens with capital, pays for its office and its people, pays out what it does
// not need, closes after some weeks without money, and is founded when agencies earn money. Those who could run an
// agency are finitely many, half as many again as agencies at the start (potential entrants: Berry 1992). Of those who
// run none, a part considers it every four weeks and founds with
//
//	P = logistic(sensitivity·ln(income/cost)), income = office·(exp(mean ln(1 + agency's income/office)) − 1),
//
// the certainty equivalent of agencies' incomes for somebody with log utility who has the office anyway: one star
// agency does not draw founders, many starving ones put them off. As agencies crowd the market, income per agency
// falls, fewer who could are still outside, and founding ebbs.
type Firm struct {
	Capital, Office        float64
	Payout                 float64
	Patience               int64
	Founders, Sensitivity  float64
	Alone                  float64
	Skill, SkillSpan       float64
	Imitation, HeadBiasDev float64
}

// Declare binds the parameters to the set.
func (f *Firm) Declare(set *param.Set) {
	set.Float(&f.Capital, "capital", 500_000, param.Spec{Acts: param.Entry, Unit: "yuan", Min: 0, Max: 1e12, Source: param.Assumption,
		EN: "capital of a new agency", ZH: "新机构资本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&f.Office, "office", 7200, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e9, Source: param.Assumption,
		EN: "fixed costs of an agency", ZH: "机构固定成本", Doc: "A real amount, scaled to the simulated market.", DocZH: "真实金额，按模拟市场的规模折算。"})
	set.Float(&f.Payout, "payout", 0.5, param.Spec{Unit: "per month", Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of cash above the capital that owners take", ZH: "超出资本部分的分红比例",
		Doc:   "What an agency does hangs on its cash only where it runs short; the payout moves money to its owners.",
		DocZH: "机构只有在现金不足时行为才受影响；分红只是把现金转给股东。"})
	set.Int(&f.Patience, "patience", 8, param.Spec{Unit: "week", Min: 1, Max: 520, Source: param.Assumption,
		EN: "weeks without cash before an agency closes", ZH: "机构倒闭前的负现金周数"})
	set.Float(&f.Founders, "founders", 0.15, param.Spec{Unit: "per month", Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of those who could run an agency and run none that consider founding", ZH: "有能力而未经营机构者中每月考虑创办的比例"})
	set.Float(&f.Sensitivity, "sensitivity", 1.5, param.Spec{Min: 0, Max: 50, Source: param.Assumption,
		EN: "sensitivity of founding to profit", ZH: "创办对利润的敏感度"})
	set.Float(&f.Alone, "first", 0.5, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "probability of founding where there is no agency", ZH: "无机构时的创办概率",
		Doc:   "Of somebody who considers it while no agency is left: at the default sizes that does not happen.",
		DocZH: "仅在市场上已无机构时适用；默认规模下不会发生。"})
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

// Founds is the probability that somebody who considers it founds an agency; income is the certainty equivalent,
// agencies is how many there are.
func (f *Firm) Founds(income, cost float64, agencies int) float64 {
	switch {
	case agencies == 0:
		return f.Alone
	case income <= 0:
		return 0
	case cost <= 0:
		return 1
	}
	return chance.Logistic(float64(f.Sensitivity * chance.Log(income/cost)))
}

// Utility is the log utility of an agency's income to somebody who has the office anyway.
func Utility(income, office float64) float64 { return chance.Log(1 + max(0, income)/office) }

// Equivalent is the sure income of a mean utility, the inverse of Utility.
func Equivalent(utility, office float64) float64 { return float64(office * (chance.Exp(utility) - 1)) }

// Dividend is what owners take out of cash, in fen.
func (f *Firm) Dividend(cash, capital float64) float64 {
	return float64(f.Payout * max(0, cash-capital))
}
