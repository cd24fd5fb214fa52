// Package checks has what the market is put on trial for: experiments on grown markets and copies of them, and checks that say what
// should come out, after whom, and within which range. A file is one subject.
//
//	hold.go        the decisions of one copy imposed on another
//	wedge.go       a price that buyers see above or below what its merchant decided
//	counts.go      the negative binomial with people who never buy
//	catalog.go     all of them, by subject
package checks

import (
	"slices"

	"livebazaar/internal/trial"
)

// Groups are the headings of the checks, in their order.
var Groups = []trial.Group{
	{ID: "price", Name: say("Demand answers price", "需求随价格变化")},
	{ID: "relations", Name: say("Relations sell", "关系促成购买")},
	{ID: "counts", Name: say("Watching is not buying", "观看不等于购买")},
	{ID: "take-off", Name: say("Live shopping takes off", "直播购物的兴起")},
	{ID: "balance", Name: say("A market in balance", "市场处于平衡")},
	{ID: "inspection", Name: say("Honest supply pays", "诚信有回报")},
	{ID: "welfare", Name: say("Welfare in one money", "统一的福利计量")},
	{ID: "agencies", Name: say("Agencies earn their place", "机构各得其所")},
	{ID: "hype", Name: say("Hype is tempting and costs", "夸大有利可图，也有代价")},
	{ID: "knobs", Name: say("Settings act where people turn them", "设定在常调处起作用")},
	{ID: "shelf", Name: say("Merchants may sell on the shelf alone", "商家可只做货架")},
	{ID: "held", Name: say("What held still holds", "此前成立者仍成立")},
	{ID: "facts", Name: say("Facts", "事实")},
	{ID: "face", Name: say("Face validity", "表面效度")},
	{ID: "theory", Name: say("Theory", "理论")},
}

// grouped gives checks their group.
func grouped(id string, checks []trial.Check) []trial.Check {
	for i := range checks {
		checks[i].Group = id
	}
	return checks
}

// Checks are all checks, in the order of their groups.
func Checks() []trial.Check {
	return slices.Concat(grouped("price", priceChecks), grouped("relations", relationChecks), grouped("counts", buyerChecks),
		grouped("take-off", takeOffChecks), grouped("balance", balanceChecks), grouped("inspection", inspectionChecks), grouped("welfare", moneyChecks),
		grouped("agencies", agencyChecks), grouped("hype", hypeChecks), grouped("knobs", knobChecks),
		grouped("shelf", channelChecks), grouped("held", heldChecks), grouped("facts", factChecks), grouped("face", faceChecks),
		grouped("theory", theoryChecks))
}

// Experiments are all experiments.
func Experiments() []trial.Experiment {
	return slices.Concat(priceExperiments, relationExperiments, buyerExperiments, takeOffExperiments, balanceExperiments, inspectionExperiments,
		moneyExperiments, agencyExperiments, hypeExperiments, knobExperiments, channelExperiments, heldExperiments,
		factExperiments, faceExperiments)
}

// Edition rises whenever an experiment changes, so that what an earlier one found is not taken for what it would find now.
const Edition = 5

// Scenarios are the names of the bundled scenarios that experiments ask for.
func Scenarios() []string { return []string{"take-off"} }

// say is a text in English and Chinese.
func say(en, zh string) trial.Text { return trial.Text{EN: en, ZH: zh} }

// between is a range with both ends.
func between(lo, hi float64) trial.Range { return trial.Range{Lo: lo, Hi: hi} }

// of is a statistic of the means of some numbers.
func of(needs []string, f func(mean []float64) float64) trial.Statistic {
	return trial.Statistic{Needs: needs, F: f}
}
