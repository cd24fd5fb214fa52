package checks

import (
	"fmt"

	"livebazaar/internal/trial"
	"livebazaar/sim"
)

var takeOffExperiments = []trial.Experiment{
	{Name: "take-off", Replicates: 8, Quick: 2, Days: lastDay + 2*year, Run: takeOff,
		Title: say("The bundled scenario take-off, from 1 January 2017 on", "内置情景 take-off：自 2017 年 1 月 1 日起")},
}

// Days of the take-off; the first measured one is 1 January 2017.
const (
	march2020 = 3*year + 91
	last2020  = 3*year + 366
	last2021  = last2020 + year
	lastDay   = last2021 + year // of 2022
)

// viewersOn are the dates of the counts of viewers, and these in millions.
var viewersOn = []struct {
	name     string
	day      int64
	millions float64
	en, zh   string
}{
	{"2020-03", march2020, 265, "March 2020", "2020 年 3 月"}, {"2020-12", last2020, 388, "December 2020", "2020 年 12 月"},
	{"2021-12", last2021, 464, "December 2021", "2021 年 12 月"}, {"2022-12", lastDay, 515, "December 2022", "2022 年 12 月"},
}

// takeOff runs the scenario to the end of 2024.
func takeOff(b *trial.Bench) trial.Numbers {
	p := b.Scenario("take-off")
	if p == nil {
		return trial.Numbers{}
	}
	w, out := b.Under(p), trial.Numbers{}
	b.Pass(w, int(p.Run.WarmupDays)+3*year, nil)
	buyersOf2020(b, w, out)
	b.Pass(w, lastDay-last2020+2*year, nil)
	real := p.Consumers.Real / float64(p.Consumers.Count)
	for i := range w.Book().Days {
		d := &w.Book().Days[i]
		if d.Day < 1 {
			continue
		}
		of := calendarYear(d.Day)
		out[fmt.Sprint("live", of)] += float64(d.GMV) / 100
		out[fmt.Sprint("shelf", of)] += float64(d.ShelfGMV) / 100
		out[fmt.Sprint("user-years", of)] += float64(d.Adopters) / year
		for _, v := range viewersOn {
			if d.Day == v.day {
				out["viewers"+v.name] = float64(d.Adopters) * real / 1e6
			}
		}
	}
	return out
}

// buyersOf2020 lets the year 2020 pass, and counts the users who have ever bought by then, and the buyers of the year who spent more than
// 30 % of what they spent online in live rooms.
func buyersOf2020(b *trial.Bench, w *sim.World, out trial.Numbers) {
	all := make([]history, len(w.Consumers.Rec))
	w.TraceKinds(outlays, func(e sim.Event) { all[e.Consumer].outlay(e) })
	b.Pass(w, last2020-3*year, nil)
	w.TraceKinds(nil, nil)
	spending(out, all)
	everBought(out, w)
}

// calendarYear is the year of a day of the take-off; 2020 has 366 days.
func calendarYear(day int64) int64 {
	switch {
	case day <= 3*year:
		return 2017 + (day-1)/year
	case day <= last2020:
		return 2020
	}
	return 2021 + (day-last2020-1)/year
}

func penetrationIn(y int) trial.Statistic {
	return of([]string{fmt.Sprint("live", y), fmt.Sprint("shelf", y)}, func(x []float64) float64 { return x[0] / (x[0] + x[1]) })
}

func spendIn(y int) trial.Statistic {
	return trial.Ratio(fmt.Sprint("live", y), fmt.Sprint("user-years", y))
}

var (
	qianzhan = say("Qianzhan; S1: 0.27, 17.97, 25.3 %, ± 15 %", "前瞻；S1：0.27、17.97、25.3%，±15%")
	viewers  = say("CNNIC, ± 8 %", "CNNIC，±8%")
)

