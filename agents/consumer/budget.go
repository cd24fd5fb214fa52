package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Budget is what a consumer spends online in a month, live and shelf together. It differs log-normally. Price
// sensitivity falls with it, since price enters as price over budget (H16).
type Budget struct{ Median, Spread float64 }

// Declare binds the parameters to the set.
func (b *Budget) Declare(set *param.Set) {
	set.Float(&b.Median, "median", 825, param.Spec{Unit: "yuan/month", Min: 10, Max: 100000,
		Source: "online retail of 13.8 trillion yuan over 845 million shoppers in 2022 is 1,360 yuan a month on average (NBS, CNNIC)",
		EN:     "median monthly budget", ZH: "月预算中位数",
		Doc: "Consumers fall into 64 classes, which cut the upper tail: " +
			"with the default median and spread the mean is 1,334 yuan, not 1,360.",
		DocZH: "消费者分为 64 级，上尾因而被截短：在默认中位数与离散度下，均值为 1,334 元，而非 1,360 元。"})
	set.Float(&b.Spread, "spread", 1, param.Spec{Unit: "log sd", Min: 0, Max: 2, Source: "log-normal incomes; size an assumption",
		EN: "spread of budgets", ZH: "预算离散度"})
}

// Classes is the number of budget classes of the packed state.
const Classes = 64

// Class returns the budget of a class in yuan a month: the quantile at its middle.
func (b *Budget) Class(class int) float64 {
	z := chance.NormalQuantile((float64(class) + 0.5) / Classes)
	return b.Median * chance.Exp(float64(b.Spread*z))
}
