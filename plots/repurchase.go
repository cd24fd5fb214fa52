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

// readCohortSpells reads the table cohorts, by scenario and replicate, measured cohorts only.
func (s *study) readCohortSpells() ([][]spells, error) {
	fresh := func() spells { return spells{} }
	found, err := gather(s, "cohorts", []string{"cohort", "age", "repeat", "censored"}, fresh, func(r *rows) (func(spells, int), error) {
		var columns [4][]int64
		for i, name := range []string{"cohort", "age", "repeat", "censored"} {
			var err error
			if columns[i], err = r.whole(name); err != nil {
				return nil, err
			}
		}
		return func(m spells, i int) {
			if cohort := columns[0][i]; cohort >= 1 {
				m[cohort] = append(m[cohort], metric.Ended{Age: columns[1][i], Events: columns[2][i], Censored: columns[3][i]})
			}
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return found.markets(fresh), nil
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
	markets, err := s.cohortSpells()
	if err != nil {
		return leftOut("repurchase", repurchaseTitle, noTable("cohorts", err))
	}
	var x []float64
	for age := int64(0); age <= s.horizon(); age += ageStep {
		x = append(x, float64(age))
	}
	var curves []curve
	cohorts := 0
	for sc, runs := range markets {
		var values [][]float64
		for _, m := range runs {
			chosen := s.followed(m.cohorts())
			cohorts = max(cohorts, len(chosen))
			row := make([]float64, len(x))
			for i, age := range x {
				row[i] = m.repurchased(chosen, int64(age))
			}
			values = append(values, row)
		}
		curves = append(curves, curve{x: x, bands: bands(values, s.level), pen: penOf(sc)})
	}
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
	markets, err := s.cohortSpells()
	if err != nil {
		return leftOut("cohorts", title, noTable("cohorts", err))
	}
	var months []int64
	for _, m := range markets[0] {
		for _, c := range m.cohorts() {
			if !slices.Contains(months, c) {
				months = append(months, c)
			}
		}
	}
	slices.Sort(months)
	span := cohortSpan
	for len(months)/span > 8 {
		span *= 2
	}
	days := s.number("run.days", 365)
	groups := len(months) / span
	var curves []curve
	var names []string
	last := 0.0
	for g := range groups {
		group := months[g*span : (g+1)*span]
		end := math.Min(365, days-float64(group[len(group)-1]*30))
		if end < 30 {
			continue
		}
		last = math.Max(last, end)
		var x []float64
		for age := 0.0; age <= end; age += ageStep {
			x = append(x, age)
		}
		var values [][]float64
		for _, m := range markets[0] {
			row := make([]float64, len(x))
			for i, age := range x {
				row[i] = m.repurchased(group, int64(age))
			}
			values = append(values, row)
		}
		b := bands(values, s.level)
		for i := range b {
			b[i].lo, b[i].hi = nan, nan // eight bands over each other would hide the lines
		}
		strength := 0.3 + 0.7*float64(g)/math.Max(float64(groups-1), 1)
		p := penOf(g)
		p.color = faded(penOf(0).color, strength)
		curves = append(curves, curve{x: x, bands: b, pen: p})
		names = append(names, fmt.Sprintf("%d–%d", group[0], group[len(group)-1]))
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
