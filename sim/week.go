package sim

import (
	"livebazaar/sim/column"
	"livebazaar/sim/talent"
)

// inWeek is how the agents close the last week and decide for the one that begins. The counters move on last: what
// agents read is the week before last, which has been settling until now; of last week's orders half are still under way.
var inWeek = []event{
	{"streamers adapt", func(w *World) { w.happen(streamersWeek) }},
	{"agencies adapt", (*World).adaptMCNs},
	{"merchants adapt", func(w *World) { w.happen(merchantsWeek) }},
	{"turn the week", (*World).turnWeek},
}

func (w *World) adaptWeek() { w.happen(inWeek) }

// turnWeek moves the hosts' weekly counters on: the week that was on show begins to settle.
func (w *World) turnWeek() {
	w.Hosts.WeekSettling, w.Hosts.WeekOnShow = w.Hosts.WeekOnShow, w.Hosts.WeekSettling
	column.Zero(&w.Hosts.WeekOnShow, w.Crew)
}

// streamersWeek is how streamers close a week: they share income with the agency, look at what is left, learn, have
// accidents, lose patience or go on, and others come. It is the first morning of a week, before the counters move on:
// WeekSettling is then the week before last, whose orders have all been settled, and every fen of commission is counted in
// exactly one such week.
var streamersWeek = []event{
	{"share with agencies", func(w *World) { w.talent.ShareWithAgencies() }},
	{"learn from the week", func(w *World) { w.talent.LearnFromWeek() }},
	{"copy equals", func(w *World) { w.talent.CopyEquals() }},
	{"choose categories", func(w *World) { w.talent.ChooseCategories() }},
	{"accidents", func(w *World) { w.breakScandals(w.talent.StrikeAccidents()) }},
	{"streamers leave", func(w *World) { w.talent.LoseStreamers() }},
	{"streamers enter", func(w *World) { w.talent.AdmitStreamers() }},
}

// breakScandals lets the week's scandals become known, one after another: trust is lost, and who is banned leaves.
func (w *World) breakScandals(scandals []talent.Accident) {
	visits := w.venue.WeekVisits()
	for _, a := range scandals {
		w.venue.ShockTrust(a.Host, w.p.Streamers.Accident.Severity, visits)
		if a.Banned {
			w.talent.Ban(a.Host, a.Key)
		}
	}
}

// agenciesWeek is how agencies close a week, after streamers shared their income with them, and agenciesReview what
// follows on it every four weeks.
var (
	agenciesWeek = []event{
		{"judge talent", func(w *World) { w.talent.JudgeTalent() }},
		{"pay agencies' costs", func(w *World) { w.talent.PayAgencyCosts() }},
		{"bargain for pools", func(w *World) { w.talent.BargainForPools() }},
		{"train streamers", func(w *World) { w.talent.TrainStreamers() }},
		{"release the mediocre", func(w *World) { w.talent.ReleaseMediocre() }},
		{"scout", func(w *World) { w.talent.Scout() }},
		{"plan traffic", func(w *World) { w.talent.PlanTraffic() }},
	}
	agenciesReview = []event{
		{"review contracts", func(w *World) { w.talent.ReviewContracts() }},
		{"pay owners", func(w *World) { w.talent.PayOwners() }},
		{"close agencies", func(w *World) { w.talent.CloseAgencies() }},
		{"found agencies", func(w *World) { w.talent.FoundAgencies() }},
	}
)

func (w *World) adaptMCNs() {
	w.happen(agenciesWeek)
	if w.WeekNow()%talent.ReviewWeeks == 0 {
		w.happen(agenciesReview)
	}
}

// merchantsWeek is the merchants' Monday: they close the week, learn from the shows of the week before last, leave or
// enter, think over honesty, prices, quality and store, and propose shows for the week that begins. On the morning of
// a week's first day the edition on show still holds the results of two weeks ago.
var merchantsWeek = []event{
	{"settle late orders", func(w *World) { w.supply.SettleLate() }},
	{"share the shelf", func(w *World) { w.supply.ShareShelf() }},
	{"close merchants' week", func(w *World) { w.supply.CloseMerchantWeek() }},
	{"learn from shows", func(w *World) { w.deals.LearnShows() }},
	{"learn from live selling", func(w *World) { w.supply.LearnLive() }},
	{"learn from stores", func(w *World) { w.supply.LearnStores() }},
	{"merchants leave", func(w *World) { w.supply.LoseMerchants() }},
	{"merchants enter", func(w *World) { w.supply.AdmitMerchants() }},
	{"call the roll", (*World).CallRoll},
	{"review honesty", func(w *World) { w.supply.ReviewHonesty() }},
	{"improve goods", func(w *World) { w.supply.ImproveGoods() }},
	{"set prices", func(w *World) { w.supply.SetPrices() }},
	{"mark reference prices", func(w *World) { w.supply.MarkReferences() }},
	{"mark the shelf", func(w *World) { w.supply.MarkShelf() }},
	{"decide on live selling", func(w *World) { w.supply.DecideLive() }},
	{"decide on stores", func(w *World) { w.supply.DecideStores() }},
	{"stock stores", func(w *World) { w.supply.StockStores() }},
	{"publish sales", func(w *World) { w.deals.PublishSales() }},
	{"line up shows", func(w *World) { w.deals.AcceptOffers(w.deals.ProposeShows()) }},
	{"adjust commissions", func(w *World) { w.deals.AdjustCommissions() }},
}
