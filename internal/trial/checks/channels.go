package checks

import (
	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

var channelExperiments = []trial.Experiment{
	{Name: "shelf-alone", Replicates: 12, Quick: 3, Days: 4 * 182, Run: shelfAlone,
		Title: say("Some merchants kept out of live rooms for half a year", "部分商家半年内不进直播间")},
	{Name: "a-week-off", Replicates: 12, Quick: 3, Days: 7 * 8 * 7, Run: weekOff,
		Title: say("Some merchants kept out of live rooms for a week", "部分商家一周内不进直播间")},
	{Name: "who-sells-live", Replicates: 8, Quick: 2, Days: year, Run: whoSellsLive,
		Title: say("Who sells live, and who stops or begins", "谁在做直播，谁停止或开始")},
	{Name: "exposure", Replicates: 16, Quick: 4, Days: 4 * 90, Run: exposure,
		Title: say("A tenth more exposure for a month", "一个月内曝光增加一成")},
}

// offAir takes the goods of some merchants off all line-ups of a week.
func offAir(w *sim.World, treated func(good int) bool) {
	first := w.Offer(w.Edition(), 0, 0)
	for i := first; i < first+w.NumHosts()*state.LineUp; i++ {
		if g := w.Offers.Good[i]; g >= 0 && treated(int(g)) {
			w.Offers.Good[i] = -1
		}
	}
	for g := range w.Goods.Shown {
		if treated(g) {
			w.Goods.Shown[g], w.Goods.Placed[g], w.Goods.Cut[g] = 0, 0, 0
		}
	}
}

// sold adds up what some merchants sold in a day: kept live, and on the shelf, yuan.
func sold(w *sim.World, t treatment) (live, shelf float64) {
	for m := range w.Merchants.Alive {
		if !t.has(w, m) {
			continue
		}
		live += float64(w.Merchants.Today.Kept[m]) / 100
		for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
			shelf += float64(w.Goods.Today.Shelved[g]*w.Goods.List[g]) / 100
		}
	}
	return live, shelf
}

// shelfAlone compares what merchants sell, by channel, with and without live rooms, from the fifth week on.
func shelfAlone(b *trial.Bench) trial.Numbers {
	const days, from = 182, 28
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for part := range uint64(2) {
		t := treatment{part, parts}
		for _, arm := range []string{"both.", "shelf."} {
			w := b.Fork(start)
			if arm == "shelf." {
				w.After("line up shows", func() { offAir(w, t.goodsOf(w)) })
			}
			b.Pass(w, days, func(day int) {
				if day > from {
					live, shelf := sold(w, t)
					out[arm+"live"] += live
					out[arm+"shelf"] += shelf
					out[arm+"all"] += live + shelf
				}
			})
		}
	}
	return out
}

// weekOff follows the shelf sales of merchants that are off the air for one week. The shelf is shared on Mondays, for the week before.
func weekOff(b *trial.Bench) trial.Numbers {
	const weeks = 7
	out := trial.Numbers{}
	factual := b.GrownToSunday(nil, settled)
	var copies []*sim.World
	var arms []treatment
	for part := range uint64(parts) {
		w, t, week := b.Fork(factual), treatment{part, parts}, 0
		w.After("line up shows", func() {
			if week++; week == 1 {
				offAir(w, t.goodsOf(w))
			}
		})
		copies, arms = append(copies, w), append(arms, t)
	}
	beside(b, factual, copies, weeks*state.Week, func(arm int, w *sim.World, day int) {
		if day <= state.Week {
			return
		}
		when := ".later"
		if day <= 3*state.Week {
			when = ".soon"
		}
		for k, t := range arms {
			if arm < 0 {
				_, shelf := sold(w, t)
				out["on"+when] += shelf
			} else if arm == k {
				_, shelf := sold(w, t)
				out["off"+when] += shelf
			}
		}
	})
	return out
}

// whoSellsLive asks merchants every eight weeks for a year whether they sell live. They decide every eight weeks: who has stopped in the middle
// of such a period and begins in the middle of the next had places in both, so that places would not tell.
func whoSellsLive(b *trial.Bench) trial.Numbers {
	const span = 8 * state.Week
	w := b.GrownToSunday(nil, settled)
	var there, live, changed, compared float64
	before := map[uint64]bool{}
	b.Pass(w, 6*span, func(day int) {
		if day%span != 0 {
			return
		}
		now := map[uint64]bool{}
		for m, alive := range w.Merchants.Alive {
			if !alive || w.Today()-int64(w.Merchants.Born[m]) < span {
				continue
			}
			id, sells := w.Merchants.ID[m], w.Merchants.SellsLive[m]
			now[id] = sells
			there++
			if sells {
				live++
			}
			if was, known := before[id]; known {
				compared++
				if was != sells {
					changed++
				}
			}
		}
		before = now
	})
	return trial.Numbers{"live": live / there, "changed": changed / compared}
}

