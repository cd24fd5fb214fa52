// Package merchant holds how merchants decide: which streamers to work with, on what terms, at what price, how much to
// stock, whether to be honest, whether to run a store broadcast, when to enter and to leave. One mechanism a file: its
// equation, its source, its parameters. The market applies these functions to its columns.
package merchant

import "livebazaar/agents/param"

// Params are all parameters of merchants.
type Params struct {
	Count      int64   // merchants at the start
	Present    float64 // share of them that is there at the start
	ShelfShare float64 // share of shelf sales that merchants of the market make
	ShelfPrice float64 // price elasticity of units on the shelf
	Tiers      [NumTiers]Tier
	Bandit     Bandit
	Fees       Fees
	Price      Price
	Discount   Discount
	Stock      Stock
	Honesty    Honesty
	Quality    Quality
	Live       Live
	Store      Store
	Entry      Entry
}

// Declare binds all parameters of merchants.
func (p *Params) Declare(set *param.Set) {
	set.Int(&p.Count, "count", 250, param.Spec{Acts: param.Start, Unit: "merchant", Min: 4, Max: 1_000_000, Source: param.Assumption,
		EN: "merchants at the start", ZH: "初始商家数",
		Doc:   "The market has room for 1.3 times as many.",
		DocZH: "市场名额为其 1.3 倍。"})
	set.Float(&p.Present, "present", 1, param.Spec{Acts: param.Start, Unit: "share", Min: 0.01, Max: 1, Source: param.Assumption,
		EN: "share of the merchants that is there at the start", ZH: "初始在场商家占比",
		Doc: "Below 1 the market starts with empty places, as one that takes off.", DocZH: "小于 1 时市场以空余名额起步，如处于起飞阶段。"})
	set.Float(&p.ShelfShare, "shelf_share", .05, param.Spec{Unit: "share", Min: 0, Max: .5, Source: param.Assumption,
		EN: "share of shelf sales made by these merchants", ZH: "商家占货架销售的份额",
		Doc:   "Divided by visibility: live sales make a merchant easier to find on the shelf (spill-over).",
		DocZH: "按可见度分配：直播销售使商家在货架上更易被找到（外溢）。"})
	set.Float(&p.ShelfPrice, "shelf_price", 2.6, param.Spec{Min: 0, Max: 10,
		Source: "-2.6 in the mean of 1,851 estimates: Bijmolt, van Heerde & Pieters 2005",
		EN:     "price elasticity of a merchant's shelf sales", ZH: "商家货架销量的价格弹性"})
	p.declareTiers(set.Under("tiers"))
	p.Bandit.declare(set.Under("bandit"))
	p.Fees.declare(set.Under("fees"))
	p.Price.declare(set.Under("price"))
	p.Discount.declare(set.Under("discount"))
	p.Stock.declare(set.Under("stock"))
	p.Honesty.declare(set.Under("honesty"))
	p.Quality.declare(set.Under("quality"))
	p.Live.declare(set.Under("live"))
	p.Store.declare(set.Under("store"))
	p.Entry.declare(set.Under("entry"))
}

// Capacity is how many merchants the market has room for: 1.3 times the count at the start.
func (p *Params) Capacity() int { return int((p.Count*13 + 9) / 10) }

// First is the number of merchants that the market is made with.
func (p *Params) First() int { return int(float64(p.Present*float64(p.Count)) + .5) }
