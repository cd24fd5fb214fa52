package plots

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/agents/param"
	"livebazaar/sim/metric"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// spells are the cohorts of one market: by cohort, how many spells ended at each age.
type spells map[int64][]metric.Ended

// cohortSpells reads the table cohorts market by market, measured cohorts only.
func (s *study) cohortSpells(each func(scenario int, m spells)) error {
	m := spells{}
	return s.eachMarket("cohorts", anyScenario, visit{
		columns: []string{"cohort", "age", "repeat", "censored"},
		begin:   func(int) { clear(m) },
		piece: func(r *rows) (func(int), error) {
			var columns [4][]int64
			for i, name := range []string{"cohort", "age", "repeat", "censored"} {
				var err error
				if columns[i], err = r.whole(name); err != nil {
					return nil, err
				}
			}
			return func(i int) {
				if cohort := columns[0][i]; cohort >= 1 {
					m[cohort] = append(m[cohort], metric.Ended{Age: columns[1][i], Events: columns[2][i], Censored: columns[3][i]})
				}
			}, nil
		},
		end: func(scenario, _ int) error { each(scenario, m); return nil },
	})
}

// baselineCohorts are the measured cohorts of the baseline, of all its markets.
func (s *study) baselineCohorts() ([]int64, error) {
	var out []int64
	err := s.eachMarket("cohorts", func(sc int) bool { return sc == 0 }, visit{
		columns: []string{"cohort"},
		begin:   func(int) {},
		piece: func(r *rows) (func(int), error) {
			cohort, err := r.whole("cohort")
			return func(i int) {
				if c := cohort[i]; c >= 1 && !slices.Contains(out, c) {
					out = append(out, c)
				}
			}, err
		},
		end: func(int, int) error { return nil },
	})
	slices.Sort(out)
	return out, err
}

// comebacks are the shares that bought again by age, over the replicates.
type comebacks struct {
	cohorts   int         // compared in a market, at most
	scenarios [][]moments // by scenario, at ages up to the horizon
	groups    []cohortGroup
}

// cohortGroup are some successive monthly cohorts of the baseline.
type cohortGroup struct {
	months []int64
	end    float64   // the age up to which all were watched
	shares []moments // at ages(end)
}

func (s *study) readComebacks() (comebacks, error) {
	months, err := s.baselineCohorts()
	if err != nil {
		return comebacks{}, err
	}
	x := ages(float64(s.horizon()))
	out := comebacks{scenarios: newMoments(len(s.scenarios), len(x)), groups: s.cohortGroups(months)}
	err = s.cohortSpells(func(sc int, m spells) {
		chosen := s.followed(m.cohorts())
		out.cohorts = max(out.cohorts, len(chosen))
		for i, age := range x {
			out.scenarios[sc][i].add(m.repurchased(chosen, int64(age)))
		}
		for g := range out.groups {
			if group := &out.groups[g]; sc == 0 {
				for i, age := range ages(group.end) {
					group.shares[i].add(m.repurchased(group.months, int64(age)))
				}
			}
		}
	})
	return out, err
}

// cohortGroups puts cohortSpan cohorts into a group, or twice, four times … as many: no more than eight lines. Groups that
// were watched for less than a month are left out; of the last months those that fill no group.
func (s *study) cohortGroups(months []int64) []cohortGroup {
	span, days := cohortSpan, s.number("run.days", 365)
	for len(months)/span > 8 {
		span *= 2
	}
	var out []cohortGroup
	for g := range len(months) / span {
		group := cohortGroup{months: months[g*span : (g+1)*span]}
		group.end = math.Min(365, days-float64(group.months[span-1]*30))
		group.shares = make([]moments, len(ages(group.end)))
		out = append(out, group)
	}
	return out
}

// ages are the days of the points of a repurchase curve.
func ages(last float64) []float64 {
	var x []float64
	for age := 0.0; age <= last; age += ageStep {
		x = append(x, age)
	}
	return x
}

