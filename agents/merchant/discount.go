package merchant

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Discount is how deep merchants cut the list price in live rooms and what that does to the price buyers expect. A cut is judged as
// the list price is: by what it leaves, on the response learned from trials of it. With η_d the elasticity to a cut and m the margin
// over net revenue that is left, contribution rises with a deeper cut by η_d·m − 1 per unit of log price (Best). Of list price L the
// best discount leaves the live price where that is 0,
//
//	1 − d* = k/((left + r)·(1 − 1/η_d))/L,   ln(1 − d) ← ln(1 − d) + speed·ln((1 − d*)/(1 − d)).
//
// The list price is set for the discount that is usual in the tier (Price). So d* is the usual one where buyers answer to a cut as to a
// lower list price, deeper where they answer to it more; a cut that costs more than it brings is given up, and not made good by a higher
// list price. What buyers take for a gain is gone when the price they expect has followed (ReferenceAfter), but for those who see the list
// price: of what they answer more to a cut, the part that is not seen live lasts, and η_d reckons with that part (Lasting).
//
// A depth other than 1 is a campaign of the platform: all live cuts are so many times as deep as merchants choose, and they set discounts
// and list prices as they would without it. If they reckoned with it, they would undo it.
type Discount struct {
	Depth     float64 // multiplier on the discount that every merchant chooses
	Learn     bool    // merchants adjust the discount by its results
	Spread    float64 // log-sd of the usual discount between merchants
	Trial     float64 // how far a trial discount is from the accepted one
	Speed     float64 // part of the way to the best discount covered at a review
	Max       float64 // deepest discount
	Floor     float64 // least margin over unit cost, share of the price
	Reference float64 // weekly memory of the reference price
}

func (d *Discount) declare(set *param.Set) {
	set.Float(&d.Depth, "depth", 1, param.Spec{Min: 0, Max: 5, Source: param.Assumption, EN: "depth of all live discounts", ZH: "直播折扣深度倍数"})
	set.Bool(&d.Learn, "learn", true, param.Spec{Source: "gradient of the contribution (docs/model.md, section 7.4)",
		EN: "merchants learn their discount", ZH: "商家学习折扣"})
	set.Float(&d.Spread, "spread", .3, param.Spec{Acts: param.Entry, Unit: "log sd", Min: 0, Max: 1.5, Source: param.Assumption,
		EN: "spread of discounts between merchants", ZH: "商家间折扣差异"})
	learned := set.When("learn", true)
	learned.Float(&d.Trial, "trial", .025, param.Spec{Unit: "share", Min: 0, Max: .2, Source: param.Assumption,
		EN: "size of a trial discount", ZH: "折扣试探幅度"})
	learned.Float(&d.Speed, "speed", .5, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "part of the way to the best discount at a review", ZH: "每次调整走向最优折扣的比例"})
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
	return min(list, max(float64(list*(1-discount)), d.Least(cost, commission, platformFee)))
}

// Least is the lowest price at which the unit cost, the commission, the platform's fee and the least margin are covered, +Inf where
// nothing of a price is left for the cost.
func (d *Discount) Least(cost, commission, platformFee float64) float64 {
	return Floor(cost, 1-float64(commission)-platformFee-d.Floor)
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

// Lasting is the elasticity to a cut that goes on, from those to list prices and to a new cut: seen is how much of what buyers see of the
// goods is live (LiveShare).
func Lasting(list, cut, seen float64) float64 { return list + float64((cut-list)*(1-seen)) }

// Next is the accepted discount after a review, where best is the live price that would be best now, relative to the list price. It is +Inf
// where no price would be high enough.
func (d *Discount) Next(accepted, best float64) float64 {
	best = max(1-d.Max, min(best, 1))
	return d.Bounded(1 - float64((1-accepted)*chance.Pow(best/(1-accepted), d.Speed)))
}

// TrialOf is the discount tried around the accepted one. Both sides are equally far, so nobody tries more than it has to strike.
func (d *Discount) TrialOf(accepted float64, deeper bool) float64 {
	way := min(d.Trial, accepted, d.Max-accepted)
	if deeper {
		return accepted + way
	}
	return accepted - way
}

// Bounded keeps a discount in its range.
func (d *Discount) Bounded(x float64) float64 { return max(0, min(x, d.Max)) }
