package plots

import (
	"image/color"
	"math"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// figure is one picture: a title, what the reader must know to read it, a legend above the data, and panels.
type figure struct {
	name    string // of its files
	title   Label
	caption Label
	missing Label // why there is nothing to draw; empty when there is
	legend  []key
	height  vg.Length // of the panels
	body    func(s *study, c draw.Canvas)
	vector  func() *svgCanvas // the picture, traced once for its file and the report
}

// key is an entry of a legend.
type key struct {
	name Label
	pen  pen
	kind keyKind
}

type keyKind uint8

const (
	keyLine  keyKind = iota // a line with its marker
	keyPoint                // a marker with an interval
)

const (
	titleSize   = vg.Length(12.5)
	captionSize = vg.Length(8.5)
	labelSize   = vg.Length(9)
	tickSize    = vg.Length(8.5)
	legendSize  = vg.Length(9.5)
	margin      = vg.Length(6)
)

// leftOut is a figure that the results have no data for, and why.
func leftOut(name string, title, why Label) figure {
	return figure{name: name, title: title, missing: why}
}

// style is the style of a text; x and y say which point of the text is placed.
func (s *study) style(size vg.Length, c color.Color, x text.XAlignment, y text.YAlignment) text.Style {
	f := s.letters.font
	f.Size = size
	return text.Style{Color: c, Font: f, XAlign: x, YAlign: y, Handler: s.letters.handler}
}

// layout returns the height of the whole figure.
func (f figure) layout(s *study) vg.Length {
	lines := vg.Length(len(s.wrap(f.caption.in(s.lang), captionSize, figureWidth-2*margin)))
	return margin + titleSize*1.45 + lines*captionSize*1.3 + 3 + f.legendHeight(s) + f.height + margin
}

func (f figure) legendHeight(s *study) vg.Length {
	if len(f.legend) == 0 {
		return 4
	}
	rows := 1
	for _, r := range s.legendRows(f.legend) {
		rows = max(rows, r.row+1)
	}
	return vg.Length(rows)*legendSize*1.5 + 8
}

// drawTo draws the figure on a canvas of figureWidth × layout.
func (f figure) drawTo(s *study, c draw.Canvas) {
	c.SetColor(color.White)
	c.Fill(c.Rectangle.Path())
	y := c.Max.Y - margin
	left := c.Min.X + margin
	c.FillText(s.style(titleSize, inkColor, text.XLeft, text.YTop), vg.Point{X: left, Y: y}, f.title.in(s.lang))
	y -= titleSize * 1.45
	for _, line := range s.wrap(f.caption.in(s.lang), captionSize, figureWidth-2*margin) {
		c.FillText(s.style(captionSize, greyColor, text.XLeft, text.YTop), vg.Point{X: left, Y: y}, line)
		y -= captionSize * 1.3
	}
	y -= 3
	s.drawLegend(c, f.legend, y)
	y -= f.legendHeight(s)
	f.body(s, draw.Crop(c, margin, -margin, margin, y-c.Max.Y))
}

// wrap breaks a text into lines of at most the width: between words, and between any two Chinese characters.
func (s *study) wrap(txt string, size, width vg.Length) []string {
	if txt == "" {
		return nil
	}
	sty := s.style(size, inkColor, text.XLeft, text.YTop)
	var lines []string
	line := ""
	for _, word := range breakable(txt) {
		if line != "" && sty.Width(strings.TrimRight(line+word, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// breakable cuts a text where a line may end: after a space, and after a Chinese character unless a closing mark
// follows.
func breakable(txt string) []string {
	var parts []string
	start := 0
	for i, r := range txt {
		end := i + utf8.RuneLen(r)
		next, _ := utf8.DecodeRuneInString(txt[end:])
		wide := r >= 0x2e80 && !strings.ContainsRune("（《“「", r) && !strings.ContainsRune("，。；：、）》”」！？", next)
		if r == ' ' || wide {
			parts = append(parts, txt[start:end])
			start = end
		}
	}
	if start < len(txt) {
		parts = append(parts, txt[start:])
	}
	return parts
}

type legendPlace struct {
	x   vg.Length
	row int
}

const keyWidth = vg.Length(26)

// legendRows places the entries from left to right and opens a new row where one is full.
func (s *study) legendRows(keys []key) []legendPlace {
	sty := s.style(legendSize, inkColor, text.XLeft, text.YCenter)
	var out []legendPlace
	x, row := vg.Length(0), 0
	for _, k := range keys {
		w := keyWidth + 4 + sty.Width(k.name.in(s.lang)) + 14
		if x > 0 && x+w-14 > figureWidth-2*margin {
			x, row = 0, row+1
		}
		out = append(out, legendPlace{x, row})
		x += w
	}
	return out
}

func (s *study) drawLegend(c draw.Canvas, keys []key, top vg.Length) {
	places := s.legendRows(keys)
	sty := s.style(legendSize, inkColor, text.XLeft, text.YCenter)
	for i, k := range keys {
		x := c.Min.X + margin + places[i].x
		y := top - 4 - legendSize*1.5*(vg.Length(places[i].row)+0.5)
		a, b := vg.Point{X: x, Y: y}, vg.Point{X: x + keyWidth, Y: y}
		mid := vg.Point{X: x + keyWidth/2, Y: y}
		switch k.kind {
		case keyLine:
			c.StrokeLine2(k.pen.line(), a.X, a.Y, b.X, b.Y)
			c.DrawGlyph(k.pen.glyph(2.2), mid)
		case keyPoint:
			c.StrokeLine2(draw.LineStyle{Color: k.pen.color, Width: 1.1}, a.X+4, a.Y, b.X-4, b.Y)
			c.DrawGlyph(k.pen.glyph(2.6), mid)
		}
		c.FillText(sty, vg.Point{X: b.X + 4, Y: y + 0.8}, k.name.in(s.lang)) // letters sit above the middle of their line
	}
}

// keys is the legend of the scenarios from the first one.
func (s *study) keys(from int, kind keyKind) []key {
	var out []key
	for i := from; i < len(s.scenarios); i++ {
		out = append(out, key{name: s.scenarios[i].title, pen: penOf(i), kind: kind})
	}
	return out
}

// newPlot returns an empty panel in the package's style.
func (s *study) newPlot(title, x, y Label) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.Title.Text = title.in(s.lang)
	p.Title.TextStyle = s.style(labelSize+0.5, inkColor, text.XCenter, text.YTop)
	p.Title.Padding = 3
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.LineStyle = draw.LineStyle{Color: greyColor, Width: 0.6}
		a.Tick.LineStyle = draw.LineStyle{Color: greyColor, Width: 0.6}
		a.Tick.Length = 3
		a.Padding = 0
		a.Tick.Marker = ticks{want: 5, format: number}
	}
	p.X.Label.Text, p.Y.Label.Text = x.in(s.lang), y.in(s.lang)
	p.X.Label.TextStyle = s.style(labelSize, inkColor, text.XCenter, text.YBottom)
	p.Y.Label.TextStyle = s.style(labelSize, inkColor, text.XCenter, text.YBottom)
	p.X.Label.Padding, p.Y.Label.Padding = 2, 2
	p.X.Tick.Label = s.style(tickSize, greyColor, text.XCenter, text.YTop)
	p.Y.Tick.Label = s.style(tickSize, greyColor, text.XRight, text.YCenter)
	return p
}

// grid draws panels in rows with their data areas aligned; a nil panel leaves its place empty.
func grid(c draw.Canvas, panels [][]*plot.Plot) {
	tiles := draw.Tiles{
		Rows: len(panels), Cols: len(panels[0]),
		PadX: 14, PadY: 10, PadTop: 2, PadRight: 10, PadLeft: 1, PadBottom: 1,
	}
	for j, row := range plot.Align(panels, tiles, c) {
		for i, canvas := range row {
			if panels[j][i] != nil {
				panels[j][i].Draw(canvas)
			}
		}
	}
}

// rangeOf returns the range of the bounds (or means) of bands, with the share of room on each side.
func rangeOf(curves [][]band, room float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, curve := range curves {
		for _, b := range curve {
			for _, v := range []float64{b.mean, b.lo, b.hi} {
				if !math.IsNaN(v) && !math.IsInf(v, 0) {
					lo, hi = math.Min(lo, v), math.Max(hi, v)
				}
			}
		}
	}
	if lo > hi {
		return 0, 1
	}
	if hi-lo < 1e-9*math.Max(math.Abs(hi), 1e-9) {
		d := math.Max(math.Abs(hi)*0.05, 1e-6)
		lo, hi = lo-d, hi+d
	}
	return lo - room*(hi-lo), hi + room*(hi-lo)
}
