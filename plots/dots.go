package plots

import (
	"unicode"
	"unicode/utf8"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// dotColumns is how many panels of dots stand side by side.
const dotColumns = 3

// dotHeight is the height of n panels of dots, a line for each scenario but the baseline.
func (s *study) dotHeight(n int) vg.Length {
	rows := (n + dotColumns - 1) / dotColumns
	return vg.Length(rows) * (58 + 11*vg.Length(len(s.scenarios)-1))
}

// dotPanel shows the difference of each scenario to the baseline with its interval, on an axis of its own: the sizes of
// differences in different numbers do not compare. Scenarios come in the order of the legend, from above; one that
// does not stand apart from the baseline is hollow.
func (s *study) dotPanel(title, unit Label, format func(v, step float64) string, dots []band, far []bool) *plot.Plot {
	p := s.newPlot(title, unit, Label{})
	p.HideY()
	p.Y.Min, p.Y.Max = -float64(len(s.scenarios))+0.4, -0.4
	p.X.Tick.Marker = ticks{want: 4, format: format}
	p.X.Min, p.X.Max = rangeOf([][]band{dots, lineBands(0)}, 0.08)
	s.addVertical(p, 0, Label{})
	for sc := 1; sc < len(s.scenarios); sc++ {
		pen := penOf(sc)
		pen.marker.hollow = !far[sc]
		addDots(p, curve{x: []float64{-float64(sc)}, bands: dots[sc : sc+1], pen: pen}, true)
	}
	return p
}

// gridOf draws panels in rows of the number of columns.
func gridOf(c draw.Canvas, panels []*plot.Plot, columns int) {
	var rows [][]*plot.Plot
	for i := 0; i < len(panels); i += columns {
		row := make([]*plot.Plot, columns)
		copy(row, panels[i:])
		rows = append(rows, row)
	}
	grid(c, rows)
}

// capital begins the English label with a capital letter, as a title.
func capital(l Label) Label {
	first, size := utf8.DecodeRuneInString(l.EN)
	l.EN = string(unicode.ToUpper(first)) + l.EN[size:]
	return l
}
