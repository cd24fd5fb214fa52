package rules

import (
	"livebazaar/agents/param"
)

// across are the conditions that reach from one mechanism to another: what the first ones set acts only while the second
// one does. Those within a mechanism stand beside its equations.
var across = []struct {
	keys []string
	when param.Condition
}{
	{[]string{"consumers.purchase.scarcity", "merchants.tiers.high_end.supply", "merchants.tiers.mature.supply",
		"merchants.tiers.emerging.supply", "merchants.tiers.micro.supply"},
		param.Condition{Key: "merchants.stock.unlimited", Value: false}},
	{[]string{"streamers.comeback.tries", "streamers.comeback.away", "platform.enforcement.real_name"},
		param.Condition{Key: "streamers.accident.bans", Value: 0.0, Relation: param.Above}},
	{[]string{"streamers.comeback.tries", "streamers.comeback.away", "platform.enforcement.real_name"},
		param.Condition{Key: "streamers.accident.scandal", Value: 0.0, Relation: param.Above}},
	{[]string{"platform.enforcement.real_name"}, param.Condition{Key: "streamers.comeback.tries", Value: 0.0, Relation: param.Above}},
	{[]string{"streamers.learning.giveback_step"}, param.Condition{Key: "streamers.giveback.most", Value: 0.0, Relation: param.Above}},
	{[]string{"streamers.lineup.sessions_for_fee"}, param.Condition{Key: "merchants.fees.slot_fee_share", Value: 0.0, Relation: param.Above}},
	{[]string{"mcns.contract.pool_worth"}, param.Condition{Key: "mcns.pool.most", Value: 0.0, Relation: param.Above}},
	{[]string{"platform.ranking.diversity"}, param.Condition{Key: "platform.recommend.personalisation", Value: 0.0, Relation: param.Above}},
	{[]string{"platform.ranking.paid.ad_load"}, param.Condition{Key: "mcns.traffic.price", Value: 0.0, Relation: param.Above}},
	{[]string{"platform.ranking.paid.ad_load"}, param.Condition{Key: "mcns.traffic.share", Value: 0.0, Relation: param.Above}},
	{[]string{"platform.ranking.paid.ad_load"}, param.Condition{Key: "mcns.count", Value: int64(0), Relation: param.Above}},
}

func declareConditions(set *param.Set) {
	for _, a := range across {
		for _, key := range a.keys {
			set.Requires(key, a.when)
		}
	}
}