func (m spells) cohorts() []int64 {
	var out []int64
	for c := range m {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}

// repurchased returns the share of the cohorts' spells with another kept order by the age, F(a) = Σ n_c·(1 − S_c(a)) /
// Σ n_c with S_c the Kaplan-Meier survival of cohort c. It is undefined unless every cohort was watched that long: a
// mean over fewer and fewer cohorts would jump where one drops out.
func (m spells) repurchased(cohorts []int64, age int64) float64 {
	weighted, size := 0.0, 0.0
	for _, c := range cohorts {
		n := int64(0)
		for _, e := range m[c] {
			n += e.Events + e.Censored
		}
		if n > 0 {
			weighted += float64(n) * (1 - metric.KaplanMeier(m[c], age))
			size += float64(n)
		}
	}
	return weighted / size
}

// ageStep is the number of days between points of a repurchase curve.
const ageStep = 5

// horizon is how long repurchase is followed: a year, or half of the run if that is shorter. Half of the cohorts are
// then watched for the whole horizon.
func (s *study) horizon() int64 {
	days := int64(s.number("run.days", 365))
	return min(365, days/2/ageStep*ageStep)
}

// followed keeps the cohorts whose last member was watched for the horizon.
func (s *study) followed(cohorts []int64) []int64 {
	days := int64(s.number("run.days", 365))
	return slices.DeleteFunc(slices.Clone(cohorts), func(c int64) bool { return c*30+s.horizon() > days })
}

func (s *study) repurchasePanel(curves []curve, last float64) *plot.Plot {
	p := s.newPlot(Label{}, Label{"days since the first kept live order of a month", "距当月首笔保留直播订单的天数"},
		Label{"bought again, %", "已复购，%"})
	p.X.Min, p.X.Max = 0, last
	p.X.Tick.Marker = ticks{want: 8, format: number, steps: []float64{10, 30, 60, 90, 180}}
	p.Y.Tick.Marker = ticks{want: 5, format: percent}
	var all [][]band
	for _, k := range curves {
		all = append(all, k.bands)
	}
	_, p.Y.Max = rangeOf(all, 0.06)
	p.Y.Min = 0
	addGrid(p)
	for _, w := range []float64{30, 90} {
		if w < last {
			s.addVertical(p, w, Label{})
		}
	}
	addCurves(p, curves)
	return p
}

var repurchaseTitle = Label{"Repurchase after a kept live order", "保留直播订单之后的复购"}

// repurchaseFigure compares the scenarios, cohorts weighted by size.
func repurchaseFigure(s *study) figure {
	found, err := s.comebacks()
	if err != nil {
		return leftOut("repurchase", repurchaseTitle, noTable("cohorts", err))
	}
	x := ages(float64(s.horizon()))
	var curves []curve
	for sc := range found.scenarios[:s.drawn()] {
		curves = append(curves, curve{x: x, bands: bands(found.scenarios[sc], s.level), pen: penOf(sc)})
	}
	cohorts := found.cohorts
	if cohorts == 0 {
		return leftOut("repurchase", repurchaseTitle, Label{"no cohort of a measured month was followed long enough", "没有观察足够久的测量期同期群"})
	}
	return figure{
		name: "repurchase", title: repurchaseTitle, legend: s.keys(0, keyLine), height: 240,
		caption: Label{
			fmt.Sprintf("Kaplan-Meier, weighted by size, of the %s watched for at least %s; upright lines at 30 and 90 days. %s",
				param.Count(cohorts, "monthly cohort"), param.Count(s.horizon(), "day"), s.bandNote().EN),
			fmt.Sprintf("观察至少 %[2]d 天的 %[1]d 个月度同期群，按规模加权的 Kaplan-Meier 曲线；竖线为 30 天与 90 天。%[3]s", cohorts, s.horizon(), s.bandNote().ZH),
		},
		body: func(s *study, c draw.Canvas) {
			grid(c, [][]*plot.Plot{{s.repurchasePanel(curves, float64(s.horizon()))}})
		},
	}
}

// cohortSpan is how many monthly cohorts share a curve of the cohort figure.
const cohortSpan = 3

// cohortFigure shows the baseline by cohort: later cohorts drawn darker.
func cohortFigure(s *study) figure {
	title := Label{"Repurchase by cohort: " + s.scenarios[0].title.EN, "分同期群的复购：" + s.scenarios[0].title.ZH}
	found, err := s.comebacks()
	if err != nil {
		return leftOut("cohorts", title, noTable("cohorts", err))
	}
	var curves []curve
	var names []string
	last, span := 0.0, 0
	for g, group := range found.groups {
		if group.end < 30 {
			continue
		}
		last, span = math.Max(last, group.end), len(group.months)
		b := bands(group.shares, s.level)
		for i := range b {
			b[i].lo, b[i].hi = nan, nan // eight bands over each other would hide the lines
		}
		strength := 0.3 + 0.7*float64(g)/math.Max(float64(len(found.groups)-1), 1)
		p := penOf(g)
		p.color = faded(penOf(0).color, strength)
		curves = append(curves, curve{x: ages(group.end), bands: b, pen: p})
		names = append(names, fmt.Sprintf("%d–%d", group.months[0], group.months[span-1]))
	}
	if len(curves) == 0 {
		return leftOut("cohorts", title, Label{"fewer than three monthly cohorts were followed", "月度同期群不足三个"})
	}
	var keys []key
	for i, name := range names {
		keys = append(keys, key{name: Label{"months " + name, "第 " + name + " 月"}, pen: curves[i].pen})
	}
	return figure{
		name: "cohorts", title: title, legend: keys, height: 240,
		caption: Label{
			fmt.Sprintf("Kaplan-Meier by month of the first kept live order, %s a line, as long as all were watched; means of the replicates.", param.Count(span, "month")),
			fmt.Sprintf("按首笔保留直播订单所在月的 Kaplan-Meier 曲线，每 %d 个月一条，画到全部可观察为止；各次重复的均值。", span),
		},
		body: func(s *study, c draw.Canvas) {
			grid(c, [][]*plot.Plot{{s.repurchasePanel(curves, last)}})
		},
	}
}
