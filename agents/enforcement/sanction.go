package enforcement

import "livebazaar/agents/param"

// Sanction is what follows a verdict of guilty.
type Sanction struct {
	Fine       float64 // × value of the goods sold in the days before
	Batch      float64 // days of sales that a fine is reckoned on
	Suspension int64   // days without sales
}

func (p *Sanction) declare(set *param.Set) {
	set.Float(&p.Fine, "fine", 3, param.Spec{Unit: "× value", Min: 0, Max: 50,
		Source: "1-10 times the value of the orders (docs/model.md, section 7.8); Product Quality Law of China, articles 49-50: " +
			"up to 3 times",
		EN: "fine", ZH: "罚款倍数",
		Doc:   "Times the value of the inspected good's sales in the batch.",
		DocZH: "按被检商品该批次销售额的倍数。"})
	set.WhenAbove("fine", 0.0).Float(&p.Batch, "batch", 7, param.Spec{Unit: "day", Min: 0, Max: 90, Source: param.Assumption,
		EN: "sales a fine is reckoned on", ZH: "罚款计算的销售天数"})
	set.Int(&p.Suspension, "suspension", 7, param.Spec{Unit: "day", Min: 0, Max: 365, Source: param.Assumption,
		EN: "suspension after a verdict", ZH: "暂停销售天数"})
}

// FineFor is the fine in fen for a good sold at the price given, so many units a day.
func (p *Sanction) FineFor(price, unitsPerDay float64) float64 {
	return p.Fine * p.Batch * unitsPerDay * price
}
