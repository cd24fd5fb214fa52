package plots

import (
	"fmt"
	"math"

	"livebazaar/agents/param"

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
func gmvFigure(s *study, column string) figure {
	title := gmvTitles[column]
	first, daily, err := s.series("days", "day", column)
	if err != nil {
		return leftOut(column, title, noTable("days", err))
	}
	length := len(daily[0][0])
	if length < gmvWindow+gmvStep {
		return leftOut(column, title, Label{
			fmt.Sprintf("the run is shorter than %d days", gmvWindow+gmvStep), fmt.Sprintf("模拟不足 %d 天", gmvWindow+gmvStep),
		})
	}
	var x []float64
	for t := gmvWindow - 1; t < length; t++ {
		if (first+t)%gmvStep == 0 {
			x = append(x, float64(first+t))
		}
	}
	smooth := newCells(len(daily), len(daily[0]), len(x), nan)
	for sc := range daily {
		for rep, run := range daily[sc] {
			mean := trailing(run, gmvWindow)
			for i := range x {
				smooth[sc][rep][i] = mean[int(x[i])-first] / s.consumers()
			}
		}
	}
	var levels, diffs []curve
	for sc := range smooth {
		k := curve{x: x, bands: bands(smooth[sc], s.level), pen: penOf(sc)}
		levels = append(levels, k)
		if sc > 0 {
			k.bands = relative(smooth[sc], smooth[0], s.level)
			diffs = append(diffs, k)
		}
	}
	height := gmvPanelHeight
	if len(diffs) > 0 {
		height *= 1.7
	}
	return figure{
		name: column, title: title, height: height, legend: s.keys(0, keyLine),
		caption: Label{
			fmt.Sprintf("Each point is the mean of the %d days that end with it. %s", gmvWindow, s.bandNote().EN),
			fmt.Sprintf("每点为截至当日 %d 天的均值。%s", gmvWindow, s.bandNote().ZH),
		},
		body: func(s *study, c draw.Canvas) {
			day := Label{"days since the rules switched", "规则切换后的天数"}
			if len(s.scenarios) == 1 {
				day = Label{"days since the end of warm-up", "预热结束后的天数"}
			}
			top := s.timePanel(plain(""), plain(""), s.perConsumerDay(), levels, x, 0.12)
			s.addVertical(top, 0, s.switchNote())
			panels := [][]*plot.Plot{{top}}
			if len(diffs) == 0 {
				top.X.Label.Text = day.in(s.lang)
			} else {
				low := s.timePanel(plain(""), day, Label{"difference to baseline, %", "与基准之差，%"}, diffs, x, 0.12)
				low.Y.Tick.Marker = ticks{want: 5, format: signedPercent}
				low.Y.Min, low.Y.Max = math.Min(low.Y.Min, 0), math.Max(low.Y.Max, 0)
				addLevel(low, 0, penOf(0).color)
				s.addVertical(low, 0, Label{})
				panels = append(panels, []*plot.Plot{low})
			}
			grid(c, panels)
		},
	}
}

const gmvPanelHeight vg.Length = 205

// timePanel is a panel of curves over time, with room above for the note at the switch of rules.
func (s *study) timePanel(title, x, y Label, curves []curve, at []float64, room float64) *plot.Plot {
	p := s.newPlot(title, x, y)
	p.X.Tick.Marker = dayTicks
	p.X.Min, p.X.Max = at[0], at[len(at)-1]
	var all [][]band
	for _, k := range curves {
		all = append(all, k.bands)
	}
	p.Y.Min, p.Y.Max = rangeOf(all, room)
	addGrid(p)
	addCurves(p, curves)
	return p
}

// perConsumerDay names the unit of amounts divided by consumers.
func (s *study) perConsumerDay() Label {
	if s.consumers() == 1 {
		return Label{"yuan a day", "元/天"}
	}
	return Label{"yuan per consumer and day", "元/（人·天）"}
}

// bandNote says what the bands of a figure are.
func (s *study) bandNote() Label {
	if s.manifest.Replicates < 2 {
		return Label{"One replicate: no intervals.", "仅一次重复，没有区间。"}
	}
	return Label{
		fmt.Sprintf("Lines are means of %s, bands their %s %% intervals.", param.Count(s.manifest.Replicates, "replicate"), levelPercent(s.level)),
		fmt.Sprintf("曲线为 %d 次重复的均值，色带为 %s%% 区间。", s.manifest.Replicates, levelPercent(s.level)),
	}
}

// switchNote names day 0.
func (s *study) switchNote() Label {
	if len(s.scenarios) == 1 {
		return Label{"end of warm-up", "预热结束"}
	}
	return Label{"rules switch", "规则切换"}
}

// noTable says that a table could not be used.
func noTable(table string, err error) Label {
	return Label{fmt.Sprintf("the table %s has no data (%v)", table, err), fmt.Sprintf("表 %s 没有数据（%v）", table, err)}
}

// trailing returns the mean over the window that ends at each position, m(t) = Σ v(u)/w for u from t−w+1 to t. It looks
// back only, so that nothing after the switch of rules shows before it. Positions without a full window are NaN.
func trailing(v []float64, window int) []float64 {
	out := make([]float64, len(v))
	for t := range v {
		out[t] = nan
		if t+1 < window {
			continue
		}
		sum := 0.0
		for _, x := range v[t+1-window : t+1] {
			sum += x
		}
		out[t] = sum / float64(window)
	}
	return out
}
