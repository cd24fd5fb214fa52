package plots

import (
	"fmt"
	"image/color"

	"livebazaar/agents/param"

	"gonum.org/v1/plot"
)

// dotNote says what the bars through points are.
func (s *study) dotNote() Label {
	if s.manifest.Replicates < 2 {
		return s.bandNote()
	}
	return Label{
		fmt.Sprintf("Bars are %s %% intervals over %s.", levelPercent(s.level), param.Count(s.manifest.Replicates, "replicate")),
		fmt.Sprintf("竖线为 %[2]d 次重复的 %[1]s%% 区间。", levelPercent(s.level), s.manifest.Replicates),
	}
}

// addGroups draws, for each named group, the paired difference of every scenario to the first one, side by side; with
// one scenario alone, its level. values[scenario][replicate][group].
func (s *study) addGroups(p *plot.Plot, names []Label, values cells) {
	var marks []plot.Tick
	var x []float64
	for i, name := range names {
		x = append(x, float64(i))
		marks = append(marks, plot.Tick{Value: float64(i), Label: name.in(s.lang)})
	}
	p.X.Tick.Marker, p.X.Tick.LineStyle.Color = plot.ConstantTicks(marks), color.Transparent
	p.X.Tick.Label.Color = inkColor
	p.X.Min, p.X.Max = -0.5, float64(len(names))-0.5
	var dots []curve
	first := min(1, len(values)-1)
	all := [][]band{lineBands(0)}
	for sc := first; sc < len(values); sc++ {
		diff := newCells(1, len(values[sc]), len(names), nan)[0]
		for rep := range diff {
			for i := range names {
				diff[rep][i] = values[sc][rep][i]
				if first > 0 {
					diff[rep][i] -= values[0][rep][i]
				}
			}
		}
		b := bands(diff, s.level)
		all = append(all, b)
		shift := (float64(sc) - float64(first+len(values)-1)/2) * 7
		dots = append(dots, curve{x: x, bands: b, pen: penOf(sc), shift: shift})
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
