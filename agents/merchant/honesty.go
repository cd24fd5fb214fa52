package merchant

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Honesty is the choice to deliver what is claimed or to save on it (Becker 1968, J. Polit. Econ. 76; Klein & Leffler
// 1981, J. Polit. Econ. 89).
type Honesty struct {
	Saving  float64 // unit cost saved by cheating
	Drop    float64 // quality lost by cheating
	Horizon float64 // weeks over which gain and detection are compared
	Review  float64 // chance a week that a merchant thinks it over
	Scruple float64 // mean part of sales an owner would rather forgo than cheat
	Esteem  float64 // log sales lost per unit of public trust lost
}

func (h *Honesty) declare(set *param.Set) {
	set.Float(&h.Saving, "saving", .25, param.Spec{Unit: "share of cost", Min: 0, Max: .9, Source: param.Assumption,
		EN: "unit cost saved by cheating", ZH: "作假节省成本"})
	set.Float(&h.Drop, "drop", .22, param.Spec{Unit: "quality", Min: 0, Max: .8, Source: param.Assumption, EN: "quality lost by cheating", ZH: "作假降低质量"})
	set.Float(&h.Horizon, "horizon", 13, param.Spec{Unit: "week", Min: 1, Max: 104, Source: param.Assumption,
		EN: "horizon of the decision to cheat", ZH: "诚信决策期"})
	set.Float(&h.Review, "review", .1, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "chance to reconsider honesty", ZH: "重新考虑的概率"})
	set.Float(&h.Scruple, "scruple", .03, param.Spec{Acts: param.Entry, Unit: "share of sales", Min: 0, Max: 1, Source: param.Assumption,
		EN: "sales forgone rather than cheat", ZH: "良知成本",
		Doc:   "Mean over merchants, exponentially distributed; 0 leaves Becker's calculus alone.",
		DocZH: "商家间服从指数分布的均值；0 则只剩贝克尔式的得失计算。"})
	set.Float(&h.Esteem, "esteem", 3, param.Spec{Unit: "log sales", Min: 0, Max: 20,
		Source: "what merchants of this market lose or gain who are made to cheat or to be honest (docs/model.md, section 7.4)",
		EN:     "sales that merchants expect to lose with public trust", ZH: "商家预期的信任销售弹性",
		Doc:   "By so much log sales fall when public trust in the merchant falls by 1; 0 reckons with platform and law alone.",
		DocZH: "商家公众信任下降 1 时销售额对数的降幅；0 表示只考虑平台与法律的处罚。"})
}

// Sold is the share of its sales that a cheat keeps whose public trust is lower by so much in the mean over the horizon.
func (h *Honesty) Sold(lost float64) float64 { return chance.Exp(-h.Esteem * max(0, lost)) }

// Gain is what cheating brings on a good in a week: what is saved on the units still sold less the contribution of those that are
// not any more. Units are those an honest merchant sells, sold the share of them that a cheat does; amounts are a unit's, in fen.
func Gain(units, sold, saved, contribution float64) float64 {
	return units * (float64(sold*saved) - float64((1-sold)*max(0, contribution)))
}

// StaysHonest reports whether cheating does not pay: gain < (pCheat − pHonest)·(fine + lost) + scruple. All amounts in
// one unit of money over one horizon; pCheat and pHonest are the probabilities to be found guilty with and without
// cheating.
func StaysHonest(gain, pCheat, pHonest, fine, lost, scruple float64) bool {
	return gain < float64((pCheat-pHonest)*(fine+lost))+float64(scruple)
}
