package checks

import (
	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/crowd"
	"livebazaar/sim/state"
)

var relationExperiments = []trial.Experiment{
	{Name: "visits", Replicates: 8, Quick: 2, Days: 28, Run: visits,
		Title: say("Visits to rooms, with the relation to the host switched on and off", "进房访问：切换与主播的关系")},
	{Name: "appointments", Replicates: 8, Quick: 2, Days: 28, Run: appointments,
		Title: say("When followers open the platform", "粉丝何时打开平台")},
}

// visits adds up what a probe sees of the visits of four weeks: the chance to buy as it is, and for the same visitor, good and price
// without the relation or a part of it.
func visits(b *trial.Bench) trial.Numbers {
	w := b.Grown(nil, settled)
	probe := &crowd.Probe{}
	w.Probe(probe)
	b.Pass(w, 28, nil)
	out := trial.Numbers{}
	for way, name := range []string{"public.", "private."} {
		for known, whom := range []string{"new.", "known."} {
			v := &probe.By[way][known]
			for _, prefix := range []string{name, whom, name + whom, "all."} {
				out[prefix+"visits"] += float64(v.Visits)
				out[prefix+"chance"] += float64(v.Chance)
				out[prefix+"stranger"] += float64(v.Stranger)
				out[prefix+"without bond"] += float64(v.WithoutBond)
				out[prefix+"without trust"] += float64(v.WithoutTrust)
				out[prefix+"without known"] += float64(v.WithoutKnown)
				out[prefix+"value"] += float64(v.Value)
				out[prefix+"price"] += float64(v.Price)
				out[prefix+"slope"] += float64(v.Slope)
			}
		}
	}
	return out
}

// appointments counts, for users who follow somebody, how often they open the platform in slots in which one of these is live and in
// slots in which none is. Users of one class of activity are compared in one slot of the day (Mantel & Haenszel 1959).
func appointments(b *trial.Bench) trial.Numbers {
	const days, classes = 28, 16
	w := b.Grown(nil, settled)
	opened := make([]uint8, len(w.Consumers.Rec)) // bit per slot
	w.TraceKinds([]string{"open"}, func(e sim.Event) { opened[e.Consumer] |= 1 << e.Slot })
	var table [classes][state.NumSlots][2][2]float64 // by live, by opened
	b.Pass(w, days, func(int) {
		for i := range opened {
			if uses(w, i) {
				if live, follows := liveFollowed(w, i); follows {
					for slot := range state.NumSlots {
						table[w.Consumers.Habit[i]&15][slot][live>>slot&1][opened[i]>>slot&1]++
					}
				}
			}
			opened[i] = 0
		}
	})
	above, below := 0.0, 0.0
	for _, of := range table {
		for _, t := range of {
			if n := t[0][0] + t[0][1] + t[1][0] + t[1][1]; n > 0 {
				above += t[1][1] * t[0][0] / n
				below += t[1][0] * t[0][1] / n
			}
		}
	}
	return trial.Numbers{"odds": above / below}
}

// liveFollowed returns the slots of today in which a host that a consumer follows was live, and whether it follows any.
func liveFollowed(w *sim.World, i int) (slots uint8, follows bool) {
	for _, r := range w.Consumers.Rec[i].Rel {
		if r != 0 && r.Followed() && r.Day() >= w.Roll.Born[r.Channel()] {
			follows = true
			slots |= w.Hosts.Open[int(r.Channel())%w.NumHosts()]
		}
	}
	return slots, follows
}

// shareOf is the part of what a relation adds to the chance to buy that is gone without one thing.
func shareOf(without string) trial.Statistic {
	return of([]string{"private.known.chance", "private.known.stranger", "private.known." + without}, func(x []float64) float64 {
		return (x[0] - x[2]) / (x[0] - x[1])
	})
}

var (
	stateful = say("state dependence beyond selection: Heckman 1981; Dubé, Hitsch & Rossi 2010, RAND J. Economics 41:417",
		"剔除选择后的状态依赖：Heckman 1981；Dubé, Hitsch & Rossi 2010")
	private = say("H29: private domain raises repurchase", "H29：私域提高复购")
)

var relationChecks = []trial.Check{
	{Name: "relation-sells", Experiment: "visits", Of: trial.Ratio("private.known.chance", "private.known.stranger"), Expected: between(2, 8),
		Source: stateful,
		Claim: say("A visit of a follower who has kept goods from the host ends in an order, against the same visit of a stranger",
			"购过并关注主播者的一次访问成交概率，相对同一访问者为陌生人时")},
	{Name: "relation-bond", Shown: true, Unit: "%", Experiment: "visits", Of: shareOf("without bond"), Expected: between(0, 1), Source: stateful,
		Claim: say("Part of it that is gone without the bond", "其中粉丝黏性所占部分")},
	{Name: "relation-trust", Shown: true, Unit: "%", Experiment: "visits", Of: shareOf("without trust"), Expected: between(0, 1), Source: stateful,
		Claim: say("Part of it that is gone with the public's trust in place of one's own", "其中个人信任（相对公众信任）所占部分")},
	{Name: "relation-known", Shown: true, Unit: "%", Experiment: "visits", Of: shareOf("without known"), Expected: between(0, 1), Source: stateful,
		Claim: say("Part of it that is gone without what is known by experience", "其中经验所知匹配所占部分")},
	{Name: "private-value", Whole: true, Experiment: "visits", Expected: between(1.3, 10), Source: private,
		Of: of([]string{"private.value", "private.price", "public.value",
			"public.price"}, func(x []float64) float64 { return x[0] / x[1] / (x[2] / x[3]) }),
		Claim: say("Value per visit in private traffic over public, at the same prices of goods shown", "私域与公域单次访问价值之比（按所示商品价格同口径）")},
	{Name: "come-for-a-host", Experiment: "appointments", Of: trial.Mean("odds"), Expected: between(1.2, 10),
		Source: say("appointment viewing; assumption", "预约观看；假设"),
		Claim: say("Odds that a follower opens the platform in a slot in which a followed host is live, over those without, at equal activity",
			"关注主播在播时段粉丝打开平台的几率比（同等活跃度）")},
}
