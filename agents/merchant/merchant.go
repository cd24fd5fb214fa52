// Package merchant holds how merchants decide: which streamers to work with, on what terms, at what price, how much to
// stock, whether to be honest, whether to run a store broadcast, when to enter and to leave. One mechanism a file: its
// equation, its source, its parameters. The market applies these functions to its columns.
package merchant

import "livebazaar/agents/param"

// Params are all parameters of merchants.
type Params struct {
	Count      int64   // merchants at the start
	ShelfShare float64 // share of shelf sales that merchants of the market make
	Tiers      [NumTiers]Tier
	Bandit     Bandit
	Fees       Fees
	Discount   Discount
	Stock      Stock
	Honesty    Honesty
	Quality    Quality
	Store      Store
	Entry      Entry
}

// Declare binds all parameters of merchants.
func (p *Params) Declare(set *param.Set) {
	set.Int(&p.Count, "count", 250, param.Spec{Acts: param.Start, Unit: "merchant", Min: 4, Max: 1_000_000, Source: param.Assumption,
		EN: "merchants at the start", ZH: "初始商家数",
		Doc:   "The market has room for 1.3 times as many.",
		DocZH: "市场名额为其 1.3 倍。"})
	set.Float(&p.ShelfShare, "shelf_share", .05, param.Spec{Unit: "share", Min: 0, Max: .5, Source: param.Assumption,
		EN: "share of shelf sales made by these merchants", ZH: "商家占货架销售的份额",
		Doc:   "Divided by visibility: live sales make a merchant easier to find on the shelf (spill-over).",
		DocZH: "按可见度分配：直播销售使商家在货架上更易被找到（外溢）。"})
	p.declareTiers(set.Under("tiers"))
	p.Bandit.declare(set.Under("bandit"))
	p.Fees.declare(set.Under("fees"))
	p.Discount.declare(set.Under("discount"))
	p.Stock.declare(set.Under("stock"))
	p.Honesty.declare(set.Under("honesty"))
	p.Quality.declare(set.Under("quality"))
	p.Store.declare(set.Under("store"))
	p.Entry.declare(set.Under("entry"))
}

// Capacity is how many merchants the market has room for: 1.3 times the count at the start.
func (p *Params) Capacity() int { return int((p.Count*13 + 9) / 10) }
