package plots

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/agents/param"
	"livebazaar/plots/markets"
	"livebazaar/sim/metric"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// spells are the cohorts of one market: by cohort, how many spells ended at each age.
type spells map[int64][]metric.Ended

var spellColumns = []string{"cohort", "age", "repeat", "same_streamer", "censored"}

// cohortSpells reads the table cohorts market by market, those of the baseline first, measured cohorts only.
func (s *Study) cohortSpells(each func(scenario, replicate int, m spells)) error {
	m := spells{}
	return s.BaselineFirst("cohorts", markets.Visit{
		Columns: spellColumns,
		Begin:   func(int) { clear(m) },
		Piece: func(r *markets.Rows) (func(int), error) {
			var columns [5][]int64
			for i, name := range spellColumns {
				var err error
				if columns[i], err = r.Whole(name); err != nil {
					return nil, err
				}
			}
			return func(i int) {
				if cohort := columns[0][i]; cohort >= 1 {
					m[cohort] = append(m[cohort], metric.Ended{Age: columns[1][i], Events: columns[2][i], OfCause: columns[3][i], Censored: columns[4][i]})
				}
			}, nil
		},
		End: func(scenario, replicate int) error { each(scenario, replicate, m); return nil },
	})
}

// baselineCohorts are the measured cohorts of the baseline, of all its markets.
func (s *Study) baselineCohorts() ([]int64, error) {
	var out []int64
	err := s.EachMarket("cohorts", func(sc int) bool { return sc == 0 }, markets.Visit{
		Columns: []string{"cohort"},
		Begin:   func(int) {},
		Piece: func(r *markets.Rows) (func(int), error) {
			cohort, err := r.Whole("cohort")
			return func(i int) {
				if c := cohort[i]; c >= 1 && !slices.Contains(out, c) {
					out = append(out, c)
				}
			}, err
		},
		End: func(int, int) error { return nil },
	})
	slices.Sort(out)
	return out, err
}

// comebacks are the shares that bought again by age, over the replicates.
type comebacks struct {
	cohorts int // compared in a market, at most
	from    [len(buysFrom)]compared
	groups  []cohortGroup
}

// compared are shares by scenario, at ages up to the horizon, and how they differ from the baseline's of the same replicate.
type compared struct{ levels, differences [][]markets.Moments }

// buysFrom are those from whom who comes back may buy.
var buysFrom = [...]struct {
	title   Label
	axis    Label
	measure func([]metric.Ended, int64) float64
}{
	{Label{"Bought again", "再次购买"}, boughtAgain, func(ended []metric.Ended, age int64) float64 { return 1 - metric.KaplanMeier(ended, age) }},
	{Label{"Next order from the same streamer", "下一笔来自同一主播"}, Label{"from the same streamer, %", "回购同一主播，%"}, metric.Incidence},
}

const anySeller = 0

// cohortGroup are some successive monthly cohorts of the baseline.
type cohortGroup struct {
	months []int64
	end    float64           // the age up to which all were watched
	shares []markets.Moments // at ages(end)
}

func (s *Study) readComebacks() (comebacks, error) {
	months, err := s.baselineCohorts()
	if err != nil {
		return comebacks{}, err
	}
	x := ages(float64(s.horizon()))
	out := comebacks{groups: s.cohortGroups(months)}
	for of := range buysFrom {
		out.from[of] = compared{markets.NewMoments(len(s.Rules), len(x)), markets.NewMoments(len(s.Rules), len(x))}
	}
	// The baseline's shares are kept for the differences to them, at as many ages at a time as there is room for.
	for from := 0; from < len(x) && err == nil; {
		to := min(len(x), from+max(1, mostKept/len(buysFrom)/max(1, s.Manifest.Replicates)))
		err = s.readComebacksAt(&out, x, from, to)
		from = to
	}
	return out, err
}

