package plots

import (
	"math"
	"unicode"
	"unicode/utf8"

	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// dotColumns is how many panels of dots stand side by side.
const dotColumns = 3

// dotHeight is the height of n panels of dots, a line for each scenario but the baseline. Many lines stand closer.
func (s *Study) dotHeight(n int) vg.Length {
	rows := (n + dotColumns - 1) / dotColumns
	return vg.Length(rows) * (58 + s.dotPitch()*vg.Length(s.drawn()-1))
}

// dotPitch is the distance between the lines of a panel of dots.
func (s *Study) dotPitch() vg.Length { return min(11, max(132/vg.Length(max(s.drawn()-1, 1)), 4.5)) }

// dotPanel shows the difference of each scenario to the baseline with its interval, on an axis of its own: the sizes of
// differences in different numbers do not compare. Scenarios come in the order of the legend, from above; one that
// does not stand apart from the baseline is hollow.
func (s *Study) dotPanel(title, unit Label, format func(v, step float64) string, dots []markets.Band, far []bool) *plot.Plot {
	p := s.newPlot(title, unit, Label{})
	p.HideY()
	p.Y.Min, p.Y.Max = -float64(s.drawn())+0.4, -0.4
	p.X.Tick.Marker = fitting{ticks{want: 4, format: format}, panelCharacters}
	p.X.Min, p.X.Max = rangeOf([][]markets.Band{dots, lineBands(0)}, 0.08)
	s.addVertical(p, 0, Label{})
	for sc := 1; sc < s.drawn(); sc++ {
		pen := PenOf(sc)
		pen.marker.hollow = !far[sc]
		addDots(p, curve{x: []float64{-float64(sc)}, bands: dots[sc : sc+1], pen: pen, size: min(dotSize, s.dotPitch()/2)}, true)
	}
	return p
}

// panelCharacters is how many characters of a label fit below the axis of a panel, and overhang how many of them may stand out at
// either end.
const panelCharacters, overhang = 34, 1

// gap is how many characters are left free between two labels.
const gap = 1

// fitting are ticks with so many fewer labels that they fit below an axis of a number of characters: none over its neighbour, none cut
// off at an end.
type fitting struct {
	ticks
	characters float64
}

// Ticks implements plot.Ticker.
func (t fitting) Ticks(lo, hi float64) []plot.Tick {
	var marks []plot.Tick
	at := func(m plot.Tick) float64 { return (m.Value - lo) / (hi - lo) * t.characters }
	for ; t.want > 0; t.want-- {
		if marks = t.ticks.Ticks(lo, hi); t.apart(marks, at) {
			break
		}
	}
	for i, m := range marks {
		half := float64(utf8.RuneCountInString(m.Label))/2 - overhang
		if x := at(m); x < half || t.characters-x < half {
			marks[i].Label = ""
		}
	}
	return marks
}

// apart reports whether all labels are far enough from the next, and fit below the axis together.
func (t fitting) apart(marks []plot.Tick, at func(plot.Tick) float64) bool {
	written, end := 0.0, math.Inf(-1)
	for _, m := range marks {
		length := float64(utf8.RuneCountInString(m.Label))
		written += length + 2
		if length > 0 {
			if at(m)-length/2 < end+gap {
				return false
			}
			end = at(m) + length/2
		}
	}
	return written <= t.characters
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

// Capital begins the English label with a capital letter, as a title.
func Capital(l Label) Label {
	first, size := utf8.DecodeRuneInString(l.EN)
	l.EN = string(unicode.ToUpper(first)) + l.EN[size:]
	return l
}
