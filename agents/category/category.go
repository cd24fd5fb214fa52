// Package category declares the twelve categories of goods: how often they are needed, what they cost, what they earn
// and how well a buyer can judge them before delivery. Consumers, streamers and merchants read the same numbers.
package category

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Count is the number of categories.
const Count = 12

// The categories by index.
const (
	Beauty = iota
	Apparel
	Food
	Fresh
	Household
	Baby
	Electronics
	Jewellery
	Health
	Sports
	Books
	Furnishing
)

// Names are the categories' names in scenario keys and result tables.
var Names = [Count]string{
	"beauty", "apparel", "food", "fresh", "household", "baby",
	"electronics", "jewellery", "health", "sports", "books", "furnishing",
}

// NamesZH are the categories' names in Simplified Chinese.
var NamesZH = [Count]string{"美妆", "服饰", "食品", "生鲜", "日用", "母婴", "数码", "珠宝", "健康", "运动", "图书", "家居"}

// Traits are the parameters of one category.
type Traits struct {
	Interval    float64 // mean days between two needs of a consumer who cares for the category
	Erlang      int64   // stages of the need: the more, the more regular
	Price       float64 // median list price, yuan
	PriceSpread float64 // standard deviation of the log list price between goods
	CostShare   float64 // unit cost as a share of the list price
	Commission  float64 // typical commission as a share of net sales
	FitSD       float64 // spread of how a good fits its buyer, known only after delivery, in units of utility
	LiveFit     float64 // share of that spread which a live demonstration resolves before the purchase
	Weight      float64 // share of consumers who care for the category
}

// Params are the traits of all categories.
type Params struct {
	Of [Count]Traits
}

// defaults are plausible values. With the shares of needs that follow from interval and weight the mean live order is
// near 79 yuan (calibration row C14); commissions follow the usual bands of 1-40 % (docs/model.md, section 7.8).
var defaults = [Count]Traits{
	Beauty:      {Interval: 16, Erlang: 3, Price: 95, PriceSpread: .55, CostShare: .34, Commission: .25, FitSD: 2.12, LiveFit: .35, Weight: .60},
	Apparel:     {Interval: 10, Erlang: 1, Price: 105, PriceSpread: .55, CostShare: .39, Commission: .20, FitSD: 2.89, LiveFit: .30, Weight: .90},
	Food:        {Interval: 6, Erlang: 3, Price: 45, PriceSpread: .40, CostShare: .36, Commission: .18, FitSD: 1.57, LiveFit: .30, Weight: .90},
	Fresh:       {Interval: 7, Erlang: 3, Price: 50, PriceSpread: .40, CostShare: .40, Commission: .12, FitSD: 1.79, LiveFit: .25, Weight: .60},
	Household:   {Interval: 11, Erlang: 4, Price: 38, PriceSpread: .45, CostShare: .34, Commission: .18, FitSD: 1.46, LiveFit: .30, Weight: .95},
	Baby:        {Interval: 11, Erlang: 3, Price: 90, PriceSpread: .50, CostShare: .43, Commission: .15, FitSD: 1.79, LiveFit: .30, Weight: .25},
	Electronics: {Interval: 50, Erlang: 2, Price: 230, PriceSpread: .70, CostShare: .53, Commission: .07, FitSD: 1.90, LiveFit: .25, Weight: .70},
	Jewellery:   {Interval: 66, Erlang: 1, Price: 190, PriceSpread: .80, CostShare: .44, Commission: .18, FitSD: 2.89, LiveFit: .40, Weight: .25},
	Health:      {Interval: 22, Erlang: 3, Price: 95, PriceSpread: .55, CostShare: .35, Commission: .25, FitSD: 1.68, LiveFit: .20, Weight: .40},
	Sports:      {Interval: 33, Erlang: 1, Price: 115, PriceSpread: .60, CostShare: .45, Commission: .14, FitSD: 2.23, LiveFit: .30, Weight: .40},
	Books:       {Interval: 28, Erlang: 2, Price: 42, PriceSpread: .40, CostShare: .37, Commission: .12, FitSD: 1.46, LiveFit: .25, Weight: .40},
	Furnishing:  {Interval: 33, Erlang: 1, Price: 130, PriceSpread: .65, CostShare: .44, Commission: .15, FitSD: 2.23, LiveFit: .30, Weight: .50},
}