// readComebacksAt reads the shares at some of the ages, and with the first of them all that there is one of.
func (s *Study) readComebacksAt(out *comebacks, x []float64, from, to int) error {
	var baseline markets.Kept
	shares := make([]float64, len(buysFrom)*(to-from))
	return s.cohortSpells(func(sc, replicate int, m spells) {
		chosen := s.followed(m.cohorts())
		for of := range buysFrom {
			for i, age := range x[from:to] {
				share := m.repurchased(chosen, int64(age), buysFrom[of].measure)
				shares[of*(to-from)+i] = share
				out.from[of].levels[sc][from+i].Add(share)
			}
		}
		if sc == 0 && len(s.Rules) > 1 {
			baseline.Keep(replicate, shares...)
		}
		if base := baseline.Of(replicate); sc > 0 && base != nil {
			for n, share := range shares {
				out.from[n/(to-from)].differences[sc][from+n%(to-from)].Add(share - base[n])
			}
		}
		if from > 0 {
			return
		}
		out.cohorts = max(out.cohorts, len(chosen))
		for g := range out.groups {
			if group := &out.groups[g]; sc == 0 {
				for i, age := range ages(group.end) {
					group.shares[i].Add(m.repurchased(group.months, int64(age), buysFrom[anySeller].measure))
				}
			}
		}
	})
}

