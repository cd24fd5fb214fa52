package streamer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Talent says how content power (内容力) and product power (产品力) are spread over those who try to be streamers.
//
//	ceiling = min(1, median·e^(spread·z)),  z ~ N(0,1),   product's z correlated with content's
//	start   = ceiling·(floor + (1−floor)·u), u ~ U(0,1)
//
// A room's appeal is exponential in content power, so a skewed talent is enough for sales with a heavy tail: the
// scarce talent of Rosen (1981) takes more than its share because every viewer can watch the same room.
type Talent struct {
	Content, ContentSpread float64
	Product, ProductSpread float64
	Correlation            float64
	Floor                  float64
	Hype                   float64
	Tried                  int64
}

// Declare binds the parameters to the set.
func (t *Talent) Declare(set *param.Set) {
	set.Float(&t.Content, "content", 0.25, param.Spec{Acts: param.Entry, Min: 0.01, Max: 1, Source: param.Assumption,
		EN: "median ceiling of content power", ZH: "内容力上限的中位数"})
	set.Float(&t.ContentSpread, "content_spread", 0.36, param.Spec{Acts: param.Entry, Min: 0, Max: 2, Source: param.Assumption,
		EN: "log spread of content power", ZH: "内容力的对数离散度"})
	set.Float(&t.Product, "product", 0.4, param.Spec{Acts: param.Entry, Min: 0.01, Max: 1, Source: param.Assumption,
		EN: "median ceiling of product power", ZH: "产品力上限的中位数"})
	set.Float(&t.ProductSpread, "product_spread", 0.35, param.Spec{Acts: param.Entry, Min: 0, Max: 2, Source: param.Assumption,
		EN: "log spread of product power", ZH: "产品力的对数离散度"})
	set.Float(&t.Correlation, "correlation", 0.3, param.Spec{Acts: param.Entry, Min: -1, Max: 1, Source: param.Assumption,
		EN: "correlation of content and product power", ZH: "内容力与产品力的相关系数"})
	set.Float(&t.Floor, "floor", 0.45, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: param.Assumption,
		EN: "least share of the ceiling a newcomer starts with", ZH: "新主播起点占上限的最低比例"})
	set.Float(&t.Hype, "hype", 0.1, param.Spec{Acts: param.Entry, Min: 0, Max: 0.5, Source: param.Assumption,
		EN: "mean hype of a newcomer's claims", ZH: "新主播夸大程度的均值"})
	set.Int(&t.Tried, "tried", 2, param.Spec{Acts: param.Start, Min: 1, Max: 100, Source: param.Assumption,
		EN: "people who tried for each streamer at the start", ZH: "每名初始主播对应的尝试者数",
		Doc: "The one of most talent lasted: the market does not start with newcomers only.", DocZH: "其中天赋最高者留下：市场起初并非全是新人。"})
}

// ContentCeiling is the most that training can make of content power, for a standard normal z.
func (t *Talent) ContentCeiling(z float64) float64 {
	return min(1, float64(t.Content*chance.Exp(float64(t.ContentSpread*z))))
}

// ProductCeiling is the most that training can make of product power; z is the draw of content, e an independent one.
func (t *Talent) ProductCeiling(z, e, sqrtRest float64) float64 {
	mixed := float64(t.Correlation*z) + float64(sqrtRest*e)
	return min(1, float64(t.Product*chance.Exp(float64(t.ProductSpread*mixed))))
}

// Start is the skill a newcomer begins with, for u uniform in (0,1).
func (t *Talent) Start(ceiling, u float64) float64 {
	return float64(ceiling * (t.Floor + float64((1-t.Floor)*u)))
}

// FirstHype is the hype a newcomer begins with: exponential with the declared mean, cut off at the most anyone
// claims; e is a standard exponential draw.
func (t *Talent) FirstHype(e float64) float64 { return min(MaxHype, float64(t.Hype*e)) }

// MaxHype is the most by which claims may exceed quality (h in docs/model.md, section 7).
const MaxHype = 0.5
