package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// LineUp is the choice of goods for a week. A streamer sees quality with an error that shrinks in product power,
//
//	q̂ = q + error·(1−product)·z,
//
// and values a place by the commission it expects plus the slot fee, less what bad goods will cost in trust:
//
//	value = c·R·fit·e^(α_q(q̂−½) + α_d·discount) − care·c·R·max(0, ½−q̂) + fee,
//
// c commission rate, R sales the streamer expects of an average place; of a good outside its main category it expects a
// part of c·R. The best goods get the places. It looks at so many goods of the open pool a week, some of them outside.
type LineUp struct {
	Error, Quality, Discount, Care, OffCategory float64
	Candidates                                  int64
	Outside                                     float64
	MinSessionsForFee                           float64
}

// Declare binds the parameters to the set.
func (l *LineUp) Declare(set *param.Set) {
	set.Float(&l.Error, "error", 0.35, param.Spec{Min: 0, Max: 2, Source: param.Assumption,
		EN: "error in judging quality without product power", ZH: "无产品力时的质量判断误差"})
	set.Float(&l.Quality, "quality", 1.5, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "log sales expected per unit of quality", ZH: "质量对预期销售的对数影响"})
	set.Float(&l.Discount, "discount", 2.5, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "log sales expected per unit of discount", ZH: "折扣对预期销售的对数影响"})
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

// Seen is the quality a streamer sees in a good; familiar says that the good was shown before, which halves the error.
func (l *LineUp) Seen(quality, product, z float64, familiar bool) float64 {
	e := l.Error * (1 - product)
	if familiar {
		e /= 2
	}
	return clamp(quality+float64(e*z), 0, 1)
}

// Value of a place in fen a week: commission is the rate, sales the kept sales in fen expected of an average place,
// discount the share off the list price, fee the slot fee in fen.
func (l *LineUp) Value(commission, sales, seen, discount, fee float64, ownCategory bool) float64 {
	earned := float64(commission * sales)
	if !ownCategory {
		earned *= l.OffCategory
	}
	sold := chance.Exp(float64(l.Quality*(seen-0.5)) + float64(l.Discount*discount))
	harm := float64(l.Care * max(0, 0.5-seen))
	return float64(earned*(sold-harm)) + fee
}
