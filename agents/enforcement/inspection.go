package enforcement

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Inspection is how often goods are sampled and how often the verdict is wrong.
type Inspection struct {
	Standard      float64 // quality below which a good is below standard
	Sampling      float64 // inspections per merchant and month
	Audit         float64 // chance that a complaint leads to an inspection
	FalsePositive float64 // a good in order is found guilty
	FalseNegative float64 // a guilty good is passed
	Retest        bool    // a good that fails is tested again before it is found guilty
}

func (p *Inspection) declare(set *param.Set) {
	set.Float(&p.Standard, "standard", .5, param.Spec{Acts: param.Partly, Unit: "quality", Min: 0, Max: 1, Source: param.Assumption,
		EN: "quality standard", ZH: "质量标准",
		Doc:   "A good delivered below it is below standard.",
		DocZH: "到货质量低于此值的商品为不合格。"})
	set.Float(&p.Sampling, "sampling", .15, param.Spec{Unit: "inspections/merchant/month", Min: 0, Max: 30, Source: param.Assumption,
		EN: "sampling inspections", ZH: "抽检频率",
		Doc:   "Merchants reckon with what so many inspections find; the default keeps the buyers who met a problem at calibration row C17.",
		DocZH: "商家按此频率实际能查出的概率权衡得失；默认值使遇到问题的买家占比符合校准表 C17 行。"})
	set.Float(&p.Audit, "audit", .05, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "complaints that are audited", ZH: "投诉核查比例"})
	set.Float(&p.FalsePositive, "false_positive", .03, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: "1-5 % (docs/model.md, section 7.8)",
		EN:     "inspections wrongly failed", ZH: "误判率"})
	set.Float(&p.FalseNegative, "false_negative", .15, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: "5-30 % (docs/model.md, section 7.8)",
		EN:     "inspections wrongly passed", ZH: "漏检率"})
	set.Bool(&p.Retest, "retest", true, param.Spec{
		Source: "Product Quality Law of China, article 15: who disputes a finding may demand another test",
		EN:     "goods that fail are tested again", ZH: "不合格结果须复检",
		Doc:   "Guilty is who fails both tests, which err independently. It hardly ever hits the innocent.",
		DocZH: "两次检验均不合格才认定违规，两次误差相互独立；几乎不会误伤无辜。"})
}

// Month is how many days the months of a sampling rate have.
const Month = 30

// Detection is the probability that at least one of n occasions ends in a verdict: p = 1 − (1−s)^n, s the probability of
// one. n counts occasions that all take place (days, complaints). An expected number of them is no n: at half an inspection the
// formula would be certain to find what every inspection finds.
func Detection(perOccasion float64, n int64) float64 {
	return 1 - chance.Pow(1-perOccasion, float64(n))
}

// Daily is the probability that a merchant's goods are sampled on a day.
func (p *Inspection) Daily() float64 { return p.Sampling / Month }

// Caught is the probability that sampling finds a merchant guilty within some days: Detection over days, on each of which
// it is sampled with probability Daily and, if so, found guilty with probability Guilty. For rare inspections that is
// 1 − e^(−sampling·months·s).
func (p *Inspection) Caught(violates bool, days int64) float64 {
	return Detection(float64(p.Daily()*p.Guilty(violates)), days)
}

// Guilty returns the probability of a verdict of guilty in one inspection: that the good fails the test, and the second one as well
// where it has a right to one.
func (p *Inspection) Guilty(violates bool) float64 {
	fails := p.FalsePositive
	if violates {
		fails = 1 - p.FalseNegative
	}
	if p.Retest {
		return fails * fails
	}
	return fails
}

// Violates reports whether a good is in breach: it is delivered below standard, or below what it is claimed to be.
func (p *Inspection) Violates(quality, delivered float64) bool {
	return delivered < p.Standard || delivered < quality
}

// BelowStandard reports whether a delivered quality is below standard.
func (p *Inspection) BelowStandard(delivered float64) bool { return delivered < p.Standard }
