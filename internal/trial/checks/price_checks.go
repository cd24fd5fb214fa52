package checks

import (
	"fmt"
	"math"

	"livebazaar/internal/trial"
)

var (
	bijmolt = say("Bijmolt, van Heerde & Pieters 2005, JMR 42:141 (mean −2.6 of 1,851); Tellis 1988 (−1.8)",
		"Bijmolt, van Heerde & Pieters 2005（1,851 个估计均值 −2.6）；Tellis 1988（−1.8）")
	heerde  = say("van Heerde, Leeflang & Wittink 2004, Marketing Science 23:317", "van Heerde, Leeflang & Wittink 2004")
	lerner  = say("Lerner 1934", "Lerner 1934")
	algebra = say("algebra of model.md: ratio .7 to the elasticity of one merchant; −1 is where sales turn", "代数推导：约为单个商家弹性的 0.7；−1 为销售额转折点")
)

// elasticity is the slope of log orders on log price between a tenth more and a tenth less.
func elasticity(name, suffix string) trial.Statistic {
	return trial.LogSlope(name+".up"+suffix, name+".down"+suffix, up/down)
}

// leastElastic is the elasticity of the segment in which it is smallest in size, of segments 0 to n−1. As the smallest of several it is
// too small by chance, so that it errs to the strict side.
func leastElastic(segment string, n int) trial.Statistic {
	s := trial.Statistic{F: func(x []float64) float64 {
		worst := math.Inf(-1)
		for k := 0; k < len(x); k += 2 {
			if x[k] == 0 || x[k+1] == 0 { // a segment without merchants among the treated says nothing
				continue
			}
			worst = max(worst, math.Log(x[k]/x[k+1])/math.Log(up/down))
		}
		return worst
	}}
	for k := range n {
		s.Needs = append(s.Needs, fmt.Sprintf("both.up.%s%d", segment, k), fmt.Sprintf("both.down.%s%d", segment, k))
	}
	return s
}

// lernerOf is (revenue − marginal cost)/revenue of a tier's unit times the size of its elasticity as merchants can measure it, line-ups
// free: 1 by Lerner's rule. It is what a merchant loses by a higher price; that line-ups answer makes it larger than the own-price elasticity of
// buyers.
func lernerOf(tier int) trial.Statistic {
	at := fmt.Sprintf("tier%d", tier)
	return of([]string{"revenue." + at, "cost." + at, "faced.up." + at, "faced.down." + at}, func(x []float64) float64 {
		return (1 - x[1]/x[0]) * -math.Log(x[2]/x[3]) / math.Log(up/down)
	})
}

// sourceOfGain is a part of what a cut of a week brings: 0 from rivals in the week, 1 from the weeks after, 2 new.
func sourceOfGain(part int) trial.Statistic {
	return of([]string{"treated.cut.week", "factual.cut.week", "treated.others.week", "factual.others.week",
		"treated.cut.later", "factual.cut.later", "treated.others.later", "factual.others.later"}, func(x []float64) float64 {
		gain := x[0] - x[1]
		rivals, later := (x[3]-x[2])/gain, (x[5]+x[7]-x[4]-x[6])/gain
		return []float64{rivals, later, 1 - rivals - later}[part]
	})
}

