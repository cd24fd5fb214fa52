package mcn

import "livebazaar/agents/param"

// Traffic is the buying of impressions. A share of the agency's income is the budget; one part, the head bias β, goes
// to its best seller (bet on the head), the rest equally to those who promise something (cultivate the waist and
// tail). An impression is bought only while the split of what it is expected to earn covers its price,
//
//	σ·commission per impression·(1 + future) ≥ price.
type Traffic struct {
	Share, Price, Future   float64
	HeadBias, HeadBiasSpan float64
	Most                   float64
}

// Declare binds the parameters to the set.
func (t *Traffic) Declare(set *param.Set) {
	set.WhenAbove("price", 0.0).Float(&t.Share, "share", 0.15, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "share of income spent on traffic", ZH: "投流占收入比例"})
	set.WhenAbove("share", 0.0).Float(&t.Price, "price", 50, param.Spec{Unit: "yuan/1000 impressions", Min: 0, Max: 100_000, Source: param.Assumption,
		EN: "price of bought impressions", ZH: "千次曝光价格"})
	set.WhenAbove("share", 0.0).WhenAbove("price", 0.0).Float(&t.Future, "future", 1, param.Spec{Min: 0, Max: 20, Source: param.Assumption,
		EN: "later worth of an impression against its sales today", ZH: "曝光的未来价值（相对当日销售）"})
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

// Pays reports whether an impression for a streamer is worth buying at price: split is the agency's share,
// perImpression the commission and fees earned per impression, in the unit of price.
func (t *Traffic) Pays(split, perImpression, price float64) bool {
	return float64(float64(split*perImpression)*(1+t.Future)) >= price
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
