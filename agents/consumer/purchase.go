package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Purchase says whether a visitor buys the good that is shown (stage 2; it does not depend on the room's position,
// Ursu 2018):
//
//	u_calm = constant + quality·E[q] + fit + (match·m + comfort)·known + need + taste + trust in merchant and platform
//	         + reference·saving − cost of the price − overspent·spent/budget
//	u_joy  = ln ψ + trust·(T_i − T) + bond − small_room·ln((1+viewers)/(1+mean))
//	U_buy  = u_calm + u_joy + option to return + projection·impulsivity·arousal·(1−caution)
//
// One good alone is bought when U_buy + ε > 0, ε logistic; of several see Choice. u_calm + ε is what the good is worth to its owner,
// and decides whether it is kept.
// u_joy is had in buying, whatever becomes of the good: the liking for live purchases (Liking), and what the relation to the host
// adds (Known, Bond). The cost is that of Price, the option that of Return. The fast loop adds the terms up in whole numbers: those of the offer in
// Street.weigh (package street), those of the visitor in shop (package crowd). Impulsivity and caution are in [0,1], arousal in
// util, viewers and their mean in persons.
//
// saving is what the price lies below the reference price, as a share of the list price; spent is what was paid of late.
//
// Arousal (discount depth, scarcity, interaction) enters once, through projection bias (Loewenstein, O'Donoghue &
// Rabin 2003; Conlin, O'Donoghue & Vogelsang 2007: π .3-.5).
type Purchase struct {
	Choice                                                              Choice
	Price                                                               Price
	Constant, Quality, Need, Taste, Bond, Merchant, Platform, Reference float64
	Projection, Discount, Scarcity, Interaction                         float64
	SmallRoom, Overspent                                                float64
	ShelfConstant, Urgency                                              float64
}

// Declare binds the parameters to the set.
func (p *Purchase) Declare(set *param.Set) {
	util := func(dst *float64, key string, def, lo, hi float64, source, en, zh string) {
		set.Float(dst, key, def, param.Spec{Unit: "util", Min: lo, Max: hi, Source: source, EN: en, ZH: zh})
	}
	util(&p.Constant, "constant", -6.7, -12, 6, param.Assumption, "utility of a live purchase as such", "直播购买的基础效用")
	util(&p.Quality, "quality", 3.0, 0, 10, param.Assumption, "weight of expected quality (α_q)", "预期质量权重 α_q")
	p.Price.declare(set)
	p.Choice.declare(set)
	util(&p.Need, "need", 1.8, 0, 8, param.Assumption, "the good meets an open need", "满足现有需求的效用")
	util(&p.Taste, "taste", 1.0, 0, 5, param.Assumption, "weight of the taste for the good's category", "品类偏好权重")
	util(&p.Bond, "bond", 0.6, 0, 5, param.Assumption, "weight of the fan bond", "粉丝黏性权重")
	util(&p.Merchant, "merchant", 1.0, 0, 5, param.Assumption, "weight of public trust in the merchant", "商家公众信任权重")
	util(&p.Platform, "platform", 1.0, 0, 5, param.Assumption, "weight of the consumer's trust in the platform", "平台信任权重")
	util(&p.Reference, "reference", 0.7, 0, 8, "transaction utility: Thaler 1985; size an assumption",
		"weight of the saving against the reference price", "相对参考价节省的权重")
	set.Float(&p.Projection, "projection", 0.5, param.Spec{Min: 0, Max: 1,
		Source: "π .3-.5: Conlin, O'Donoghue & Vogelsang 2007; Loewenstein et al. 2003",
		EN:     "projection bias (π)", ZH: "投射偏差 π"})
	util(&p.Discount, "discount", 4.5, 0, 20, param.Assumption, "arousal by depth of discount", "折扣深度的唤起作用")
	util(&p.Scarcity, "scarcity", 1.5, 0, 10, param.Assumption, "arousal by scarce stock", "稀缺的唤起作用")
	util(&p.Interaction, "interaction", 5, 0, 10, param.Assumption, "arousal by interaction (content power)", "互动的唤起作用")
	util(&p.SmallRoom, "small_room", 0.1, 0, 0.5, "ζ .05-.25, sign from field data (docs/model.md, section 7.8)", "small-room premium (ζ)", "小房间溢价 ζ")
	util(&p.Overspent, "overspent", 1.5, 0, 10, param.Assumption, "restraint per month's budget already spent", "已花预算的抑制作用")
	util(&p.ShelfConstant, "shelf_constant", -1.2, -12, 6, param.Assumption, "utility of a shelf purchase as such", "货架购买的基础效用")
	util(&p.Urgency, "urgency", 1.0, 0, 5, param.Assumption, "what an urgent need adds on the shelf", "迫切需求在货架的附加效用")
}

// Arousal returns the strength of arousal of an offer, in utils before projection.
func (p *Purchase) Arousal(discount, scarcity, interaction float64) float64 {
	return float64(p.Discount*discount) + float64(p.Scarcity*scarcity) + float64(p.Interaction*interaction)
}

// Crowd returns −small_room·ln((1+viewers)/(1+mean)).
func (p *Purchase) Crowd(viewers, mean float64) float64 {
	return -p.SmallRoom * chance.Log((1+viewers)/(1+mean))
}