// Declare binds the traits of every category under its name.
func (p *Params) Declare(set *param.Set) {
	for c := range p.Of {
		p.Of[c].declare(set.Under(Names[c]), defaults[c], Names[c], NamesZH[c])
	}
}

func (t *Traits) declare(set *param.Set, d Traits, en, zh string) {
	set.Float(&t.Interval, "interval", d.Interval, param.Spec{Acts: param.Partly, Unit: "day", Min: 2, Max: 720, Source: param.Assumption,
		EN: en + ": mean time between needs", ZH: zh + "：需求间隔均值",
		Doc:   "For a consumer who cares for the category. One consumable good comes back after 30-90 days on average; a category holds several.",
		DocZH: "针对关注该品类的消费者。单种消耗品平均 30–90 天；一个品类含多种。"})
	set.Int(&t.Erlang, "erlang", d.Erlang, param.Spec{Unit: "stage", Min: 1, Max: 4,
		Source: "Erlang-k interpurchase times: Chatfield & Goodhardt 1973, JASA 68; stages by category are an assumption",
		EN:     en + ": stages of the need", ZH: zh + "：需求阶段数",
		Doc:   "1 is memoryless; more stages make the need more regular.",
		DocZH: "1 为无记忆；阶段越多，需求越规律。"})
	set.Float(&t.Price, "price", d.Price, param.Spec{Acts: param.Partly, Unit: "yuan", Min: 5, Max: 5000,
		Source: "calibration row C14 (order value 79 yuan overall); split by category is an assumption",
		EN:     en + ": median list price", ZH: zh + "：标价中位数"})
	set.Float(&t.PriceSpread, "price_spread", d.PriceSpread, param.Spec{Acts: param.Partly, Min: 0, Max: 1.5, Source: param.Assumption,
		EN: en + ": spread of log list prices", ZH: zh + "：标价对数标准差"})
	set.Float(&t.CostShare, "cost_share", d.CostShare, param.Spec{Acts: param.Partly, Unit: "share", Min: .05, Max: .95,
		Source: param.Assumption,
		EN:     en + ": unit cost as a share of list price", ZH: zh + "：单位成本占标价"})
	set.Float(&t.Commission, "commission", d.Commission, param.Spec{Unit: "share", Min: .01, Max: .40,
		Source: "1-40 % by category (docs/model.md, section 7.8; calibration row C20)",
		EN:     en + ": typical commission", ZH: zh + "：通常佣金率"})
	set.Float(&t.FitSD, "fit_sd", d.FitSD, param.Spec{Unit: "util", Min: 0, Max: 3, Source: param.Assumption,
		EN: en + ": spread of fit known after delivery", ZH: zh + "：到货后才知的合意度离散",
		Doc:   "Drives returns; the default fits the live return rate of calibration row C15 overall.",
		DocZH: "决定退货；默认值使总体直播退货率符合校准表 C15 行。"})
	set.Float(&t.LiveFit, "live_fit", d.LiveFit, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: en + ": fit resolved by live demonstration", ZH: zh + "：直播展示消除的不确定",
		Doc:   "Share of the spread of fit that a buyer in a live room knows before the purchase.",
		DocZH: "直播间买家下单前已知的合意度差异所占比例。"})
	set.Float(&t.Weight, "weight", d.Weight, param.Spec{Acts: param.Start, Unit: "share", Min: .01, Max: 1, Source: param.Assumption,
		EN: en + ": share of consumers who care", ZH: zh + "：关注该品类的消费者占比"})
}

// ValueShares returns the categories' shares of needs valued at the mean list price exp(spread²/2)·price; cares are the
// shares of consumers who care for each.
func (p *Params) ValueShares(cares *[Count]float64) [Count]float64 {
	return normalised(func(c int) float64 { return cares[c] / p.Of[c].Interval * p.Of[c].MeanPrice() })
}

// Weights returns the shares of consumers who care for each category where a market is made.
func (p *Params) Weights() (cares [Count]float64) {
	for c := range cares {
		cares[c] = p.Of[c].Weight
	}
	return cares
}

// MeanPrice returns the mean list price in yuan: the median times exp(spread²/2) (lognormal prices).
func (t *Traits) MeanPrice() float64 {
	return t.Price * chance.Exp(t.PriceSpread*t.PriceSpread/2)
}

func normalised(size func(c int) float64) (shares [Count]float64) {
	var sum float64
	for c := range shares {
		shares[c] = float64(size(c))
		sum += shares[c]
	}
	for c := range shares {
		shares[c] /= sum
	}
	return shares
}
