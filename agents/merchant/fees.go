package merchant

import "livebazaar/agents/param"

// Fees are the terms a merchant offers to streamers.
type Fees struct {
	Spread   float64 // sd of the commission between merchants
	Step     float64 // weekly adjustment to how many streamers accept
	Head     float64 // added to the commission of head streamers, half of it for waist streamers
	SlotTier int64   // lowest tier of streamers that gets a slot fee: 0 head, 1 waist
	SlotPart float64 // slot fee as a share of the merchant's expected contribution
	SlotMax  float64 // yuan (real) per place and week
	Handling float64 // yuan (real) per place and week: samples, co-ordination
}

func (f *Fees) declare(set *param.Set) {
	set.Float(&f.Spread, "commission_spread", .03, param.Spec{Acts: param.Entry, Unit: "share", Min: 0, Max: .2, Source: param.Assumption,
		EN: "spread of commission between merchants", ZH: "商家间佣金差异"})
	set.Float(&f.Step, "commission_step", .002, param.Spec{Unit: "share/week", Min: 0, Max: .05, Source: param.Assumption,
		EN: "adjustment of commission", ZH: "佣金调整步长",
		Doc:   "A merchant that too few streamers accept offers more, one that gets all it asked for less.",
		DocZH: "接受邀约的主播过少则提高佣金，全部接受则降低。"})
	set.Float(&f.Head, "head_premium", .04, param.Spec{Unit: "share", Min: 0, Max: .2,
		Source: "calibration row C20: top streamers' commission is at least 20 %; size is an assumption",
		EN:     "commission premium of head streamers", ZH: "头部佣金溢价",
		Doc:   "Half of it for waist streamers.",
		DocZH: "腰部主播取其一半。"})
	set.WhenAbove("slot_fee_share", 0.0).Int(&f.SlotTier, "slot_fee_tier", 0, param.Spec{Min: 0, Max: 2, Source: param.Assumption,
		EN: "lowest tier that gets slot fees", ZH: "收取坑位费的最低层级",
		Doc:   "0 head only, 1 head and waist, 2 all.",
		DocZH: "0 仅头部，1 头部与腰部，2 全部。"})
	set.Float(&f.SlotPart, "slot_fee_share", .25, param.Spec{Unit: "share", Min: 0, Max: .9, Source: param.Assumption,
		EN: "slot fee as a share of expected contribution", ZH: "坑位费占预期贡献",
		Doc:   "Below 1: fees stay below what the show is expected to leave to the merchant.",
		DocZH: "小于 1：坑位费低于该场预期留给商家的贡献。"})
	set.WhenAbove("slot_fee_share", 0.0).Float(&f.SlotMax, "slot_fee_max", 60000, param.Spec{Unit: "yuan", Min: 0, Max: 1e7,
		Source: "press reports of head streamers' fees; value is an assumption",
		EN:     "highest slot fee", ZH: "坑位费上限",
		Doc:   "In real yuan per place and week.",
		DocZH: "每个坑位每周，真实元。"})
	set.Float(&f.Handling, "handling", 150, param.Spec{Unit: "yuan", Min: 0, Max: 1e5, Source: param.Assumption,
		EN: "samples and co-ordination of a show", ZH: "样品与对接成本",
		Doc:   "In real yuan per place and week.",
		DocZH: "每个坑位每周，真实元。"})
}

// Premium is what a streamer's tier (0 head, 1 waist, 2 tail) adds to the commission.
func (f *Fees) Premium(tier int) float64 {
	return f.Head * [...]float64{1, .5, 0}[tier]
}

// Limits of a commission as a share of net sales (docs/model.md, section 7.8).
const (
	MinCommission = .01
	MaxCommission = .40
)

// Contribution is what a merchant keeps of the sales of a show, before slot fee and handling: N(1−c−τ) − units·cost, N
// the net sales, c the commission, τ the platform's fee.
func Contribution(net, commission, platformFee, goodsCost float64) float64 {
	return float64(net*(1-commission-platformFee)) - float64(goodsCost)
}

// SlotFee is the fixed fee offered for a place: a share of the expected contribution, never more than the ceiling and
// never more than the contribution itself.
func (f *Fees) SlotFee(contribution, ceiling float64) float64 {
	return min(max(0, f.SlotPart*contribution), ceiling)
}

// Affordable bounds a commission by what the good's margin leaves: the merchant keeps at least the share keep of the
// price after unit cost and platform fee. Units is for how many units commission is paid for each one that is kept.
func Affordable(commission, costOfPrice, platformFee, keep, units float64) float64 {
	return max(MinCommission, min(min(commission, MaxCommission), (1-costOfPrice-platformFee-keep)/units))
}

// Adjusted moves a commission by how many of the streamers that were asked accepted: up by a step for none, down by a third of a
// step for all, and in proportion between. A fiftieth of the way leads back to what is typical for the category and tier.
func (f *Fees) Adjusted(commission, typical float64, asked, accepted int) float64 {
	if asked == 0 {
		return commission
	}
	refused := 1 - float64(accepted)/float64(asked)
	return commission + float64(f.Step*(float64(refused*4/3)-1.0/3)) + float64(.02*(typical-commission))
}
