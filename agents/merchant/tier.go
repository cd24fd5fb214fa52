package merchant

import "livebazaar/agents/param"

// The merchant tiers by index.
const (
	HighEnd = iota
	Mature
	Emerging
	Micro
	NumTiers
)

// TierNames are the tiers' names in result tables; scenario keys use _ for -.
var TierNames = [NumTiers]string{"high-end", "mature", "emerging", "micro"}

var (
	tierKeys = [NumTiers]string{"high_end", "mature", "emerging", "micro"}
	tiersZH  = [NumTiers]string{"高端品牌", "成熟品牌", "新锐品牌", "小微供应源"}
)

// Tier is how merchants of one tier sell. The order of the tiers' values follows the strategies of Analysys 2021 (S2). High-end
// brands fit head streamers and hardly cut prices. Mature brands look for the best return and lead buyers to the own store.
// Emerging brands test many streamers in small with deep cuts and improve the good. Micro sources are hardly seen, get no
// feedback and offer on the open commission list alone.
type Tier struct {
	Share     float64    // share of merchants
	Quality   float64    // mean quality of goods
	Price     float64    // list price relative to the category's median
	Cost      float64    // unit cost relative to the category's share of the list price
	Discount  float64    // usual live discount on the list price
	Extra     float64    // commission above the category's typical one
	Partners  int64      // streamers asked for a place in a week
	Reach     [3]float64 // shares of head, waist and tail streamers among those considered
	Supply    float64    // most that is made of a good, relative to the mean demand expected of a good at the start
	Loyalty   float64    // weeks of profit that a found-out cheater loses in later sales
	StoreBias float64    // prior log return of the own store broadcast
	Size      float64    // fixed costs relative to an emerging brand
	Opening   float64    // cost of opening a business relative to an emerging brand
	Volume    float64    // demand expected at the start relative to the mean merchant
	Learns    bool       // learns from results and feedback
}

var tierDefaults = [NumTiers]Tier{
	{Share: .06, Quality: .80, Price: 1.5, Cost: 1, Discount: .012, Extra: -.02,
		Partners: 4, Reach: [3]float64{.75, .25, 0},
		Supply: 2.5, Loyalty: 40, StoreBias: -.05, Size: 3.5, Opening: 5.2, Volume: 1.2, Learns: true},
	{Share: .24, Quality: .68, Price: 1.0, Cost: .95, Discount: .028, Extra: 0,
		Partners: 8, Reach: [3]float64{.35, .45, .20},
		Supply: 1000, Loyalty: 20, StoreBias: .05, Size: 2, Opening: 2.6, Volume: 1.6, Learns: true},
	{Share: .30, Quality: .58, Price: .85, Cost: .92, Discount: .045, Extra: .03,
		Partners: 12, Reach: [3]float64{.10, .35, .55},
		Supply: 1000, Loyalty: 8, StoreBias: 0, Size: 1, Opening: .78, Volume: 1.3, Learns: true},
	{Share: .40, Quality: .52, Price: .70, Cost: .95, Discount: .025, Extra: .02,
		Partners: 0, Reach: [3]float64{0, .2, .8},
		Supply: 1000, Loyalty: 1.5, StoreBias: -.40, Size: .03, Opening: .29, Volume: .25, Learns: false},
}

func (p *Params) declareTiers(set *param.Set) {
	for t := range p.Tiers {
		p.Tiers[t].declare(set.Under(tierKeys[t]), tierDefaults[t], TierNames[t], tiersZH[t])
	}
	set.Check(func() string {
		var sum float64
		for _, t := range p.Tiers {
			sum += t.Share
		}
		if sum <= 0 {
			return "the shares of all tiers are 0: at least one must be above 0"
		}
		return ""
	}, "high_end.share", "mature.share", "emerging.share", "micro.share")
}

const strategies = "order of tiers: Analysys 2021; value is an assumption"