var takeOffChecks = func() (out []trial.Check) {
	for _, t := range []struct {
		year  int
		share float64
	}{{2017, .0027}, {2021, .1797}, {2022, .253}} {
		out = append(out, trial.Check{Name: fmt.Sprint("penetration-", t.year), Row: "C1", Unit: "%", Experiment: "take-off", Of: penetrationIn(t.year),
			Expected: between(.85*t.share, 1.15*t.share), Source: qianzhan,
			Claim: say(fmt.Sprint("Live sales in online retail, ", t.year), fmt.Sprint(t.year, " 年直播占网络零售"))})
	}
	out = append(out, trial.Check{Name: "growth-2022", Row: "C2", Experiment: "take-off", Of: trial.Ratio("live2022", "live2021"),
		Expected: between(1.377, 1.577), Source: say("S1: 1.477 ± .1", "S1：1.477 ± 0.1"),
		Claim: say("GMV of 2022 over 2021", "2022 年与 2021 年成交额之比")})
	for _, v := range viewersOn {
		out = append(out, trial.Check{Name: "viewers-" + v.name, Row: "C3", Unit: "million", Experiment: "take-off", Of: trial.Mean("viewers" + v.name),
			Expected: between(.92*v.millions, 1.08*v.millions), Source: viewers, Claim: say("Viewers, "+v.en, v.zh+"直播购物用户")})
	}
	out = append(out, trial.Check{Name: "take-off", Experiment: "take-off", Expected: trial.AtLeast(7), Source: qianzhan, Of: numbersMet(out),
		Claim: say("Of these eight numbers, met", "上述八个数中达成的个数")})
	for _, t := range []struct {
		year  int
		spend float64
	}{{2020, 3300}, {2021, 5100}, {2022, 6800}} {
		out = append(out, trial.Check{Name: fmt.Sprint("spend-", t.year), Row: "C5", Unit: "yuan", Experiment: "take-off", Of: spendIn(t.year),
			Expected: between(.7*t.spend, 1.3*t.spend), Source: say("arithmetic on S1 and CNNIC, ± 30 %", "据 S1 与 CNNIC 推算，±30%"),
			Claim: say(fmt.Sprint("Spend per viewer and year, ", t.year), fmt.Sprint(t.year, " 年人均年消费"))})
	}
	return append(out,
		trial.Check{Name: "spend-grows", Experiment: "take-off", Expected: between(1.2, 1.47), Source: qianzhan,
			Of: of([]string{"live2022", "user-years2022", "live2021",
				"user-years2021"}, func(x []float64) float64 { return x[0] / x[1] / (x[2] / x[3]) }),
			Claim: say("Spend per viewer of 2022 over 2021: a third more", "2022 年与 2021 年人均消费之比：增加三分之一")},
		trial.Check{Name: "ever-bought-2020", Row: "C4", Unit: "%", Experiment: "take-off", Of: trial.Mean("ever bought"), Expected: between(.602, .722),
			Source: cnnic, Claim: say("Users of live shopping who have ever bought, December 2020", "2020 年 12 月买过的直播用户占比")},
		trial.Check{Name: "mostly-live", Row: "C39", Unit: "%", Experiment: "take-off", Of: trial.Mean("mostly live"), Expected: between(.128, .228),
			Source: cnnic,
			Claim:  say("Live buyers of 2020 who spent more than 30 % of their online outlay live", "2020 年直播支出超过网购支出 30% 的买家占比")},
		trial.Check{Name: "settles", Experiment: "take-off", Of: trial.Ratio("live2024", "live2023"), Expected: between(.9, 1.15),
			Source: say("growth ends", "增长终止"),
			Claim:  say("Then it settles: GMV of 2024 over 2023", "随后趋稳：2024 年与 2023 年成交额之比")})
}()

// numbersMet is how many of some checks lie in their ranges.
func numbersMet(checks []trial.Check) trial.Statistic {
	var s trial.Statistic
	from := make([]int, len(checks))
	for i, c := range checks {
		from[i] = len(s.Needs)
		s.Needs = append(s.Needs, c.Of.Needs...)
	}
	s.F = func(x []float64) float64 {
		n := 0.0
		for i, c := range checks {
			if c.Expected.Has(c.Of.F(x[from[i] : from[i]+len(c.Of.Needs)])) {
				n++
			}
		}
		return n
	}
	return s
}