var priceChecks = append([]trial.Check{
	{Name: "own-price", Row: "C24", Experiment: "price-held", Of: elasticity("both", ""), Expected: between(-3.5, -1.5), Source: bijmolt,
		Claim: say("Own-price elasticity of a merchant, list and live price together, line-ups and rivals held, 28 days",
			"商家自身价格弹性：标价与直播价同时变动，选品与对手不变，28 天")},
	{Name: "own-price-live", Row: "C24", Experiment: "price-held", Of: elasticity("live", ""), Expected: between(-3.5, -1.5), Source: bijmolt,
		Claim: say("The same of the live price at an unchanged list price", "同上：仅直播价变动，标价不变")},
	{Name: "own-price-free", Experiment: "price-free", Of: trial.LogSlope("up", "down", up/down), Expected: between(-6, -1), Source: bijmolt,
		Claim: say("Own-price elasticity over 365 days in which everybody answers", "自身价格弹性：365 天，各方自由应对")},
	{Name: "own-price-faced", Experiment: "price-faced", Of: trial.LogSlope("faced.up", "faced.down", up/down), Expected: between(-6, -1),
		Source: bijmolt,
		Claim: say("Own-price elasticity as merchants' trials measure it: weeks 3 to 8, line-ups and rivals free",
			"商家试价所测得的自身价格弹性：第 3 至 8 周，选品与对手自由应对")},
	{Name: "own-price-plain", Experiment: "price-held", Of: of([]string{"plain.up", "plain.down", "live.up", "live.down"},
		func(x []float64) float64 { return math.Log(x[0]/x[1]) / math.Log(x[2]/x[3]) }), Expected: between(2./3, 1.5),
		Source: say("reference prices adapt: Mazumdar, Raj & Sinha 2005; Bell & Lattin 2000", "参考价会适应：Mazumdar, Raj & Sinha 2005；Bell & Lattin 2000"),
		Claim:  say("Elasticity with the weights of reference and depth at 0, against the full one", "参考价与折扣深度权重为 0 时的弹性（相对完整弹性）")},
	{Name: "own-price-categories", Experiment: "price-held", Of: leastElastic("category", 12), Expected: trial.AtMost(-1), Source: bijmolt,
		Claim: say("Own-price elasticity in the least elastic of 12 categories", "12 个品类中弹性最小者的自身价格弹性")},
	{Name: "own-price-terciles", Experiment: "price-held", Of: leastElastic("tercile", 3), Expected: trial.AtMost(-1), Source: bijmolt,
		Claim: say("Own-price elasticity in the least elastic tercile of prices", "价格三分位中弹性最小者的自身价格弹性")},
	{Name: "all-prices", Row: "C25", Experiment: "price-all", Of: trial.LogSlope("orders.after", "orders.before", 1.4), Expected: between(-2.2, -1.1),
		Source: algebra,
		Claim: say("Elasticity of all live prices together against an unchanged shelf, an arc at +40 %, days 181-365",
			"全部直播价同时上调 40%（货架不变）的弧弹性，第 181-365 天")},
	{Name: "all-below-own", Row: "C25", Experiment: "price-all", Expected: between(.3, .95), Source: algebra,
		Of: of([]string{"orders.after", "orders.before", "price-held/both.up", "price-held/both.down"}, func(x []float64) float64 {
			return math.Log(x[0]/x[1]) / math.Log(1.4) / (math.Log(x[2]/x[3]) / math.Log(up/down))
		}),
		Claim: say("Elasticity of all prices over that of one merchant's", "全体价格弹性与单个商家弹性之比")},
	{Name: "sales-fall", Unit: "%", Experiment: "price-all", Of: trial.Change("gmv.after", "gmv.before"), Expected: trial.Falls, Whole: true,
		Source: algebra,
		Claim:  say("Change of GMV when all live prices rise by 40 %", "全部直播价上调 40% 时成交额的变化")},
	{Name: "cut-week", Row: "C26", Unit: "%", Experiment: "price-cut", Of: trial.Change("treated.cut.week", "factual.cut.week"),
		Expected: between(.2, .6), Source: bijmolt,
		Claim: say("More orders of a good in a week in which its live price is a tenth lower", "直播价下调一成的一周内该商品订单增幅")},
	{Name: "cut-against-lasting", Row: "C26", Experiment: "price-held", Expected: between(1.1, 3), Source: bijmolt,
		Of: of([]string{"live.up.week", "live.down.week", "both.up.week", "both.down.week"},
			func(x []float64) float64 { return math.Log(x[0]/x[1]) / math.Log(x[2]/x[3]) }),
		Claim: say("First-week response to a cut below list, against one of the list price itself", "首周对低于标价的降价的反应，相对标价本身下调")},
	{Name: "cut-rivals", Row: "C26", Unit: "%", Experiment: "price-cut", Of: sourceOfGain(0), Expected: between(.15, .55), Source: heerde,
		Claim: say("Part of the gain that rivals lose in the week", "增量中来自对手的部分")},
	{Name: "cut-later", Row: "C26", Unit: "%", Experiment: "price-cut", Of: sourceOfGain(1), Expected: between(.15, .55), Source: heerde,
		Claim: say("Part of the gain that the next four weeks lose", "增量中来自其后四周的部分")},
	{Name: "cut-new", Row: "C26", Unit: "%", Experiment: "price-cut", Of: sourceOfGain(2), Expected: between(.15, .55), Source: heerde,
		Claim: say("Part of the gain that is new demand", "增量中的新增需求部分")},
	{Name: "cuts-often", Experiment: "price-often", Expected: between(0, .95),
		Source: say("Mazumdar, Raj & Sinha 2005, J. Marketing 69:84", "Mazumdar, Raj & Sinha 2005"),
		Of:     of([]string{"often", "before", "once", "never"}, func(x []float64) float64 { return (x[0]/x[1] - 1) / (x[2]/x[3] - 1) }),
		Claim:  say("Effect of a cut after cuts every other week, against a first cut", "隔周降价后再次降价的效果，相对首次降价")},
	{Name: "line-up-level", Experiment: "price-lineup", Of: trial.LogSlope("places.level.up", "places.level.down", up/down),
		Expected: between(-4, -.3),
		Source:   say("streamers show what sells: revenue ∝ price^(1−ε)", "主播选品随预期销售：收入 ∝ 价格^(1−ε)"),
		Claim:    say("Elasticity of places in line-ups to the price level", "选品坑位数对价格水平的弹性")},
	{Name: "line-up-discount", Unit: "%", Experiment: "price-lineup", Of: trial.Change("orders.depth.down", "orders.same"), Expected: between(.1, .6),
		Source: bijmolt,
		Claim:  say("More orders of a merchant a tenth cheaper below list, line-ups free, 28 days", "商家在标价不变下直播价低一成、选品自由时 28 天订单增幅")},
	{Name: "prices-given-up", Row: "C27", Unit: "%", Experiment: "prices-too-high", Expected: between(.5, 1.3), Source: lerner,
		Of:    of([]string{"left", "goods"}, func(x []float64) float64 { return 1 - x[0]/x[1] }),
		Claim: say("Of list prices made .15 of a log too high: part that is given up within 26 weeks", "标价抬高后 26 周内回落的部分")},
	{Name: "discounts-cost", Unit: "yuan", Experiment: "discounts-too-deep", Of: difference("deep.profit", "same.profit"), Expected: trial.Falls,
		Whole: true, Source: lerner,
		Claim: say("Profit in eight weeks of merchants whose discounts were made .15 deeper, less what it would have been",
			"折扣加深 0.15 的商家八周利润变化")},
	{Name: "discounts-given-up", Unit: "%", Experiment: "discounts-too-deep", Expected: between(.5, 1.3), Source: lerner,
		Of: of([]string{"deep.end", "deep.end.n", "same.end", "same.end.n", "deep.begin", "deep.begin.n", "same.begin", "same.begin.n"},
			func(x []float64) float64 { return 1 - (x[0]/x[1]-x[2]/x[3])/(x[4]/x[5]-x[6]/x[7]) }),
		Claim: say("Part of it that is given up within 26 weeks", "26 周内被放弃的部分")},
}, lernerChecks()...)

// lernerChecks are one a tier: orders of a single merchant are too few for an elasticity of its own.
func lernerChecks() (out []trial.Check) {
	for tier, name := range []trial.Text{say("high-end", "高端"), say("mature", "成熟"), say("emerging", "新锐"), say("micro", "小微")} {
		out = append(out, trial.Check{Name: "lerner-" + name.EN, Row: "C27", Experiment: "price-faced", Of: lernerOf(tier), Expected: between(1/1.5, 1.5),
			Source: lerner,
			Claim: say("Margin of a unit's revenue over marginal cost times the size of the elasticity merchants face, "+name.EN+" ones",
				name.ZH+"商家：单件收入对边际成本的加成率 × 商家所面对弹性的绝对值")})
	}
	return out
}
