package rules

import (
	"livebazaar/agents/param"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// PlatformParams are the settings of a platform: its kind, how visitors flow, what it charges and how it ranks.
type PlatformParams struct {
	Kind    string
	Closed  bool
	Kinds   [len(kinds)]Flow
	Places  int64
	Profile float64
	Social  float64
	Fees    Fees
	Ranking rank.Pipeline
}

// Flow is what the kind of a platform changes in the flow of visitors.
type Flow struct {
	Purposive float64 // probability that a visit with an open need starts with a search for it
	Private   float64 // φ: reach of private domain
	Leak      float64 // share of buyers lost when paying means leaving the platform
}

// Fees are what the platform and its carriers charge for an order, and whether a streamer keeps the commission of what
// comes back.
type Fees struct {
	Commission, Service      float64
	Clawback                 bool
	Shipping, ReturnShipping float64
}

// kinds are the kinds of platform (S0, S2) with their flows: visitors of an e-commerce platform
// come to buy, a content platform induces, a social platform lives on follows and loses buyers at payment.
var kinds = [...]struct {
	name, zh string
	flow     Flow
}{
	{"content", "内容平台", Flow{Purposive: 0.35, Private: 0.30, Leak: 0.25}},
	{"ecommerce", "电商平台", Flow{Purposive: 0.60, Private: 0.25, Leak: 0.10}},
	{"social", "社交平台", Flow{Purposive: 0.10, Private: 0.60, Leak: 0.35}},
}

// Declare binds the parameters to the set.
func (p *PlatformParams) Declare(set *param.Set) {
	names := make([]string, len(kinds))
	for i := range kinds {
		names[i] = kinds[i].name
	}
	set.Choice(&p.Kind, "kind", kinds[0].name, param.Spec{Choices: names,
		Source: "S0, S2: three kinds of platform", EN: "kind of platform", ZH: "平台类型",
		Doc: "Chooses the row of platform.flow.* that is in force.", DocZH: "决定采用 platform.flow.* 中的哪一行。"})
	set.Bool(&p.Closed, "closed_loop", true, param.Spec{
		Source: "S2: link-outs leak users (H26)", EN: "orders are paid on the platform", ZH: "站内闭环支付",
		Doc:   "When false, paying means leaving the platform and the kind's leak applies.",
		DocZH: "为 false 时须离开平台付款，按平台类型流失一部分买家。"})
	for i := range kinds {
		k, ofKind := &kinds[i], set.When("kind", kinds[i].name)
		share := func(flow *param.Set, dst *float64, key string, def float64, source, en, zh string) {
			flow.Under("flow."+k.name).Float(dst, key, def, param.Spec{Unit: "share", Min: 0, Max: 1,
				Source: source, EN: k.name + ": " + en, ZH: k.zh + "：" + zh})
		}
		share(ofKind, &p.Kinds[i].Purposive, "purposive", k.flow.Purposive,
			"CCA 2020: 32 % shop with a clear purpose over all kinds; split by kind an assumption",
			"visits with an open need that start with a search", "带需求访问中主动搜索的比例")
		share(ofKind, &p.Kinds[i].Private, "private", k.flow.Private,
			"φ .1-.6 (docs/model.md, section 7.8); split by kind an assumption",
			"reach of private domain (φ)", "私域触达率 φ")
		share(ofKind.When("closed_loop", false), &p.Kinds[i].Leak, "leak", k.flow.Leak, param.Assumption,
			"buyers lost when paying off the platform", "站外支付流失率")
	}
	recommend := set.Under("recommend")
	recommend.Int(&p.Places, "places", 6, param.Spec{Unit: "room", Min: 1, Max: state.MaxPlaces,
		Source: param.Assumption, EN: "rooms recommended per slate", ZH: "每屏推荐直播间数"})
	recommend.Float(&p.Profile, "personalisation", 0.2, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: param.Assumption, EN: "places filled from the consumer's profile category", ZH: "按用户画像品类推荐的比例"})
	recommend.Float(&p.Social, "popularity_half_life", 10, param.Spec{Unit: "day", Min: 1, Max: 90,
		Source: "7-14 days (docs/model.md, section 7.8)", EN: "half-life of the popularity shown", ZH: "人气半衰期"})
	fees := set.Under("fees")
	fees.Float(&p.Fees.Commission, "commission", 0.01, param.Spec{Unit: "share", Min: 0, Max: 0.5,
		Source: "1.2-2.3 % of GMV with the service fee: Kuaishou, MOGU annual reports", EN: "platform's commission on net sales", ZH: "平台佣金率"})
	fees.Float(&p.Fees.Service, "service", 0.06, param.Spec{Unit: "share", Min: 0, Max: 0.5,
		Source: "1.2-2.3 % of GMV with the commission: Kuaishou, MOGU annual reports; how it is divided is an assumption",
		EN:     "platform's service fee on streamers' commission", ZH: "平台对主播佣金收取的服务费率"})
	fees.Bool(&p.Fees.Clawback, "clawback", true, param.Spec{
		Source: "settlement after receipt, as on Taobao and Douyin",
		EN:     "streamers' commission on returned orders is clawed back", ZH: "退货订单的主播佣金退回",
		Doc: "When false, the merchant pays the commission on what comes back too.", DocZH: "为 false 时，商家对退货订单也支付佣金。"})
	fees.Float(&p.Fees.Shipping, "shipping", 3, param.Spec{Unit: "yuan/parcel", Min: 0, Max: 100,
		Source: "State Post Bureau 2022: 9.6 yuan retail, large senders 2-4; an assumption for senders",
		EN:     "shipping of a parcel, paid by the merchant", ZH: "发货运费（商家承担）"})
	fees.Float(&p.Fees.ReturnShipping, "return_shipping", 4, param.Spec{Unit: "yuan/parcel", Min: 0, Max: 100,
		Source: param.Assumption, EN: "shipping of a return, paid by the merchant", ZH: "退货运费（商家承担）"})
	p.Ranking.Declare(set.Under("ranking"))
}

// Flow returns the flow of the platform's kind.
func (p *PlatformParams) Flow() Flow {
	for i := range kinds {
		if kinds[i].name == p.Kind {
			return p.Kinds[i]
		}
	}
	panic("rules: unknown kind of platform " + p.Kind)
}

// Leak returns the share of orders lost at payment.
func (p *PlatformParams) Leak() float64 {
	if p.Closed {
		return 0
	}
	return p.Flow().Leak
}