// cohortGroups puts cohortSpan cohorts into a group, or twice, four times … as many: no more than eight lines. Groups that
// were watched for less than a month are left out; of the last months those that fill no group.
func (s *Study) cohortGroups(months []int64) []cohortGroup {
	span, days := cohortSpan, s.number("run.days", 365)
	for len(months)/span > 8 {
		span *= 2
	}
	var out []cohortGroup
	for g := range len(months) / span {
		group := cohortGroup{months: months[g*span : (g+1)*span]}
		group.end = math.Min(365, days-float64(group.months[span-1]*30))
		group.shares = make([]markets.Moments, len(ages(group.end)))
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

// repurchased returns the share of the cohorts' spells with another kept order by the age, F(a) = Σ n_c·F_c(a) / Σ n_c with F_c what
// the measure makes of cohort c: 1 less its Kaplan-Meier survival, or the incidence of a cause. It is undefined unless every
// cohort was watched that long: a mean over fewer and fewer cohorts would jump where one drops out.
func (m spells) repurchased(cohorts []int64, age int64, measure func([]metric.Ended, int64) float64) float64 {
	weighted, size := 0.0, 0.0
	for _, c := range cohorts {
		n := int64(0)
		for _, e := range m[c] {
			n += e.Events + e.Censored
		}
		if n > 0 {
			weighted += float64(n) * measure(m[c], age)
			size += float64(n)
		}
	}
	return weighted / size
}

// ageStep is the number of days between points of a repurchase curve.
const ageStep = 5

// horizon is how long repurchase is followed: a year, or half of the run if that is shorter. Half of the cohorts are
// then watched for the whole horizon.
func (s *Study) horizon() int64 {
	days := int64(s.number("run.days", 365))
	return min(365, days/2/ageStep*ageStep)
}

// followed keeps the cohorts whose last member was watched for the horizon.
func (s *Study) followed(cohorts []int64) []int64 {
	days := int64(s.number("run.days", 365))
	return slices.DeleteFunc(slices.Clone(cohorts), func(c int64) bool { return c*30+s.horizon() > days })
}

// repurchasePanel draws shares by age. What is apart from the baseline may be below 0.
func (s *Study) repurchasePanel(title, x, y Label, curves []curve, last float64, apart bool) *plot.Plot {
	p := s.newPlot(title, x, y)
	p.X.Min, p.X.Max = 0, last
	p.X.Tick.Marker = ticks{want: 8, format: number, steps: []float64{10, 30, 60, 90, 180}}
	p.Y.Tick.Marker = ticks{want: 5, format: percent}
	var all [][]markets.Band
	for _, k := range curves {
		all = append(all, k.bands)
	}
	p.Y.Min, p.Y.Max = rangeOf(all, 0.06)
	if apart {
		p.Y.Tick.Marker = ticks{want: 5, format: signedPercent}
		p.Y.Min, p.Y.Max = math.Min(p.Y.Min, 0), math.Max(p.Y.Max, 0)
	} else {
		p.Y.Min = 0
	}
	addGrid(p)
	if apart {
		addLevel(p, 0, PenOf(0).Color)
	}
	for _, w := range []float64{30, 90} {
		if w < last {
			s.addVertical(p, w, Label{})
		}
	}
	addCurves(p, curves)
	return p
}

var (
	sinceFirst  = Label{"days since the first kept live order of a month", "距当月首笔保留直播订单的天数"}
	boughtAgain = Label{"bought again, %", "已复购，%"}
)

var repurchaseTitle = Label{"Repurchase after a kept live order", "保留直播订单之后的复购"}

// repurchaseFigure compares the scenarios, cohorts weighted by size: who bought again from anybody, and whose next order was from
// the same streamer. Where the curves of scenarios coincide the differences beside them do not.
func repurchaseFigure(s *Study) Figure {
	found, err := s.comebacks()
	if err != nil {
		return leftOut("repurchase", repurchaseTitle, noTable("cohorts", err))
	}
	x := ages(float64(s.horizon()))
	var levels, apart [len(buysFrom)][]curve
	for of, shares := range found.from {
		for sc := range s.drawn() {
			levels[of] = append(levels[of], curve{x: x, bands: markets.Bands(shares.levels[sc], s.Confidence), pen: PenOf(sc)})
			if sc > 0 {
				apart[of] = append(apart[of], curve{x: x, bands: markets.Bands(shares.differences[sc], s.Confidence), pen: PenOf(sc)})
			}
		}
	}
	cohorts := found.cohorts
	if cohorts == 0 {
		return leftOut("repurchase", repurchaseTitle, Label{"no cohort of a measured month was followed long enough", "没有观察足够久的测量期同期群"})
	}
	return Figure{
		Name: "repurchase", Title: repurchaseTitle, legend: s.keys(0, keyLine), height: 165 * vg.Length(len(buysFrom)),
		Caption: Label{
			fmt.Sprintf("Kaplan-Meier and cumulative incidence (Aalen-Johansen), weighted by size, of the %s watched for at least %s; "+
				"upright lines at 30 and 90 days. The tables count later cohorts, those of the days measured. %s",
				param.Count(cohorts, "monthly cohort"), param.Count(s.horizon(), "day"), s.bandNote().EN),
			fmt.Sprintf("观察至少 %[2]d 天的 %[1]d 个月度同期群，按规模加权的 Kaplan-Meier 曲线与累积发生率（Aalen-Johansen）；竖线为 30 天与 90 天。表中指标统计的是计量期内较晚的同期群。%[3]s",
				cohorts, s.horizon(), s.bandNote().ZH),
		},
		body: func(s *Study, c draw.Canvas) {
			var panels [][]*plot.Plot
			for of, seller := range buysFrom {
				below := Label{}
				if of == len(buysFrom)-1 {
					below = sinceFirst
				}
				row := []*plot.Plot{s.repurchasePanel(seller.title, below, seller.axis, levels[of], float64(s.horizon()), false)}
				if len(apart[of]) > 0 {
					row = append(row, s.repurchasePanel(Label{}, below, Label{"difference to baseline, pp", "与基准之差，百分点"}, apart[of], float64(s.horizon()), true))
				}
				panels = append(panels, row)
			}
			grid(c, panels)
		},
	}
}

// cohortSpan is how many monthly cohorts share a curve of the cohort figure.
const cohortSpan = 3

// cohortFigure shows the baseline by cohort: later cohorts drawn darker.
func cohortFigure(s *Study) Figure {
	title := Label{"Repurchase by cohort: " + s.Rules[0].Title.EN, "分同期群的复购：" + s.Rules[0].Title.ZH}
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
		b := markets.Bands(group.shares, s.Confidence)
		for i := range b {
			b[i].Lo, b[i].Hi = markets.NaN, markets.NaN // eight bands over each other would hide the lines
		}
		strength := 0.3 + 0.7*float64(g)/math.Max(float64(len(found.groups)-1), 1)
		p := PenOf(g)
		p.Color = faded(PenOf(0).Color, strength)
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
	return Figure{
		Name: "cohorts", Title: title, legend: keys, height: 240,
		Caption: Label{
			fmt.Sprintf("Kaplan-Meier by month of the first kept live order, %s a line, as long as all were watched; means of the replicates.",
				param.Count(span, "month")),
			fmt.Sprintf("按首笔保留直播订单所在月的 Kaplan-Meier 曲线，每 %d 个月一条，画到全部可观察为止；各次重复的均值。", span),
		},
		body: func(s *Study, c draw.Canvas) {
			grid(c, [][]*plot.Plot{{s.repurchasePanel(Label{}, sinceFirst, boughtAgain, curves, last, false)}})
		},
	}
}
