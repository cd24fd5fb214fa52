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
}

func (p *Inspection) declare(set *param.Set) {
	set.Float(&p.Standard, "standard", .5, param.Spec{Unit: "quality", Min: 0, Max: 1, Source: param.Assumption, EN: "quality standard", ZH: "质量标准", Doc: "A good delivered below it is below standard.", DocZH: "到货质量低于此值的商品为不合格。"})
	set.Float(&p.Sampling, "sampling", .15, param.Spec{Unit: "inspections/merchant/month", Min: 0, Max: 30, Source: param.Assumption, EN: "sampling inspections", ZH: "抽检频率"})
	set.Float(&p.Audit, "audit", .05, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption, EN: "complaints that are audited", ZH: "投诉核查比例"})
	set.Float(&p.FalsePositive, "false_positive", .03, param.Spec{Unit: "share", Min: 0, Max: 1, Source: "1-5 % (model description, section 10)", EN: "inspections wrongly failed", ZH: "误判率"})
	set.Float(&p.FalseNegative, "false_negative", .15, param.Spec{Unit: "share", Min: 0, Max: 1, Source: "5-30 % (model description, section 10)", EN: "inspections wrongly passed", ZH: "漏检率"})
}

// Detection is the probability that at least one of n inspections ends in a verdict of guilty: p = 1 − (1−s)^n, s the
// probability of one inspection. n is the expected number of inspections, not of orders.
func Detection(perInspection, n float64) float64 {
	return 1 - chance.Pow(1-perInspection, n)
}

// Guilty returns the probability of a verdict of guilty in one inspection.
func (p *Inspection) Guilty(violates bool) float64 {
	if violates {
		return 1 - p.FalseNegative
	}
	return p.FalsePositive
}

// Violates reports whether a good is in breach: it is delivered below standard, or below what it is claimed to be.
func (p *Inspection) Violates(quality, delivered float64) bool {
	return delivered < p.Standard || delivered < quality
}

// BelowStandard reports whether a delivered quality is below standard.
func (p *Inspection) BelowStandard(delivered float64) bool { return delivered < p.Standard }
