package checks

import (
	"livebazaar/internal/trial"
	"livebazaar/sim"
)

var inspectionExperiments = []trial.Experiment{
	{Name: "inspection", Replicates: 12, Quick: 4, Days: 3 * year, Run: inspection,
		Title: say("Strict inspection, line-ups and prices held, and free", "严格抽检：选品与价格不变，以及各方自由应对")},
	{Name: "no-inspection", Replicates: 12, Quick: 3, Days: 4 * 2 * year, Run: noInspection,
		Title: say("No inspection for two years", "两年不抽检")},
}

var (
	strict = trial.Settings{"platform.enforcement.sampling": 1.0, "platform.enforcement.audit": 0.2, "platform.enforcement.fine": 6.0}
	lax    = trial.Settings{"platform.enforcement.sampling": 0.0, "platform.enforcement.audit": 0.0}
)

// honesty adds up the weekly profits of merchants that were honest, or cheated, when the rules changed, and counts their weeks.
type honesty struct {
	id     []uint64
	honest []bool
}

func noteHonesty(w *sim.World) *honesty {
	h := &honesty{}
	for m, alive := range w.Merchants.Alive {
		id := w.Merchants.ID[m]
		if !alive {
			id = 0
		}
		h.id, h.honest = append(h.id, id), append(h.honest, w.Merchants.Honest[m])
	}
	return h
}

// week adds the profits of the week that was closed this Monday. Who has left since earns nothing.
func (h *honesty) week(out trial.Numbers, arm string, w *sim.World) {
	for m, id := range h.id {
		if id == 0 {
			continue
		}
		name := arm + "cheats"
		if h.honest[m] {
			name = arm + "honest"
		}
		out[name+".weeks"]++
		if w.Merchants.Alive[m] && w.Merchants.ID[m] == id {
			out[name] += float64(w.Merchants.LastProfit[m]) / 100
		}
	}
}

// quality are the metrics that inspection should move.
var quality = []string{"below_standard_share", "complaint_rate", "trust", "satisfaction", "surplus_experienced", "gmv_net", "orders"}

// inspection switches strict inspection on in copies of a market: one whose line-ups and prices are held to those of the factual
// market, and one in which all are free.
func inspection(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	factual := b.GrownToSunday(nil, settled)
	before := factual.Today()
	same, free := b.Switch(b.Fork(factual), strict), b.Switch(b.Fork(factual), strict)
	hold(same, factual, func(int) bool { return false }, func() prices { return prices{1, 1} })
	at := map[int]string{-1: "now.", 0: "held.", 1: "free."}
	known := noteHonesty(factual)
	beside(b, factual, []*sim.World{same, free}, year, func(arm int, w *sim.World, day int) {
		if day%7 == 1 && day > 7 {
			known.week(out, at[arm], w)
		}
	})
	for arm, w := range []*sim.World{factual, same, free} {
		of := b.Metrics(w, before+1)
		for _, id := range quality {
			out[at[arm-1]+id] = of[id]
		}
	}
	return out
}

// noInspection switches inspection off for two years, and looks at the second. Who is still honest then is who had most to lose: that such
// merchants earn more says nothing of what it does to them. So in copies of both markets a quarter of the merchants is honest whatever it
// costs, and those of them that were honest before are followed, whoever has left with nothing.
func noInspection(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for _, arm := range []struct {
		name string
		set  trial.Settings
	}{{"now.", nil}, {"none.", lax}} {
		followHonest(b, b.Switch(b.Fork(start), arm.set), arm.name, out)
		w := b.Switch(b.Fork(start), arm.set)
		b.Pass(w, 2*year, nil)
		of := b.Metrics(w, w.Today()-year+1)
		for _, id := range quality {
			out[arm.name+id] = of[id]
		}
	}
	return out
}

