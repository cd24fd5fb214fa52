package plots

import (
	"fmt"
	"image/color"

	"livebazaar/agents/param"
	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// dotNote says what the bars through points are.
func (s *Study) dotNote() Label {
	if s.Manifest.Replicates < 2 {
		return s.bandNote()
	}
	return Label{
		fmt.Sprintf("Bars are %s %% intervals over %s.", LevelPercent(s.Confidence), param.Count(s.Manifest.Replicates, "replicate")),
		fmt.Sprintf("竖线为 %[2]d 次重复的 %[1]s%% 区间。", LevelPercent(s.Confidence), s.Manifest.Replicates),
	}
}

// groupAxis is about how wide the axis beside groups is.
const groupAxis = 50

// addGroups draws, for each named group, the paired difference of every scenario to the first one, side by side; with
// one scenario alone, its level. values[scenario][group]. The panel has the width.
func (s *Study) addGroups(p *plot.Plot, names []Label, values [][]markets.Moments, width vg.Length) {
	values = values[:s.drawn()]
	step := min(7, 0.85*float64(width-groupAxis)/float64(len(names))/float64(max(len(values)-2, 1)))
	var marks []plot.Tick
	var x []float64
	for i, name := range names {
		x = append(x, float64(i))
		marks = append(marks, plot.Tick{Value: float64(i), Label: name.In(s.Language)})
	}
	p.X.Tick.Marker, p.X.Tick.LineStyle.Color = plot.ConstantTicks(marks), color.Transparent
	p.X.Tick.Label.Color = inkColor
	p.X.Min, p.X.Max = -0.5, float64(len(names))-0.5
	var dots []curve
	first := min(1, len(values)-1)
	all := [][]markets.Band{lineBands(0)}
	for sc := first; sc < len(values); sc++ {
		b := markets.Bands(values[sc], s.Confidence)
		all = append(all, b)
		shift := (float64(sc) - float64(first+len(values)-1)/2) * step
		dots = append(dots, curve{x: x, bands: b, pen: PenOf(sc), shift: shift, size: min(dotSize, max(vg.Length(step/2), leastDot))})
	}
	p.Y.Min, p.Y.Max = rangeOf(all, 0.06)
	p.Y.Tick.Marker = ticks{want: 5, format: signedNumber}
	if first == 0 {
		p.Y.Tick.Marker = ticks{want: 5, format: number}
	}
	addGrid(p)
	addLevel(p, 0, greyColor)
	for _, d := range dots {
		addDots(p, d, false)
	}
}
