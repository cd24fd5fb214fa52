package checks

import (
	"livebazaar/agents/chance"
	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

var knobExperiments = []trial.Experiment{
	{Name: "knobs", Replicates: 12, Quick: 3, Days: int64(2*len(knobs)) * year, Run: turnKnobs,
		Title: say("Settings turned for a year", "各项设定调整一年")},
	{Name: "one-more-streamer", Replicates: 8, Quick: 3, Days: 5 * 28, Run: oneMoreStreamer,
		Title: say("One streamer fewer on the same good", "同一商品少一名主播")},
}

// A knob is a setting turned from low to high, and the metric that should move by it.
type knob struct {
	name      string
	key       string
	low, high float64
	metric    string
	sign      trial.Range
	en, zh    string
}

var knobs = []knob{
	{"cold-start", "platform.ranking.cold_start.share", .02, .3, "newcomer_survival", trial.Rises, "cold-start share: newcomers' survival",
		"冷启动占比：新人存活"},
	{"minimum-exposure", "platform.ranking.minimum_exposure", 0, .6, "gini", trial.Falls, "minimum exposure: Gini of streamers' sales",
		"最低曝光：主播销售基尼系数"},
	{"depth-orders", "merchants.discount.depth", .5, 1.5, "orders", trial.Rises, "discount depth: orders", "折扣深度：订单"},
	{"depth-margins", "merchants.discount.depth", .5, 1.5, "margin", trial.Falls, "discount depth: merchants' profit over GMV", "折扣深度：商家利润率"},
	{"listing-fit", "consumers.fit.listing", .2, .8, "shelf returns", trial.Falls, "fit seen on the shelf: returns there", "货架可见匹配度：货架退货率"},
	{"training-profit", "mcns.training.rate", .002, .03, "profit_mcns", trial.Rises, "agencies' training: their profit", "机构培训：机构利润"},
	{"training-growth", "mcns.training.rate", .002, .03, "power", trial.Rises, "agencies' training: streamers' powers", "机构培训：主播能力"},
	{"skill-growth", "mcns.firm.skill", .3, .8, "power", trial.Rises, "agencies' skill: streamers' powers", "机构能力：主播能力"},
	{"office", "mcns.firm.office", .5, 2, "profit_mcns", trial.Falls, "agencies' office (half to double): their profit", "机构办公成本（减半至加倍）：机构利润"},
	{"data-noise", "merchants.bandit.data_noise", .05, 1.6, "profit_merchants", trial.Falls, "data noise: merchants' profit", "数据噪声：商家利润"},
	{"interaction", "consumers.purchase.interaction", 0, 2, "return_rate", trial.Rises, "interaction: returns", "互动：退货率"},
	{"satisfaction-weight",
		"platform.ranking.weights.satisfaction", 0, 2, "complaint_rate", trial.Falls, "weight of satisfaction in ranking: complaints", "排序中满意度权重：投诉率"},
	{"diversity", "platform.ranking.diversity", 0, .8, "outside", trial.Rises, "diversity: goods bought outside the main category", "多样性：主兴趣以外的购买"},
	{"sampling", "platform.enforcement.sampling", .05, 1, "below_standard_share", trial.Falls, "sampling: goods below standard", "抽检：不合格商品"},
	{"fines", "platform.enforcement.fine", .5, 8, "below_standard_share", trial.Falls, "fines: goods below standard", "罚款：不合格商品"},
	{"commission", "platform.fees.commission", .005, .05, "profit_platforms", trial.Rises, "platform's commission: its profit", "平台佣金：平台利润"},
	{"wage", "streamers.show.wage", .7, 1.5, "active_streamers", trial.Falls, "reservation wage (.7 to 1.5 times): active streamers",
		"保留工资（0.7 至 1.5 倍）：活跃主播"},
}

// relative keys are turned in parts of their default.
var relative = map[string]bool{"mcns.firm.office": true, "streamers.show.wage": true}

// turnKnobs runs a year from the end of warm-up under the low and the high value of each knob.
func turnKnobs(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	start := b.Grown(nil, 0)
	done := map[string]trial.Numbers{} // knobs of one key share their runs
	for _, k := range knobs {
		if !b.Knows(k.key) {
			continue
		}
		for side, value := range []float64{k.low, k.high} {
			name := []string{".low", ".high"}[side]
			if done[k.key+name] == nil {
				done[k.key+name] = turned(b, start, k.key, value)
			}
			out[k.name+name] = done[k.key+name][k.metric]
		}
	}
	return out
}

// turned runs a copy under one changed setting for a year.
func turned(b *trial.Bench, start *sim.World, key string, value float64) trial.Numbers {
	if relative[key] {
		_, declared := sim.NewParams()
		value *= declared.Lookup(key).Default.(float64)
	}
	w := b.Switch(b.Fork(start), trial.Settings{key: value})
	kept, outside := 0.0, 0.0
	w.TraceKinds([]string{"keep"}, func(e sim.Event) {
		kept++
		if w.Consumers.Rec[e.Consumer].Profile != w.Goods.Category[e.Good] {
			outside++
		}
	})
	b.Pass(w, year, nil)
	power, n := 0.0, 0.0
	for s, active := range w.Streamers.Active {
		if active {
			power += w.Hosts.Content[s] + w.Hosts.Product[s]
			n++
		}
	}
	var orders, back float64
	for _, d := range w.Book().Days {
		if d.Day > start.Today() {
			orders, back = orders+float64(d.ShelfOrders), back+float64(d.ShelfReturns)
		}
	}
	out := b.Metrics(w, start.Today()+1)
	out["margin"] = out["profit_merchants"] / out["gmv"]
	out["power"], out["outside"], out["shelf returns"] = power/n, outside/kept, back/orders
	return out
}

// oneMoreStreamer takes, in copies, one of several places of some goods off the line-ups for a week, and compares what is lost with what
// a place of these goods sells on average.
func oneMoreStreamer(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	factual := b.GrownToSunday(nil, settled)
	for part := range uint64(4) {
		var arms [2]float64
		var places float64
		t := treatment{part, 4}
		chosen := map[int]bool{}
		for arm := range arms {
			w := b.Fork(factual)
			w.After("line up shows", func() {
				for g, n := range w.Goods.Placed {
					if n >= 2 && t.oneGood(w)(g) {
						chosen[g] = true
						if arm == 0 {
							places += float64(n)
							out["removed"]++
						}
					}
				}
				if arm == 1 {
					removeOne(w, chosen)
				}
			})
			b.Pass(w, state.Week, func(int) {
				for g := range chosen {
					arms[arm] += float64(w.Goods.Today.Wanted[g])
				}
			})
		}
		out["lost"] += arms[0] - arms[1]
		out["sold"] += arms[0]
		out["places"] += places
	}
	return out
}

// removeOne takes one of the places that show each of some goods off the line-up, whichever.
func removeOne(w *sim.World, goods map[int]bool) {
	shown := map[int][]int{} // by good: its offers
	for h := range w.NumStreamers() {
		first := w.Offer(w.Edition(), h, 0)
		for i := first; i < first+state.LineUp; i++ {
			if g := int(w.Offers.Good[i]); g >= 0 && goods[g] {
				shown[g] = append(shown[g], i)
			}
		}
	}
	for g, offers := range shown {
		w.Offers.Good[offers[chance.Mix(uint64(g))%uint64(len(offers))]] = -1
		w.Goods.Cut[g] -= w.Goods.Cut[g] / int64(w.Goods.Shown[g])
		w.Goods.Shown[g]--
		w.Goods.Placed[g]--
	}
}

var knobChecks = func() (out []trial.Check) {
	for _, k := range knobs {
		unit := "%"
		of := trial.Change(k.name+".high", k.name+".low")
		if k.metric == "profit_mcns" || k.metric == "profit_merchants" || k.metric == "margin" {
			unit, of = "", difference(k.name+".high", k.name+".low")
		}
		out = append(out, trial.Check{Name: "knob-" + k.name, Unit: unit, Experiment: "knobs", Of: of, Expected: k.sign, Whole: true,
			Source: say("sign by economics: "+k.key, "符号依经济学："+k.key), Claim: say("High against low "+k.en, "由低调高："+k.zh)})
	}
	return append(out, trial.Check{Name: "one-more-streamer", Experiment: "one-more-streamer", Expected: between(.05, .95),
		Of:     of([]string{"lost", "removed", "sold", "places"}, func(x []float64) float64 { return x[0] / x[1] / (x[2] / x[3]) }),
		Source: say("falling returns: views overlap", "收益递减：观众重叠"),
		Claim:  say("What one streamer more on the same good adds, over what a streamer sells of it on average", "同一商品多一名主播的增量与平均每名主播销量之比")})
}()
