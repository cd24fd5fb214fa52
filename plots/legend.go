package plots

import (
	"math"

	"livebazaar/plots/ink"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// key is an entry of a legend. Its name may be shortened, the note behind it never is.
type key struct {
	name, note Label
	pen        pen
	kind       keyKind
}

type keyKind uint8

const (
	keyLine  keyKind = iota // a line with its marker
	keyPoint                // a marker with an interval
)

const (
	keyWidth = vg.Length(26) // of the line before a name
	keyGap   = vg.Length(4)  // between both
	keySpace = vg.Length(14) // between entries
	keyLines = 3             // of the longest name, where there are few

	keyColumns = 12 // entries above which they stand in columns
	keyRow     = legendSize * 1.5
	keyLead    = legendSize * 1.25 // between the lines of a name
)

// placedKey is an entry in its place: the lines of its text, how far it is from the left and its row from the top.
type placedKey struct {
	lines  []string
	x, top vg.Length
}

// placeLegend places the entries from left to right and opens a new row where one is full. Few names may be long and take
// several lines; many stand in columns, two at least.
func (s *Study) placeLegend(keys []key) (placed []placedKey, height vg.Length) {
	const whole = FigureWidth - 2*margin
	sty := s.style(legendSize, inkColor, text.XLeft, text.YCenter)
	widest := vg.Length(0)
	var texts []ink.Shown
	for _, k := range keys {
		t := ink.Shown{Words: k.name.In(s.Language), Note: k.note.In(s.Language)}
		texts, widest = append(texts, t), max(widest, sty.Width(t.Words+t.Note))
	}
	room, most, column := whole-keyWidth-keyGap, keyLines, vg.Length(0)
	switch n := len(keys); {
	case n > keyColumns:
		columns := math.Floor(float64((whole + keySpace) / (widest + keyWidth + keyGap + keySpace)))
		column = (whole+keySpace)/vg.Length(min(max(columns, 2), 5)) - keySpace
		room, most = column-keyWidth-keyGap, 1
	case n > keyColumns/2:
		room, most = (whole-keySpace)/2-keyWidth-keyGap, 2
	}
	x, high := vg.Length(0), vg.Length(0) // of the row so far
	for i, name := range s.Letters.ShortenAll(texts, legendSize, room, most) {
		lines := s.Letters.Wrap(name+texts[i].Note, legendSize, room)
		w := vg.Length(0)
		for _, line := range lines {
			w = max(w, sty.Width(line))
		}
		w = max(w+keyWidth+keyGap, column)
		if x > 0 && x+w > whole+0.01 {
			x, height, high = 0, height+high, 0
		}
		placed = append(placed, placedKey{lines, x, height})
		tall := keyRow
		if len(lines) > 1 {
			tall += keyLead*vg.Length(len(lines)-1) + 2
		}
		x, high = x+w+keySpace, max(high, tall)
	}
	return placed, height + high
}

func (s *Study) drawLegend(c draw.Canvas, keys []key, top vg.Length) {
	placed, _ := s.placeLegend(keys)
	sty := s.style(legendSize, inkColor, text.XLeft, text.YCenter)
	for i, k := range keys {
		x := c.Min.X + margin + placed[i].x
		y := top - 4 - placed[i].top - keyRow*0.5
		a, b := vg.Point{X: x, Y: y}, vg.Point{X: x + keyWidth, Y: y}
		mid := vg.Point{X: x + keyWidth/2, Y: y}
		switch k.kind {
		case keyLine:
			c.StrokeLine2(k.pen.line(), a.X, a.Y, b.X, b.Y)
			c.DrawGlyph(k.pen.glyph(2.2), mid)
		case keyPoint:
			c.StrokeLine2(draw.LineStyle{Color: k.pen.Color, Width: 1.1}, a.X+4, a.Y, b.X-4, b.Y)
			c.DrawGlyph(k.pen.glyph(2.6), mid)
		}
		for n, line := range placed[i].lines { // letters sit above the middle of their line
			c.FillText(sty, vg.Point{X: b.X + keyGap, Y: y + 0.8 - keyLead*vg.Length(n)}, line)
		}
	}
}

// keys is the legend of the scenarios from the first one.
func (s *Study) keys(from int, kind keyKind) []key {
	var out []key
	for i := from; i < s.drawn(); i++ {
		out = append(out, key{name: s.Rules[i].Title, pen: PenOf(i), kind: kind})
	}
	return out
}