// followHonest makes a quarter of the merchants honest for good and adds up the profits in the second year of those that were before.
func followHonest(b *trial.Bench, w *sim.World, arm string, out trial.Numbers) {
	const forGood = 1e6 // a scruple that nothing outweighs
	known, steadfast := noteHonesty(w), treatment{0, 4}
	for m := range known.id {
		if steadfast.has(w, m) && known.honest[m] {
			w.Merchants.Scruple[m] = forGood
		} else {
			known.id[m] = 0
		}
	}
	b.Pass(w, 2*year, func(day int) {
		if day%7 == 1 && day > year {
			known.week(out, arm, w)
		}
	})
}

var becker = say("Becker 1968; Klein & Leffler 1981; Anderson & Sullivan 1993", "Becker 1968；Klein & Leffler 1981；Anderson & Sullivan 1993")

// difference is that of two means.
func difference(after, before string) trial.Statistic {
	return of([]string{after, before}, func(x []float64) float64 { return x[0] - x[1] })
}

// profitChange is the change of the mean profit of a week. Profits are around 0 where entry is free: the change is not in parts of them.
func profitChange(after, before, who string) trial.Statistic {
	return of([]string{after + who, after + who + ".weeks", before + who, before + who + ".weeks"},
		func(x []float64) float64 { return x[0]/x[1] - x[2]/x[3] })
}

var inspectionChecks = func() (out []trial.Check) {
	for _, way := range []struct {
		id   string
		text trial.Text
	}{{"held", say("line-ups and prices held", "选品与价格不变")}, {"free", say("all free", "各方自由")}} {
		add := func(name, metric, unit string, sign trial.Range, en, zh string) {
			of := difference(way.id+"."+metric, "now."+metric)
			if unit == "%" {
				of = trial.Change(way.id+"."+metric, "now."+metric)
			}
			out = append(out, trial.Check{Name: "strict-" + way.id + "-" + name, Unit: unit, Experiment: "inspection", Of: of, Expected: sign, Whole: true,
				Source: becker,
				Claim:  say("Strict inspection, "+way.text.EN+": "+en, "严格抽检，"+way.text.ZH+"："+zh)})
		}
		add("below", "below_standard_share", "%", trial.Falls, "goods below standard", "不合格商品")
		add("complaints", "complaint_rate", "%", trial.Falls, "complaints", "投诉率")
		add("trust", "trust", "", trial.Rises, "public trust", "公众信任")
		add("satisfaction", "satisfaction", "", trial.Rises, "satisfaction", "满意度")
		add("surplus", "surplus_experienced", "%", trial.Rises, "experienced surplus", "体验剩余")
	}
	return append(out,
		trial.Check{Name: "cheats-lose", Whole: true, Unit: "yuan", Experiment: "inspection", Of: profitChange("free.", "now.", "cheats"),
			Expected: trial.Falls,
			Source:   becker,
			Claim:    say("Strict inspection: weekly profit of those who cheated before", "严格抽检：此前作弊者的周利润变化")},
		trial.Check{Name: "none-surplus", Unit: "%", Experiment: "no-inspection", Of: trial.Change("none.surplus_experienced", "now.surplus_experienced"),
			Expected: trial.Falls, Whole: true, Source: becker,
			Claim: say("No inspection: experienced surplus in the second year", "不抽检：第二年体验剩余")},
		trial.Check{Name: "none-satisfaction", Experiment: "no-inspection", Of: difference("none.satisfaction", "now.satisfaction"),
			Expected: trial.Falls, Whole: true, Source: becker,
			Claim: say("No inspection: satisfaction in the second year", "不抽检：第二年满意度")},
		trial.Check{Name: "none-honest", Unit: "yuan", Experiment: "no-inspection", Of: profitChange("none.", "now.", "honest"), Expected: trial.Falls,
			Whole: true, Source: becker,
			Claim: say("No inspection: weekly profit in the second year of merchants that stay honest whatever it costs", "不抽检：始终诚信的商家第二年的周利润")},
	)
}()
