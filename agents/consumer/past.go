package consumer

import "livebazaar/agents/param"

// Past is what the first users of live shopping remember when a market is made: a summary, fitted to what users of a market that has
// gone on for years remember (day 1,000 of the baseline). As far as habit goes each of the few places of memory holds a host. It is the
// best of so many that came to one's notice, by the utility of its room with all that is lasting of it: whom one suits and whose
// category one likes. So follows, trust and bonds lie with the hosts with whom they would have come to lie; follows given to hosts by
// lot do not help (those are not the right ones), and a market without any takes two years to make them.
type Past struct{ Noticed, Appeal, Stores, Followed, Kept, Failed, Bond, Visits, Platform float64 }

// Declare binds the parameters to the set.
func (p *Past) Declare(set *param.Set) {
	fitted := func(dst *float64, key, unit string, def, lo, hi float64, en, zh string) {
		set.Float(dst, key, def, param.Spec{Acts: param.Start, Unit: unit, Min: lo, Max: hi,
			Source: "fitted to the memories of users on day 1,000 of the baseline", EN: en, ZH: zh})
	}
	fitted(&p.Noticed, "noticed", "host", 10, 1, 64,
		"hosts of which a first user remembers the best", "初始用户择优记住一位前所见人数")
	fitted(&p.Appeal, "appeal", "", 4, 0, 20,
		"how much more a host's appeal counts for who is remembered than in one choice of a room", "主播吸引力对初始记忆的权重（相对单次选房）")
	fitted(&p.Stores, "stores", "share", 0.32, 0, 1, "store broadcasts among the hosts remembered at the start", "初始记忆中店播占比")
	fitted(&p.Followed, "followed", "share", 0.8, 0, 1, "follows among the hosts remembered at the start", "初始记忆中已关注占比")
	fitted(&p.Kept, "kept", "order", 1, 0, 30, "kept orders remembered of such a host, mean", "初始记忆中每位主播的平均留货单数")
	fitted(&p.Failed, "failed", "order", 0.025, 0, 10, "failures remembered of such a host, mean", "初始记忆中每位主播的平均失败单数")
	fitted(&p.Bond, "bond", "share", 0.19, 0, 1, "fan bond with such a host, mean", "初始记忆中的平均粉丝黏性")
	fitted(&p.Visits, "visits", "count", 13, 1, 63, "visits to such a host, mean", "初始记忆中的平均进店次数")
	fitted(&p.Platform, "platform", "share", 0.82, 0, 1,
		"trust in the platform of a first user with full habit", "习惯充分的初始用户的平台信任")
}
