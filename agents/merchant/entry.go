package merchant

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Entry is who comes into the market and who leaves. There is free entry into every tier (Hopenhayn 1992): a candidate comes in where
// profit over the payback period, seen with an error, is above the sunk cost of opening, and candidates are many, so that
// the number of merchants follows what they earn within a year or so. An owner leaves on a forecast, not on a bad week: what its business will
// earn is thought to lie between what its equals earn and what it has earned itself, the nearer to that the longer it has been in business.
type Entry struct {
	Candidates float64 // would-be merchants a week, share of the count at the start
	Cost       float64 // yuan (real): opening a business, paid at entry and sunk
	Payback    float64 // weeks of expected profit that must cover it
	Noise      float64 // log-sd of a candidate's judgement
	Capital    float64 // weeks of expected sales paid in as opening capital
	Reserve    float64 // weeks of sales an owner leaves in the business; the rest is withdrawn
	Overhead   float64 // yuan (real) a week: staff, licences
	Weeks      int64   // weeks below zero before a merchant is bankrupt
	Retire     float64 // chance a year that an owner gives up for reasons of its own
	Income     float64 // weekly memory of profit
	Patience   float64 // forecast loss a week, relative to the overhead, that an owner bears
	Settled    float64 // weeks in business after which an owner's own profit weighs half in its forecast
	Rest       int64   // days an exited merchant's place stays empty, so that its last orders settle
}

func (e *Entry) declare(set *param.Set) {
	set.Float(&e.Candidates, "candidates", 0.015, param.Spec{Unit: "per week", Min: 0, Max: 1, Source: param.Assumption,
		EN: "would-be merchants", ZH: "潜在新商家",
		Doc:   "Share of the initial count.",
		DocZH: "相对初始数量的比例。"})
	set.WhenAbove("candidates", 0.0).Float(&e.Cost, "cost", 300000, param.Spec{Unit: "yuan", Min: 0, Max: 1e8, Source: param.Assumption,
		EN: "cost of opening a business", ZH: "开业成本",
		Doc:   "In real yuan: development, brand, first marketing; a tier pays merchants.tiers.*.opening times as much.",
		DocZH: "真实元：研发、品牌与首轮营销；各层级再乘以 merchants.tiers.*.opening。"})
	set.WhenAbove("candidates", 0.0).Float(&e.Payback, "payback", 52, param.Spec{Unit: "week", Min: 1, Max: 520, Source: param.Assumption,
		EN: "payback period", ZH: "回收期"})
	set.WhenAbove("candidates", 0.0).Float(&e.Noise, "noise", .25, param.Spec{Unit: "log sd", Min: 0, Max: 3, Source: param.Assumption,
		EN: "noise in judging the market", ZH: "市场判断噪声"})
	set.Float(&e.Capital, "capital", 8, param.Spec{Acts: param.Entry, Unit: "week of sales", Min: .5, Max: 104, Source: param.Assumption,
		EN: "opening capital", ZH: "开业资本"})
	set.Float(&e.Reserve, "reserve", 16, param.Spec{Unit: "week of sales", Min: 1, Max: 520, Source: param.Assumption,
		EN: "cash kept in the business", ZH: "留存现金"})
	set.Float(&e.Overhead, "overhead", 1500, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e6, Source: param.Assumption,
		EN: "fixed running cost", ZH: "固定运营成本",
		Doc:   "Of an emerging brand, in real yuan; other tiers times their size.",
		DocZH: "新锐品牌的数额，真实元；其他层级按其规模折算。"})
	set.Int(&e.Weeks, "bankrupt_weeks", 4, param.Spec{Unit: "week", Min: 1, Max: 104, Source: param.Assumption,
		EN: "weeks in the red before bankruptcy", ZH: "破产前负债周数"})
	set.Float(&e.Retire, "retire", .10, param.Spec{Unit: "per year", Min: 0, Max: 1, Source: param.Assumption,
		EN: "owners who give up anyway", ZH: "自然退出率"})
	set.Float(&e.Income, "memory", .92, param.Spec{Unit: "per week", Min: .5, Max: .999, Source: param.Assumption, EN: "memory of profit", ZH: "利润记忆"})
	set.Float(&e.Patience, "patience", .8, param.Spec{Unit: "× overhead", Min: 0, Max: 100, Source: param.Assumption,
		EN: "loss an owner bears", ZH: "可承受亏损",
		Doc:   "A forecast weekly loss above this many times the fixed running cost makes the owner think of leaving.",
		DocZH: "预期周亏损超过固定运营成本的这一倍数时，业主开始考虑退出。"})
	set.Float(&e.Settled, "settled", 26, param.Spec{Unit: "week", Min: 0, Max: 520, Source: param.Assumption,
		EN: "weeks until an owner trusts its own results as much as its equals'", ZH: "业主对自身业绩与同类均值同等看重所需周数"})
	set.WhenAbove("candidates", 0.0).Int(&e.Rest, "rest", 35, param.Spec{Unit: "day", Min: 21, Max: 365,
		Source: "longer than any order takes to settle",
		EN:     "days before a place is taken again", ZH: "空位保留天数"})
}

// Enters reports whether a candidate comes in: the profit it expects over the payback period, seen with noise, is above
// the cost of opening. z is standard normal.
func (e *Entry) Enters(weeklyProfit, cost, z float64) bool {
	return weeklyProfit*e.Payback*chance.Exp(e.Noise*z) > cost
}

// Forecast is the weekly profit that an owner expects: own is its smoothed profit, equals the mean of its tier.
func (e *Entry) Forecast(own, equals, weeks float64) float64 {
	if weeks <= 0 {
		return equals
	}
	weight := weeks / (weeks + e.Settled)
	return float64(weight*own) + float64((1-weight)*equals)
}

// GivesUp is the weekly probability that an owner leaves: retirement, and once the loss forecast is above patience times
// the overhead a chance that rises with the loss to 1 in 10.
func (e *Entry) GivesUp(forecast, overhead float64) float64 {
	p := e.Retire / 52
	if tolerated := float64(e.Patience * overhead); forecast < -tolerated && tolerated > 0 {
		p += float64(.1 * math.Min(1, (-forecast-tolerated)/tolerated))
	}
	return math.Min(p, 1)
}