func (t *Tier) declare(set *param.Set, d Tier, en, zh string) {
	set.Float(&t.Share, "share", d.Share, param.Spec{Acts: param.Partly, Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: en + ": share of merchants", ZH: zh + "：商家占比",
		Doc:   "Relative to the sum over the tiers.",
		DocZH: "相对各层之和。"})
	set.Float(&t.Quality, "quality", d.Quality, param.Spec{Acts: param.Partly, Min: .3, Max: .95, Source: strategies,
		EN: en + ": mean quality", ZH: zh + "：平均质量"})
	set.Float(&t.Price, "price", d.Price, param.Spec{Acts: param.Entry, Unit: "× category median", Min: .2, Max: 5, Source: strategies,
		EN: en + ": list price level", ZH: zh + "：标价水平"})
	set.Float(&t.Cost, "cost", d.Cost, param.Spec{Acts: param.Entry, Unit: "× category share", Min: .3, Max: 1.5, Source: strategies,
		EN: en + ": unit cost level", ZH: zh + "：成本水平",
		Doc:   "Unit cost as a share of the list price, relative to the category's cost_share.",
		DocZH: "单位成本占标价之比，相对该品类的 cost_share。"})
	set.Float(&t.Discount, "discount", d.Discount, param.Spec{Unit: "share", Min: 0, Max: .5, Source: strategies,
		EN: en + ": usual live discount", ZH: zh + "：直播折扣",
		Doc:   "Weighted by sales near the 7.6 % of calibration row C21.",
		DocZH: "按销售加权接近校准表 C21 行的 7.6%。"})
	set.Float(&t.Extra, "extra_commission", d.Extra, param.Spec{Unit: "share", Min: -.2, Max: .3, Source: param.Assumption,
		EN: en + ": commission above typical", ZH: zh + "：佣金加成"})
	set.Int(&t.Partners, "partners", d.Partners, param.Spec{Unit: "places/week", Min: 0, Max: 64, Source: strategies,
		EN: en + ": streamers asked in a week", ZH: zh + "：每周邀约主播数",
		Doc: "0: open commission list only. The week's budget and the streamers known (up to 8) and looked up " +
			"(merchants.bandit.candidates) set a lower limit where this one is high.",
		DocZH: "0 表示只在公开佣金榜上架，不主动邀约。取值较高时，实际受每周预算、已知主播（至多 8 名）与考察主播数（merchants.bandit.candidates）限制。"})
	asking := set.WhenAbove("partners", int64(0))
	asking.Float(&t.Reach[0], "head", d.Reach[0], param.Spec{Unit: "share", Min: 0, Max: 1, Source: strategies,
		EN: en + ": head streamers considered", ZH: zh + "：考虑头部主播"})
	asking.Float(&t.Reach[1], "waist", d.Reach[1], param.Spec{Unit: "share", Min: 0, Max: 1, Source: strategies,
		EN: en + ": waist streamers considered", ZH: zh + "：考虑腰部主播"})
	asking.Float(&t.Reach[2], "tail", d.Reach[2], param.Spec{Unit: "share", Min: 0, Max: 1, Source: strategies,
		EN: en + ": tail streamers considered", ZH: zh + "：考虑尾部主播"})
	set.Float(&t.Supply, "supply", d.Supply, param.Spec{Unit: "× mean demand", Min: .1, Max: 1000, Source: strategies,
		EN: en + ": most that is made of a good", ZH: zh + "：最大供货量",
		Doc: "Relative to the mean demand expected of a good at the start of the market; high-end brands keep supply limited. " +
			"From 100 on it is no limit at the default.",
		DocZH: "相对市场开始时单件商品的预期平均需求；高端品牌限量供应。在默认设置下 100 以上即不再构成限制。"})
	set.Float(&t.Loyalty, "loyalty", d.Loyalty, param.Spec{Unit: "week", Min: 0, Max: 520,
		Source: "Klein & Leffler 1981; value is an assumption",
		EN:     en + ": future at stake when found out", ZH: zh + "：被查后损失的未来",
		Doc:   "Weeks of profit that a merchant found cheating loses in later sales.",
		DocZH: "作假被查的商家此后损失的销售，折合多少周利润。"})
	set.Float(&t.StoreBias, "store_prior", d.StoreBias, param.Spec{Unit: "log return", Min: -2, Max: 2, Source: param.Assumption,
		EN: en + ": prior return of the store broadcast", ZH: zh + "：店播先验回报"})
	set.Float(&t.Size, "size", d.Size, param.Spec{Unit: "× emerging brand", Min: .01, Max: 100, Source: param.Assumption,
		EN: en + ": fixed costs", ZH: zh + "：固定成本"})
	set.Float(&t.Opening, "opening", d.Opening, param.Spec{Unit: "× cost of opening", Min: .001, Max: 100,
		Source: "free entry: profit over the payback period of the tier's merchants, at their shares of the start (docs/model.md, section 7.4)",
		EN:     en + ": cost of opening a business", ZH: zh + "：开业成本"})
	set.Float(&t.Volume, "volume", d.Volume, param.Spec{Acts: param.Start, Unit: "× mean merchant", Min: .01, Max: 100,
		Source: param.Assumption,
		EN:     en + ": demand expected at the start", ZH: zh + "：初始预期需求"})
	set.Bool(&t.Learns, "learns", d.Learns, param.Spec{Source: strategies, EN: en + ": learns from results", ZH: zh + "：从结果学习"})
}
