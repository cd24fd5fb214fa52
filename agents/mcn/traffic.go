package mcn

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Traffic is the buying of impressions. Sales grow less than in proportion to impressions, since the platform shows a room first to
// those whom it suits: with x impressions bought for each had anyway they are (1+x)^κ times what they were. Traffic is bought until what
// the last impression brings equals its price,
//
//	r·κ·(1+x)^(κ−1)·(1 + future) = price,   r commission per impression,
//
// which x* = (κ·r·(1+future)/price)^(1/(1−κ)) − 1 solves. Both sides pay for it as they share what it brings: the agency the part σ of
// its price. A share of the agency's income is the budget for its part; of that the head bias β goes to its best seller (bet on the head),
// the rest equally to the others for whom it pays (cultivate the waist and tail).
type Traffic struct {
	Share, Price, Future   float64
	Returns                float64
	HeadBias, HeadBiasSpan float64
	Most                   float64
}

// Declare binds the parameters to the set.
func (t *Traffic) Declare(set *param.Set) {
	set.WhenAbove("price", 0.0).Float(&t.Share, "share", 0.15, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of income spent on traffic", ZH: "投流占收入比例"})
	set.WhenAbove("share", 0.0).Float(&t.Price, "price", 50, param.Spec{Unit: "yuan/1000 impressions", Min: 0, Max: 100_000, Source: param.Assumption,
		EN: "price of bought impressions", ZH: "千次曝光价格"})
	set.WhenAbove("share", 0.0).WhenAbove("price", 0.0).Float(&t.Returns, "returns", 0.7, param.Spec{Min: 0.05, Max: 0.95,
		Source: "measured: half as many impressions again raise commission by 18 % within four weeks, by 22 % in half a year",
		EN:     "elasticity of sales to impressions (κ)", ZH: "销售对曝光的弹性 κ"})
	set.WhenAbove("share", 0.0).WhenAbove("price", 0.0).Float(&t.Future, "future", 0.25, param.Spec{Min: 0, Max: 20,
		Source: "measured, as the elasticity",
		EN:     "later worth of an impression against its sales today", ZH: "曝光的未来价值（相对当日销售）"})
	set.Float(&t.HeadBias, "head_bias", 0.5, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: param.Assumption,
		EN: "mean share of the budget put on the best seller", ZH: "投向头部主播的预算平均占比",
		Doc: "Towards 1 agencies bet on the head, towards 0 they cultivate the waist and tail.", DocZH: "越接近 1 越押注头部，越接近 0 越培育腰部与尾部。"})
	set.Float(&t.HeadBiasSpan, "head_bias_span", 0.3, param.Spec{Acts: param.Entry, Min: 0, Max: 1, Source: param.Assumption,
		EN: "most an agency's head bias differs from the mean", ZH: "各机构头部倾斜的最大差异"})
	set.WhenAbove("share", 0.0).WhenAbove("price", 0.0).Float(&t.Most, "most", 0.5, param.Spec{Min: 0, Max: 10, Source: param.Assumption,
		EN: "most impressions bought against those had anyway", ZH: "购买曝光相对自然曝光的上限"})
}

// Bias is the head bias of an agency, for u uniform in (0,1).
func (t *Traffic) Bias(u float64) float64 {
	return clamp(t.HeadBias+float64(t.HeadBiasSpan*(2*u-1)), 0, 1)
}

// Wanted is how many impressions are bought for each had anyway (x*), at most Most; perImpression is the commission and fees that an
// impression brings, in the unit of price.
func (t *Traffic) Wanted(perImpression, price float64) float64 {
	worth := float64(float64(t.Returns*perImpression) * (1 + t.Future))
	if worth <= price {
		return 0
	}
	return min(t.Most, chance.Pow(worth/price, 1/(1-t.Returns))-1)
}

// Budget is the part of an agency's budget that goes to one streamer: head says that it is the best seller, others
// how many others share the rest.
func Budget(total, bias float64, head bool, others int) float64 {
	switch {
	case head && others == 0:
		return total
	case head:
		return float64(total * bias)
	}
	return float64(total*(1-bias)) / float64(others)
}
