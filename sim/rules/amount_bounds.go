package rules

import (
	"errors"
	"fmt"
	"strings"

	"livebazaar/agents/consumer"
	"livebazaar/agents/param"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// Settings whose amounts the accounts cannot hold are refused before a market is made. What is bounded is the mean of what
// is moved on a day, or the most where that is sure: draws can still come out higher, and then the day ends with an error.

// An amount is what settings ask to be moved, or counted, in a day.
type amount struct {
	what string
	fen  float64
	most float64 // that is held
	keys []string
}

// scaled are the keys that turn real amounts into those of the simulated market.
var scaled = []string{"consumers.count", "consumers.real", "streamers.count", "streamers.real"}

// amounts lists the largest that the parameters lead to.
func (p *Params) amounts() []amount {
	scale := ScaleOf(p)
	var list []amount
	add := func(what string, fen float64, keys ...string) {
		list = append(list, amount{what, fen, ledger.MostADay, keys})
	}
	perAgent := func(what string, yuan, agents float64, keys ...string) {
		add(what, yuan*100/scale.Ratio*agents, append(keys, scaled...)...)
	}
	streamers, merchants, agencies := float64(p.Streamers.Capacity()), float64(p.Merchants.Capacity()), float64(p.MCNs.Capacity())
	// means of a merchant: size, cost of opening, list price, first stock, sales of a week
	size, opening, price, stock, sales := 0.0, 0.0, 0.0, 0.0, 0.0
	categories, values := p.categoryMeans()
	perGood := p.MeanDemand()
	for t := range p.Merchants.Tiers {
		tier := &p.Merchants.Tiers[t]
		list, demand := 100*categories*tier.Price, tier.Volume*perGood
		size += float64(tier.Share * tier.Size)
		opening += float64(tier.Share * tier.Opening)
		price += float64(tier.Share * list)
		units := max(float64(p.Merchants.Stock.Least), demand*p.Merchants.Stock.Initial)
		stock += float64(tier.Share * state.GoodsPer * units * list * min(.8, values*tier.Cost))
		sales += float64(tier.Share * state.GoodsPer * state.Week * demand * list)
	}
	active := float64(p.Consumers.Count) * p.Consumers.Activity.Mean // slots in which somebody may buy

	perAgent("the opening capital of agencies", p.MCNs.Firm.Capital, float64(p.MCNs.Count), "mcns.firm.capital", "mcns.count")
	perAgent("a week of the agencies' offices", p.MCNs.Firm.Office, agencies, "mcns.firm.office", "mcns.count")
	perAgent("a week of the agencies' managers", p.MCNs.Scouting.Manage, streamers, "mcns.scouting.manage")
	perAgent("a week of the agencies' training", p.MCNs.Training.Cost, streamers, "mcns.training.cost")
	perAgent("a day of streamers' sessions", p.Streamers.Show.Cost, state.NumSlots*streamers, "streamers.show.cost")
	perAgent("a day of store broadcasts", p.Merchants.Store.Cost, state.NumSlots*merchants, "merchants.store.session_cost", "merchants.count")
	perAgent("opening the businesses of a week", p.Merchants.Entry.Cost*opening, p.Merchants.Entry.Candidates*float64(p.Merchants.Count),
		"merchants.entry.cost", "merchants.entry.candidates", "merchants.count")
	perAgent("the handling of a week's shows", p.Merchants.Fees.Handling, state.LineUp*streamers, "merchants.fees.handling")
	perAgent("a week of merchants' live selling", p.Merchants.Live.Cost, merchants, "merchants.live.cost", "merchants.count")
	weeks, overhead := p.Merchants.Entry.Capital, p.Merchants.Entry.Overhead*size
	perAgent("a week of merchants' fixed costs", overhead, merchants, "merchants.entry.overhead", "merchants.count")
	perAgent("the fixed costs in the opening capital of merchants", weeks*overhead, float64(p.Merchants.Count),
		"merchants.entry.overhead", "merchants.entry.capital", "merchants.count")
	add("the opening capital of merchants", (float64(weeks*sales)+stock)*float64(p.Merchants.Count),
		"merchants.stock.guess", "merchants.stock.initial", "merchants.stock.least", "merchants.entry.capital", "consumers.count", "merchants.count")
	add("an order in every slot at the mean list price", active*price, "consumers.count", "consumers.activity.mean")
	add("a day's tips", active*100*p.Streamers.Show.Tip, "streamers.show.tip", "consumers.activity.mean", "consumers.count")
	add("a day's traffic", active*float64(p.Platform.Places)*p.MCNs.Traffic.Price/10,
		"mcns.traffic.price", "platform.recommend.places", "consumers.activity.mean", "consumers.count")
	add("a day's fines", p.Enforcement.Inspection.Daily()*float64(p.Merchants.Count)*
		p.Enforcement.Sanction.FineFor(price, perGood), "platform.enforcement.fine", "platform.enforcement.batch",
		"platform.enforcement.sampling", "merchants.stock.guess", "consumers.count")
	// Surplus is counted by several workers, whose sums nobody checks on the way: they must hold whatever happens. No
	// utility in an order is beyond ±128 (16 bits), and there are two of them, so none differs from another by more than 512.
	mean, top := p.fenPerUtil()
	keys := []string{"consumers.budget.median", "consumers.budget.spread", "consumers.purchase.price", "consumers.count"}
	add("a day's consumer surplus", active*mean, keys...)
	list = append(list, amount{"consumer surplus", float64(p.Consumers.Count) * state.NumSlots * top * 512, ledger.MostHeld, keys})
	return list
}

// categoryMeans returns the mean list price in yuan and the mean share of it that a unit costs.
func (p *Params) categoryMeans() (price, cost float64) {
	cares := p.Categories.Weights()
	shares := p.Categories.ValueShares(&cares)
	for k := range shares {
		price += float64(shares[k] * p.Categories.Of[k].MeanPrice())
		cost += float64(shares[k] * p.Categories.Of[k].CostShare)
	}
	return price, cost
}

// fenPerUtil returns what a util is worth in the mean of the budget classes, and in the highest.
func (p *Params) fenPerUtil() (mean, top float64) {
	for class := range consumer.Classes {
		top = p.Consumers.Budget.Class(class) * 100 / p.Consumers.Purchase.Price.Budget // less where prices are compared
		mean += float64(top / consumer.Classes)
	}
	return mean, top
}

// refusal says that an amount is too large, or "".
func (a amount) refusal() string {
	if a.fen <= a.most {
		return ""
	}
	return fmt.Sprintf("%s would come to %.3g yuan, and accounts hold %.3g at most; it follows from %s",
		a.what, a.fen/100, a.most/100, strings.Join(a.keys, ", "))
}

// Holds reports amounts that the accounts cannot hold.
func (p *Params) Holds() error {
	for _, a := range p.amounts() {
		if text := a.refusal(); text != "" {
			return errors.New(text)
		}
	}
	return nil
}

// declareAmounts declares the bounds as checks over several parameters.
func (p *Params) declareAmounts(set *param.Set) {
	for i, a := range p.amounts() {
		set.Check(func() string { return p.amounts()[i].refusal() }, a.keys...)
	}
}
