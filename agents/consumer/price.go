package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Price is what a price takes from the utility of a purchase, live or on the shelf:
//
//	cost = κ_i·(p/w − 1) + α_p·p/B_i,  κ_i = κ·(B_i/B̃)^−η·e^(σz − σ²/2)
//
// p is the price, w what comparable goods cost, B_i the consumer's monthly budget and B̃ the median one, z a lasting standard
// normal trait. The first part compares the price with what the same money buys elsewhere: it is 0 at the usual price, so that
// people who mind prices more do not buy less as such, but turn away sooner. The scale of tastes is thus a share of what a good
// is worth. The second part is what a dear good takes from the other wants of the month.
//
// One more yuan costs κ_i/w + α_p/B_i utils, so a util is worth 1/(κ_i/w + α_p/B_i) yuan: the money metric of surplus and
// regret is the slope of demand itself.
//
// Sources: spread of sensitivities between people beside income: Kamakura & Russell 1989; size of the response: calibrated to
// an own elasticity of −2.6 (Bijmolt, van Heerde & Pieters 2005).
type Price struct{ Sensitivity, Income, Spread, Budget float64 }

// SensitivityClasses is how many equally likely classes the trait z has.
const SensitivityClasses = 16

func (p *Price) declare(set *param.Set) {
	set.Float(&p.Budget, "price", 10, param.Spec{Unit: "util", Min: 0.1, Max: 60, Source: param.Assumption,
		EN: "weight of price over monthly budget (α_p)", ZH: "价格占月预算比例的权重 α_p"})
	set.Float(&p.Sensitivity, "sensitivity", 5, param.Spec{Unit: "util", Min: 0, Max: 20,
		Source: "calibrated to own elasticities of −1.5 to −3.5: Bijmolt, van Heerde & Pieters 2005; Tellis 1988",
		EN:     "mean sensitivity to a price against comparable goods (κ)", ZH: "相对同类商品价格的平均敏感度 κ"})
	set.Float(&p.Income, "sensitivity_income", 0.2, param.Spec{Min: 0, Max: 1,
		Source: "sign: Kamakura & Russell 1989, and H16; size an assumption",
		EN:     "how sensitivity falls with the budget (η)", ZH: "敏感度随预算下降的弹性 η"})
	set.Float(&p.Spread, "sensitivity_spread", 0.35, param.Spec{Unit: "log sd", Min: 0, Max: 1.5,
		Source: "Kamakura & Russell 1989; size an assumption",
		EN:     "spread of sensitivity between consumers of one budget", ZH: "同预算消费者间敏感度差异"})
}

// Of returns κ_i of a consumer whose budget is relative to the median one, of a class of z.
func (p *Price) Of(relative float64, class int) float64 {
	z := chance.NormalQuantile((float64(class) + 0.5) / SensitivityClasses)
	return p.Sensitivity * chance.Exp(float64(p.Spread*z)-float64(.5*p.Spread*p.Spread)-float64(p.Income*chance.Log(relative)))
}

// Cost returns what a price takes, in utils: κ the consumer's sensitivity, price, comparable and monthly budget in one unit.
func (p *Price) Cost(kappa, price, comparable, budget float64) float64 {
	return float64(kappa*(price/comparable-1)) + float64(p.Budget*price/budget)
}

// Util returns what a util is worth, in the unit of comparable and budget.
func (p *Price) Util(kappa, comparable, budget float64) float64 {
	return float64(comparable*budget) / (float64(kappa*budget) + float64(p.Budget*comparable))
}
