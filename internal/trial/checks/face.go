package checks

import (
	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

var faceExperiments = []trial.Experiment{
	{Name: "open-ranking", Replicates: 8, Quick: 3, Days: 2 * year, Run: openRanking,
		Title: say("One open ranking by GMV against uniform exposure", "统一按成交额排序与均等曝光")},
	{Name: "worse-goods", Replicates: 8, Quick: 3, Days: 2 * 180, Run: worseGoods,
		Title: say("One merchant in eight delivers .2 less quality", "八分之一商家交付质量降低 0.2")},
	{Name: "without-the-best", Replicates: 12, Quick: 4, Days: 2 * 90, Run: withoutTheBest,
		Title: say("The best seller barred", "移除头名主播")},
}

// openRanking measures a year under uniform exposure and under ranking by GMV.
func openRanking(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	start := b.Grown(nil, 0)
	for _, arm := range []struct {
		name string
		set  trial.Settings
	}{{"open.", nil}, {"uniform.", trial.Settings{"platform.ranking.allocate": "uniform"}}} {
		w := b.Switch(b.Fork(start), arm.set)
		b.Pass(w, year, nil)
		of := b.Metrics(w, 0)
		out[arm.name+"top3"], out[arm.name+"gini"] = of["top3_share"], of["gini"]
	}
	return out
}

// worseGoods holds the quality that some merchants deliver below what they promise, at the same price and claims.
func worseGoods(b *trial.Bench) trial.Numbers {
	const worse, days = .2, 180
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	t := treatment{1, parts}
	for _, arm := range []string{"same", "worse"} {
		w := b.Fork(start)
		w.Before("quality delivered today", func() {
			for g := range w.Goods.Delivered {
				if m := g / state.GoodsPer; arm == "worse" && t.has(w, m) && int64(w.Merchants.Born[m]) <= start.Today() {
					w.Goods.Delivered[g] = max(0, w.Goods.Quality[g]-worse)
				}
			}
		})
		b.Pass(w, days, func(int) {
			for m := range w.Merchants.Alive {
				if t.has(w, m) && int64(w.Merchants.Born[m]) <= start.Today() {
					out[arm] += float64(w.Merchants.Today.Orders[m])
				}
			}
		})
	}
	return out
}

// withoutTheBest bars the best seller for 90 days.
func withoutTheBest(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	start := b.Grown(nil, settled)
	top := start.TopStreamers(90, 1)
	for _, arm := range []string{"with", "without"} {
		w := b.Fork(start)
		if arm == "without" {
			w.Bar(top)
		}
		b.Pass(w, 90, func(int) {
			out[arm] += float64(w.Book().Days[len(w.Book().Days)-1].GMV) / 100
			if arm == "with" {
				out["own"] += ownSales(w, top[0])
			}
		})
	}
	return out
}

// ownSales is what a streamer sold today, yuan.
func ownSales(w *sim.World, id int64) float64 {
	for h := range w.NumStreamers() {
		if int64(w.Hosts.ID[h]) == id {
			return float64(w.Hosts.Today.GMV[h]) / 100
		}
	}
	return 0
}

var faceChecks = []trial.Check{
	{Name: "open-ranking-top3", Unit: "%", Experiment: "open-ranking", Of: trial.Change("open.top3", "uniform.top3"), Expected: trial.Rises,
		Whole: true, Source: say("H2", "H2"),
		Claim: say("Top-3 share under ranking by GMV against uniform exposure", "按成交额排序相对均等曝光的前三名占比")},
	{Name: "open-ranking-gini", Unit: "%", Experiment: "open-ranking", Of: trial.Change("open.gini", "uniform.gini"), Expected: trial.Rises,
		Whole: true, Source: say("H2", "H2"),
		Claim: say("The same: Gini of streamers' sales", "同上：主播销售基尼系数")},
	{Name: "worse-goods", Unit: "%", Experiment: "worse-goods", Of: trial.Change("worse", "same"), Expected: trial.Falls, Whole: true,
		Source: say("quality acts through satisfaction and trust", "质量经由满意度与信任起作用"),
		Claim:  say("Orders in 180 days of merchants that deliver .2 less quality", "交付质量降低 0.2 的商家 180 天订单")},
	{Name: "best-lost", Unit: "%", Experiment: "without-the-best", Of: trial.Change("without", "with"), Expected: trial.Falls, Whole: true,
		Source: say("H1", "H1"),
		Claim:  say("GMV of 90 days without the best seller", "移除头名主播 90 天的成交额")},
	{Name: "best-replaced", Experiment: "without-the-best", Expected: between(0, .99), Source: say("others take over a part", "他人接替一部分"),
		Of:    of([]string{"with", "without", "own"}, func(x []float64) float64 { return (x[0] - x[1]) / x[2] }),
		Claim: say("That loss over the best seller's own sales", "该损失与其自身销售额之比")},
}
