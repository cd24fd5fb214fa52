package plots

import (
	"fmt"
	"math"

	"livebazaar/agents/param"
	"livebazaar/plots/markets"
	"livebazaar/sim/student"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// gmvWindow is the number of days a point of the GMV curves averages over: four weeks, so that weekdays weigh alike.
const gmvWindow = 28

// gmvStep is the number of days between points: a moving mean of four weeks has nothing finer to show.
const gmvStep = 7

var gmvTitles = map[string]Label{
	"gmv":     {"GMV over time (orders placed)", "成交总额的变化（按下单计）"},
	"gmv_net": {"Net GMV over time (orders paid and kept)", "净成交的变化（已支付且未退货）"},
}

// gmvFigure shows a daily amount of the platform: per consumer and day above, and the paired difference to the baseline
// below, where the noise that scenarios share through common random numbers is gone.
func gmvFigure(s *Study, column string) Figure {
	title := gmvTitles[column]
	at, err := s.daysSpan()
	if err != nil {
		return leftOut(column, title, noTable("days", err))
	}
	if at.Len() < gmvWindow+gmvStep {
		return leftOut(column, title, Label{
			fmt.Sprintf("the run is shorter than %d days", gmvWindow+gmvStep), fmt.Sprintf("模拟不足 %d 天", gmvWindow+gmvStep),
		})
	}
	var days []int
	var x []float64
	for t := at.First + gmvWindow - 1; t <= at.Last; t++ {
		if t%gmvStep == 0 {
			days, x = append(days, t), append(x, float64(t))
		}
	}
	// The baseline's points are kept for the differences to it, of as many days at a time as there is room for.
	var level, diff [][]markets.Band
	for left := days; len(left) > 0; {
		n := min(len(left), max(1, mostKept/max(1, s.Manifest.Replicates)))
		l, d, err := s.gmvOn(left[:n], column, at)
		if err != nil {
			return leftOut(column, title, noTable("days", err))
		}
		level, diff, left = joined(level, l), joined(diff, d), left[n:]
	}
	var levels, diffs []curve
	for sc := range level[:s.drawn()] {
		levels = append(levels, curve{x: x, bands: level[sc], pen: PenOf(sc)})
		if sc > 0 {
			diffs = append(diffs, curve{x: x, bands: diff[sc], pen: PenOf(sc)})
		}
	}
	height := gmvPanelHeight
	if len(diffs) > 0 {
		height *= 1.7
	}
	return Figure{
		Name: column, Title: title, height: height, legend: s.keys(0, keyLine),
		Caption: Label{
			fmt.Sprintf("Each point is the mean of the %d days that end with it. %s", gmvWindow, s.bandNote().EN),
			fmt.Sprintf("每点为截至当日 %d 天的均值。%s", gmvWindow, s.bandNote().ZH),
		},
		body: func(s *Study, c draw.Canvas) {
			day := Label{"days since the rules switched", "规则切换后的天数"}
			if len(s.Rules) == 1 {
				day = Label{"days since the end of warm-up", "预热结束后的天数"}
			}
			top := s.timePanel(Plain(""), Plain(""), s.perConsumerDay(), levels, x, 0.12)
			s.addVertical(top, 0, s.switchNote())
			panels := [][]*plot.Plot{{top}}
			if len(diffs) == 0 {
				top.X.Label.Text = day.In(s.Language)
			} else {
				low := s.timePanel(Plain(""), day, Label{"difference to baseline, %", "与基准之差，%"}, diffs, x, 0.12)
				low.Y.Tick.Marker = ticks{want: 5, format: signedPercent}
				low.Y.Min, low.Y.Max = math.Min(low.Y.Min, 0), math.Max(low.Y.Max, 0)
				addLevel(low, 0, PenOf(0).Color)
				s.addVertical(low, 0, Label{})
				panels = append(panels, []*plot.Plot{low})
			}
			grid(c, panels)
		},
	}
}

const gmvPanelHeight vg.Length = 205

// timePanel is a panel of curves over time, with room above for the note at the switch of rules.
func (s *Study) timePanel(title, x, y Label, curves []curve, at []float64, room float64) *plot.Plot {
	p := s.newPlot(title, x, y)
	p.X.Tick.Marker = dayTicks
	p.X.Min, p.X.Max = at[0], at[len(at)-1]
	var all [][]markets.Band
	for _, k := range curves {
		all = append(all, k.bands)
	}
	p.Y.Min, p.Y.Max = rangeOf(all, room)
	addGrid(p)
	addCurves(p, curves)
	return p
}

// perConsumerDay names the unit of amounts divided by consumers.
func (s *Study) perConsumerDay() Label {
	if s.Consumers() == 1 {
		return Label{"yuan a day", "元/天"}
	}
	return Label{"yuan per consumer and day", "元/（人·天）"}
}

// bandNote says what the bands of a figure are.
func (s *Study) bandNote() Label { return s.bandNoteOf(s.Manifest.Replicates) }

// bandNoteOf is bandNote where lines are means of some of the replicates.
func (s *Study) bandNoteOf(replicates int) Label {
	if replicates < 2 {
		return Label{"One replicate: no intervals.", "仅一次重复，没有区间。"}
	}
	if s.drawn() > MostBands {
		return Label{
			fmt.Sprintf("Lines are means of %d replicates; of the %s %% intervals only the baseline's is drawn, as a band: there are too many to tell apart.",
				replicates, LevelPercent(s.Confidence)),
			fmt.Sprintf("曲线为 %d 次重复的均值；情景众多，%s%% 区间只画基准的色带。", replicates, LevelPercent(s.Confidence)),
		}
	}
	return Label{
		fmt.Sprintf("Lines are means of %s, bands their %s %% intervals.", param.Count(replicates, "replicate"), LevelPercent(s.Confidence)),
		fmt.Sprintf("曲线为 %d 次重复的均值，色带为 %s%% 区间。", replicates, LevelPercent(s.Confidence)),
	}
}

// switchNote names day 0.
func (s *Study) switchNote() Label {
	if len(s.Rules) == 1 {
		return Label{"end of warm-up", "预热结束"}
	}
	return Label{"rules switch", "规则切换"}
}

// noTable says that a table could not be used.
func noTable(table string, err error) Label {
	return Label{fmt.Sprintf("the table %s has no data (%v)", table, err), fmt.Sprintf("表 %s 没有数据（%v）", table, err)}
}

// mostKept is how many numbers of the baseline's markets a figure holds at once: 16 MB.
const mostKept = 1 << 21

// gmvOn returns the levels and relative differences on some days, by scenario.
func (s *Study) gmvOn(days []int, column string, at markets.Span) (level, diff [][]markets.Band, err error) {
	levels, diffs := markets.NewMoments(len(s.Rules), len(days)), make([][]student.Ratio, len(s.Rules))
	for sc := range diffs {
		diffs[sc] = make([]student.Ratio, len(days))
	}
	var baseline markets.Kept
	smooth := make([]float64, len(days))
	err = s.BaselineFirst("days", markets.Series("day", column, at, func(sc, replicate int, v []float64) error {
		for i, day := range days {
			smooth[i] = trailing(v, day-at.First, gmvWindow) / s.Consumers()
		}
		markets.AddAll(levels[sc], smooth)
		if sc == 0 {
			if len(s.Rules) > 1 {
				baseline.Keep(replicate, smooth...)
			}
			return nil
		}
		for i, base := range baseline.Of(replicate) {
			markets.Pair(&diffs[sc][i], smooth[i], base)
		}
		return nil
	}))
	for sc := range levels {
		level, diff = append(level, markets.Bands(levels[sc], s.Confidence)), append(diff, markets.Relative(diffs[sc], s.Confidence))
	}
	return level, diff, err
}

// joined sets the bands of later days beside those of earlier ones.
func joined(earlier, later [][]markets.Band) [][]markets.Band {
	if earlier == nil {
		return later
	}
	for sc := range earlier {
		earlier[sc] = append(earlier[sc], later[sc]...)
	}
	return earlier
}

// trailing returns the mean over the window that ends at a position, m(t) = Σ v(u)/w for u from t−w+1 to t. It looks
// back only, so that nothing after the switch of rules shows before it. A position without a full window is NaN.
func trailing(v []float64, t, window int) float64 {
	if t+1 < window {
		return markets.NaN
	}
	sum := 0.0
	for _, x := range v[t+1-window : t+1] {
		sum += x
	}
	return sum / float64(window)
}
