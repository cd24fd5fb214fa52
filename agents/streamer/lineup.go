package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// LineUp is the choice of goods for a week. A streamer judges a sample, which is as claimed whatever will be delivered (Akerlof
// 1970): how much of a cheat's shortfall it overlooks, and its error, shrink in product power,
//
//	q̂ = delivered + b·(claimed − delivered) + error·b·z,  b = 1 − product, half of that for a good it has shown,
//
// and values a place by the commission it expects plus the slot fee, less what bad goods will cost in trust:
//
//	value = c·R·fit·[(p/p̄)^(1−ε)·e^(α_q(q̂−½) + σ·g) − care·max(0, ½−q̂)] + fee,
//
// c commission rate, R sales the streamer expects of an average place; of a good outside its main category it expects a
// part of c·R. Units sold fall with the price p against that of comparable goods p̄ as (p/p̄)^−ε, so sales in money as
// (p/p̄)^(1−ε): a good that is dear for what it is sells little, whatever is struck from its list price. g is what the streamer
// thinks of the good this week, Gumbel with mean 0 and fresh every week: the choice among goods is a logit (McFadden 1974), in
// which a little cheaper is a little more likely to be shown, not certain to be. The best goods get the places. It looks at so
// many goods of the open pool a week, some of them outside.
type LineUp struct {
	Error, Quality, Price, Whim, Care, OffCategory float64
	Candidates                                     int64
	Outside                                        float64
	MinSessionsForFee                              float64
}

// Declare binds the parameters to the set.
func (l *LineUp) Declare(set *param.Set) {
	set.Float(&l.Error, "error", 0.35, param.Spec{Min: 0, Max: 2, Source: param.Assumption,
		EN: "error in judging quality without product power", ZH: "无产品力时的质量判断误差"})
	set.Float(&l.Quality, "quality", 1.5, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "log sales expected per unit of quality", ZH: "质量对预期销售的对数影响"})
	set.Float(&l.Price, "price", 2.2, param.Spec{Min: 0, Max: 10,
		Source: "price elasticity of units, -2.6 in the mean of 1,851 estimates (Bijmolt, van Heerde & Pieters 2005); " +
			"that streamers reckon with a little less is an assumption",
		EN: "price elasticity that streamers reckon with", ZH: "主播所预期的价格弹性",
		Doc: "By so many per cent a good sells fewer units when it costs 1 % more than comparable goods. Commission is paid on money: at 1 " +
			"the price makes no difference to a streamer.",
		DocZH: "商品比同类贵 1% 时，预期销量减少的百分比。佣金按金额计：取 1 时价格对主播无影响。"})
	set.Float(&l.Whim, "whim", 0.7, param.Spec{Unit: "log sales", Min: 0, Max: 5, Source: param.Assumption,
		EN: "spread of what streamers think of a good this week", ZH: "每周选品判断的离散",
		Doc:   "Scale of a Gumbel error, drawn anew every week for every streamer and good.",
		DocZH: "Gumbel 误差的尺度，每位主播对每件商品每周重新抽取。"})
	set.Float(&l.Care, "care", 1, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "care for the trust that bad goods cost", ZH: "对劣质商品损害信任的顾虑"})
	set.Float(&l.OffCategory, "off_category", 0.4, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "expected sales of goods outside the main category", ZH: "非主营品类的预期销售系数"})
	set.Int(&l.Candidates, "candidates", 6, param.Spec{Min: 0, Max: 100, Source: param.Assumption,
		EN: "goods of the open pool looked at in a week", ZH: "每周从公开货池考察的商品数"})
	set.WhenAbove("candidates", int64(0)).Float(&l.Outside, "outside", 0.2, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "looks outside the main category", ZH: "考察非主营品类商品的比例",
		Doc: "Of the goods of the open pool; the other looks are at goods of the main category.", DocZH: "占从公开货池考察商品数的比例；其余考察主营品类。"})
	set.Float(&l.MinSessionsForFee, "sessions_for_fee", 1, param.Spec{Unit: "per week", Min: 0, Max: 21, Source: param.Assumption,
		EN: "sessions that earn a whole slot fee", ZH: "获得全额坑位费所需场次",
		Doc: "Who aims at fewer sessions a week is paid that share of the fee.", DocZH: "目标场次低于此数者，按比例领取坑位费。"})
}

// Seen is the quality a streamer sees in a good of which so much is claimed and delivered; familiar says that the good was shown
// before, so that it knows what came back.
func (l *LineUp) Seen(claimed, delivered, product, z float64, familiar bool) float64 {
	blind := 1 - product
	if familiar {
		blind /= 2
	}
	return clamp(delivered+float64(blind*(claimed-delivered+float64(l.Error*z))), 0, 1)
}

// Value of a place in fen a week: commission is the rate, sales the kept sales in fen expected of an average place,
// price the price relative to that of comparable goods (above 0), whim the week's opinion in units of its spread (mean 0), fee the
// slot fee in fen.
func (l *LineUp) Value(commission, sales, seen, price, whim, fee float64, ownCategory bool) float64 {
	earned := float64(commission * sales)
	if !ownCategory {
		earned *= l.OffCategory
	}
	sold := chance.Exp(float64(l.Quality*(seen-0.5)) + float64((1-l.Price)*chance.Log(price)) + float64(l.Whim*whim))
	harm := float64(l.Care * max(0, 0.5-seen))
	return float64(earned*(sold-harm)) + fee
}
