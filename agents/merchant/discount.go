package merchant

import (
	"livebazaar/agents/climb"
	"livebazaar/agents/param"
)

// Discount is how deep merchants cut the list price in live rooms and what that does to the price buyers expect.
type Discount struct {
	Depth      float64 // multiplier on every tier's usual discount
	Learn      bool    // merchants adjust the discount by its results
	Spread     float64 // log-sd of the usual discount between merchants
	Step       float64 // sd of a trial
	Max        float64 // deepest discount
	Floor      float64 // least margin over unit cost, share of the price
	Reference  float64 // weekly memory of the reference price
	climb.Rule         // how a trial is judged
}

func (d *Discount) declare(set *param.Set) {
	set.Float(&d.Depth, "depth", 1, param.Spec{Min: 0, Max: 5, Source: param.Assumption, EN: "depth of all live discounts", ZH: "直播折扣深度倍数"})
	set.Bool(&d.Learn, "learn", true, param.Spec{Source: "noisy hill-climb (docs/model.md, section 7.4)",
		EN: "merchants learn their discount", ZH: "商家学习折扣"})
	set.Float(&d.Spread, "spread", .3, param.Spec{Acts: param.Entry, Unit: "log sd", Min: 0, Max: 1.5, Source: param.Assumption,
		EN: "spread of discounts between merchants", ZH: "商家间折扣差异"})
	learned := set.When("learn", true)
	learned.Float(&d.Step, "step", .015, param.Spec{Unit: "share", Min: 0, Max: .2, Source: param.Assumption,
		EN: "size of a trial discount", ZH: "折扣试探步长"})
	learned.Int(&d.Weeks, "trial_weeks", 8, param.Spec{Unit: "week", Min: 8, Max: 52,
		Source: "at least 8 weeks net of returns (docs/model.md, section 7.7)",
		EN:     "weeks a discount is judged over", ZH: "折扣评估周数"})
	learned.Int(&d.Lag, "trial_lag", 2, param.Spec{Unit: "week", Min: 0, Max: 8, Source: "orders settle within two weeks",
		EN: "weeks not counted after a change of discount", ZH: "折扣改变后不计入评估的周数"})
	learned.Float(&d.Caution, "caution", .5, param.Spec{Min: 0, Max: 5, Source: param.Assumption,
		EN: "advantage in standard errors before a discount is kept", ZH: "保留新折扣所需优势（标准误）"})
	set.Float(&d.Max, "max", .5, param.Spec{Unit: "share", Min: 0, Max: .9, Source: param.Assumption, EN: "deepest discount", ZH: "最大折扣"})
	set.Float(&d.Floor, "floor", .02, param.Spec{Unit: "share", Min: 0, Max: .5, Source: param.Assumption,
		EN: "least margin over cost", ZH: "最低毛利",
		Doc: "After commission and platform fee, as a share of the price: the price floor that ends a price war. " +
			"At 0 a discount still stops where the price covers cost, commission and fee: cost/(1 − commission − fee).",
		DocZH: "扣除佣金与平台费后占价格的比例：价格战的价格下限。取 0 时，折后价仍不低于成本/(1 − 佣金 − 平台费)。"})
	set.Float(&d.Reference, "reference_memory", .93, param.Spec{Unit: "per week", Min: 0, Max: .999,
		Source: "adaptive expectations: Mazumdar, Raj & Sinha 2005, J. Marketing 69; value is an assumption",
		EN:     "memory of the reference price", ZH: "参考价格记忆"})
}

// LivePrice is the list price less the discount, but never below the price at which the unit cost, the commission, the
// platform's fee and the least margin are covered, and never above the list price. In fen.
func (d *Discount) LivePrice(list, cost, discount, commission, platformFee float64) float64 {
	left := 1 - commission - platformFee - d.Floor
	floor := list
	if left > 0 {
		floor = cost / left
	}
	return min(list, max(float64(list*(1-discount)), floor))
}

// ReferenceAfter is the reference price a week on, as a share of the list price: R ← λR + (1−λ)·seen, where seen is the
// mean price met in the week, list price included, relative to the list price.
func (d *Discount) ReferenceAfter(reference, seen float64) float64 {
	return float64(d.Reference*reference) + float64((1-d.Reference)*seen)
}

// Seen is the mean relative price a week's buyers met: the live share of sales at the live price, the rest at list.
func Seen(liveShare, livePrice float64) float64 {
	return 1 - float64(liveShare*(1-livePrice))
}

// LiveShare is how much of what buyers see of a good is live when so many rooms show it: n/(n+2).
func LiveShare(rooms int) float64 { return float64(rooms) / float64(rooms+2) }

// NextTrial draws the discount to try next around the accepted one; a tenth of the way leads back to what is usual for
// the tier, so that chance alone does not carry discounts away. z is standard normal.
func (d *Discount) NextTrial(accepted, usual, z float64) float64 {
	return d.Bounded(accepted + float64(.1*(usual-accepted)) + float64(d.Step*z))
}

// Bounded keeps a discount in its range.
func (d *Discount) Bounded(x float64) float64 { return max(0, min(x, d.Max)) }

// PriceTrial is a merchant's noisy hill-climb over the discount (package climb), judged on the week's profit relative to the
// market's, which is net of what is returned.
type PriceTrial struct {
	Accepted, Trial float64 // the accepted discount, the one being tried
	climb.Phase
}

// Now is the discount in force.
func (t *PriceTrial) Now() float64 {
	if t.Trying {
		return t.Trial
	}
	return t.Accepted
}

// Week takes in one week's relative profit; z, standard normal, makes the next trial.
func (d *Discount) Week(t *PriceTrial, profit, usual, z float64) {
	switch d.Rule.Week(&t.Phase, profit) {
	case climb.Kept:
		t.Accepted = t.Trial
	case climb.Open, climb.Dropped:
		return
	}
	t.Trial = d.NextTrial(t.Accepted, usual, z)
}
