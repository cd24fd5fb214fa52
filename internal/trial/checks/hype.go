package checks

import (
	"livebazaar/internal/trial"
	"livebazaar/sim"
)

var hypeExperiments = []trial.Experiment{
	{Name: "hype-learned", Replicates: 16, Quick: 4, Days: 3 * 2 * year, Run: hypeLearned,
		Title: say("Two years of learning under three rules of ranking", "三种排序规则下学习两年")},
	{Name: "hype-raised", Replicates: 12, Quick: 3, Days: 2 * year, Run: hypeRaised,
		Title: say("Everybody's hype raised by .2 for a year", "全体夸大程度提高 0.2，为期一年")},
}

// rankings are the rules under which hype is learned.
var rankings = []struct {
	name string
	set  trial.Settings
}{
	{"gmv", nil},
	{"satisfaction", trial.Settings{"platform.ranking.weights.gmv": 0.5, "platform.ranking.weights.satisfaction": 1.0,
		"platform.ranking.weights.negative": 0.5}},
	{"repurchase", trial.Settings{"platform.ranking.weights.gmv": 0.0, "platform.ranking.weights.repurchase": 1.0}},
}

// meanHype is that of the streamers in the market.
func meanHype(w *sim.World) float64 {
	sum, n := 0.0, 0.0
	for h, active := range w.Streamers.Active {
		if active {
			sum += w.Hosts.Hype[h]
			n++
		}
	}
	return sum / n
}

// hypeLearned lets streamers learn under other rules from the end of warm-up on, in which they have learned under the first since the
// market was made.
func hypeLearned(b *trial.Bench) trial.Numbers {
	start := b.Grown(nil, 0)
	out := trial.Numbers{"made": meanHype(b.Market(nil)), "start": meanHype(start)}
	for _, rule := range rankings {
		w := b.Switch(b.Fork(start), rule.set)
		b.Pass(w, 2*year, nil)
		out[rule.name] = meanHype(w)
	}
	return out
}

// hypeRaised holds everybody's hype .2 above what it learns, in a copy.
func hypeRaised(b *trial.Bench) trial.Numbers {
	const more, late = .2, 180
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for _, arm := range []string{"now.", "more."} {
		w := b.Fork(start)
		if arm == "more." {
			raised := make([]float64, len(w.Hosts.Hype))
			w.Before("adapt for the week", func() {
				for h := range raised {
					w.Hosts.Hype[h], raised[h] = w.Hosts.Hype[h]-raised[h], 0
				}
			})
			w.Before("list who is live", func() {
				for h, alive := range w.Hosts.Alive {
					if alive && raised[h] == 0 {
						raised[h] = min(more, .5-w.Hosts.Hype[h])
						w.Hosts.Hype[h] += raised[h]
					}
				}
			})
		}
		b.Pass(w, held, nil)
		for _, d := range w.Book().Days[len(w.Book().Days)-held:] {
			out[arm+"gmv at once"] += float64(d.GMV) / 100
			out[arm+"back at once"] += float64(d.Returns)
			out[arm+"delivered at once"] += float64(d.Delivered)
		}
		b.Pass(w, year-held, nil)
		of := b.Metrics(w, w.Today()-late+1)
		for _, id := range []string{"gmv_net", "trust", "repurchase_streamer_30", "return_rate"} {
			out[arm+id] = of[id]
		}
	}
	return out
}

var (
	hypeSource = say("model.md: hype sells today and disappoints tomorrow; Schlag 1998", "夸大当下促销、日后失望；Schlag 1998")
	kihal      = say("El Kihal & Shehu 2022; Guo & Xiao", "El Kihal & Shehu 2022；Guo & Xiao")
)

var hypeChecks = []trial.Check{
	{Name: "hype-gmv", Family: "hype", Experiment: "hype-learned", Of: difference("gmv", "made"), Expected: trial.Rises, Source: hypeSource,
		Claim: say("Mean hype after warm-up and two years, all ranked by GMV, against that of the market when it was made (Holm over three)",
			"预热及此后两年均按成交额排序：平均夸大程度相对市场形成时的变化（三项 Holm）")},
	{Name: "hype-satisfaction", Family: "hype", Experiment: "hype-learned", Of: difference("satisfaction", "start"), Expected: trial.Falls,
		Source: hypeSource,
		Claim:  say("Mean hype after two years of ranking by satisfaction, against the end of warm-up", "按满意度排序两年后的平均夸大程度，相对预热结束时")},
	{Name: "hype-repurchase", Family: "hype", Experiment: "hype-learned", Of: difference("repurchase", "start"), Expected: trial.Falls,
		Source: hypeSource,
		Claim:  say("The same under ranking by repurchase", "同上：按复购排序")},
	{Name: "hype-sells", Unit: "%", Experiment: "hype-raised", Of: trial.Change("more.gmv at once", "now.gmv at once"), Expected: trial.Rises,
		Whole: true, Source: hypeSource,
		Claim: say("Everybody's hype raised by .2: GMV of the first 28 days", "全体夸大提高 0.2：前 28 天成交额")},
	{Name: "hype-net", Unit: "%", Experiment: "hype-raised", Of: trial.Change("more.gmv_net", "now.gmv_net"), Expected: trial.Falls, Whole: true,
		Source: hypeSource,
		Claim:  say("The same: net GMV of days 186 to 365", "同上：第 186-365 天净成交额")},
	{Name: "hype-trust", Experiment: "hype-raised", Of: difference("more.trust", "now.trust"), Expected: trial.Falls, Whole: true, Source: hypeSource,
		Claim: say("The same: public trust", "同上：公众信任")},
	{Name: "hype-repeat", Experiment: "hype-raised", Of: difference("more.repurchase_streamer_30", "now.repurchase_streamer_30"),
		Expected: trial.Falls, Whole: true, Source: hypeSource,
		Claim: say("The same: repurchase from the same streamer within 30 days", "同上：30 天内同一主播复购")},
	{Name: "hype-returns", Row: "C38", Unit: "%", Experiment: "hype-raised", Of: difference("more.return_rate", "now.return_rate"),
		Expected: trial.Rises, Whole: true, Source: kihal, Claim: say("The same: return rate of days 186 to 365", "同上：第 186-365 天退货率")},
	{Name: "hype-returns-first", Experiment: "hype-raised", Expected: trial.Rises, Whole: true, Source: kihal,
		Of: of([]string{"more.back at once", "more.delivered at once", "now.back at once", "now.delivered at once"},
			func(x []float64) float64 { return x[0]/x[1] - x[2]/x[3] }),
		Claim: say("The same: return rate of the first 28 days, in which nobody knows of it", "同上：前 28 天（尚无人知晓）的退货率")},
	{Name: "price-returns", Whole: true, Row: "C38", Experiment: "price-held", Source: kihal, Expected: trial.Rises,
		Of: of([]string{"both.up.back", "both.up.sold", "both.down.back",
			"both.down.sold"}, func(x []float64) float64 { return x[0]/x[1] - x[2]/x[3] }),
		Claim: say("Returned per sold unit at prices a tenth higher less a tenth lower, at equal depth", "同等折扣深度下价格高一成与低一成的退货率之差")},
}