// exposure shows some streamers a tenth more for a month, and counts their orders then and in the two months after.
func exposure(b *trial.Bench) trial.Numbers {
	const month, after = 30, 60
	out := trial.Numbers{}
	start := b.Grown(nil, settled)
	for part := range uint64(2) {
		for _, arm := range []string{"same", "shown"} {
			w := b.Fork(start)
			boost := func(factor float64) {
				for h := range w.NumStreamers() {
					if w.Streamers.Active[h] && w.Hosts.ID[h]%parts == part {
						if arm == "shown" {
							w.Boost(h, factor)
						}
					}
				}
			}
			boost(1.1)
			b.Pass(w, month+after, func(day int) {
				if day == month {
					boost(1)
				}
				when := ".after"
				if day <= month {
					when = ".month"
				}
				for h := range w.NumStreamers() {
					if w.Hosts.ID[h]%parts == part {
						out[arm+when] += float64(w.Hosts.Today.Orders[h])
					}
				}
			})
		}
	}
	return out
}

var (
	chu   = say("Chu et al., Renmin University, 6,074 shops", "Chu 等（人民大学，6074 家店铺）")
	huang = say("Huang & Morozov 2025, Marketing Science 44(4), by analogy", "Huang & Morozov 2025（类比）")
)

var channelChecks = []trial.Check{
	{Name: "live-share", Unit: "%", Experiment: "who-sells-live", Of: trial.Mean("live"), Expected: between(.5, .98),
		Source: say("a decision, so that some do not", "自主决策，故有不参与者"),
		Claim:  say("Merchants that have decided to sell live", "决定做直播的商家占比")},
	{Name: "live-undone", Unit: "%", Experiment: "who-sells-live", Of: trial.Mean("changed"), Expected: between(.01, .3),
		Source: say("can be undone", "可撤回"),
		Claim:  say("Merchants that decide otherwise than eight weeks before", "与八周前决定不同的商家占比")},
	{Name: "shelf-alone-total", Unit: "%", Experiment: "shelf-alone", Of: trial.Change("shelf.all", "both.all"), Expected: trial.Falls, Whole: true,
		Source: chu,
		Claim:  say("Sales, live and shelf, of merchants kept out of live rooms for half a year", "半年不进直播间的商家：总销售变化")},
	{Name: "shelf-alone-shelf", Shown: true, Unit: "%", Experiment: "shelf-alone", Of: trial.Change("shelf.shelf", "both.shelf"),
		Expected: between(-.9, .5),
		Source:   chu,
		Claim:    say("Of these, on the shelf", "其中货架销售变化")},
	{Name: "carry-over", Row: "C34", Unit: "%", Experiment: "a-week-off", Of: trial.Change("off.soon", "on.soon"), Expected: trial.Falls, Whole: true,
		Source: chu,
		Claim:  say("Shelf sales of merchants that were off the air for a week, in the two weeks after it begins to tell", "停播一周的商家：显现后两周的货架销售变化")},
	{Name: "carry-over-fades", Row: "C34", Experiment: "a-week-off", Expected: between(.5, 1.5), Source: chu,
		Of: of([]string{"on.soon", "off.soon", "on.later",
			"off.later"}, func(x []float64) float64 { return (x[0] - x[1]) / (x[0] - x[1] + x[2] - x[3]) }),
		Claim: say("Part of that loss that falls in these two weeks, of six", "该损失中发生于这两周（共六周）的部分")},
	{Name: "exposure-sells", Row: "C35", Unit: "%", Experiment: "exposure", Of: trial.Change("shown.month", "same.month"), Expected: trial.Rises,
		Whole: true, Source: huang,
		Claim: say("Orders of streamers shown a tenth more for a month, in the month", "曝光增加一成的主播：当月订单")},
	{Name: "exposure-fades", Row: "C35", Experiment: "exposure", Expected: between(-.6, .5), Source: huang,
		Of: of([]string{"shown.after", "same.after", "shown.month",
			"same.month"}, func(x []float64) float64 { return (x[0]/x[1] - 1) / (x[2]/x[3] - 1) }),
		Claim: say("What is left of it in the two months after", "其后两个月的剩余部分")},
}
