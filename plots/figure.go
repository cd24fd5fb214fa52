package plots

import (
	"image/color"
	"math"

	"livebazaar/plots/ink"
	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Figure is one picture: a title, what the reader must know to read it, a legend above the data, and panels.
type Figure struct {
	Name    string // of its files
	Title   Label
	Caption Label
	Missing Label // why there is nothing to draw; empty when there is
	legend  []key
	height  vg.Length // of the panels
	body    func(s *Study, c draw.Canvas)
	vector  func() *ink.SVG // the picture, traced once for its file and the report
}

const (
	titleSize   = vg.Length(12.5)
	captionSize = vg.Length(8.5)
	LabelSize   = vg.Length(9)
	tickSize    = vg.Length(8.5)
	legendSize  = vg.Length(9.5)
	margin      = vg.Length(6)
	panelLead   = vg.Length(11.5) // between the lines of a panel's title
)

// leftOut is a figure that the results have no data for, and why.
func leftOut(name string, title, why Label) Figure {
	return Figure{Name: name, Title: title, Missing: why}
}

// style is the style of a text; x and y say which point of the text is placed.
func (s *Study) style(size vg.Length, c color.Color, x text.XAlignment, y text.YAlignment) text.Style {
	f := s.Letters.Font
	f.Size = size
	return text.Style{Color: c, Font: f, XAlign: x, YAlign: y, Handler: s.Letters.Handler}
}

// titleLines are the lines of the title over the figure. The whole one is the picture's own <title>.
func (f Figure) titleLines(s *Study) []string {
	const width = FigureWidth - 2*margin
	return s.Letters.Wrap(s.Letters.Shorten(ink.Shown{Words: f.Title.In(s.Language)}, titleSize, width, 3, ink.CutEnd), titleSize, width)
}

// layout returns the height of the whole figure.
func (f Figure) layout(s *Study) vg.Length {
	title := vg.Length(len(f.titleLines(s)))
	lines := vg.Length(len(s.Letters.Wrap(f.Caption.In(s.Language), captionSize, FigureWidth-2*margin)))
	return margin + title*titleSize*1.45 + lines*captionSize*1.3 + 3 + f.legendHeight(s) + f.height + margin
}

func (f Figure) legendHeight(s *Study) vg.Length {
	if len(f.legend) == 0 {
		return 4
	}
	_, height := s.placeLegend(f.legend)
	return height + 8
}

// drawTo draws the figure on a white canvas of FigureWidth × layout.
func (f Figure) drawTo(s *Study, c draw.Canvas) {
	y := c.Max.Y - margin
	left := c.Min.X + margin
	for _, line := range f.titleLines(s) {
		c.FillText(s.style(titleSize, inkColor, text.XLeft, text.YTop), vg.Point{X: left, Y: y}, line)
		y -= titleSize * 1.45
	}
	for _, line := range s.Letters.Wrap(f.Caption.In(s.Language), captionSize, FigureWidth-2*margin) {
		c.FillText(s.style(captionSize, greyColor, text.XLeft, text.YTop), vg.Point{X: left, Y: y}, line)
		y -= captionSize * 1.3
	}
	y -= 3
	s.drawLegend(c, f.legend, y)
	y -= f.legendHeight(s)
	f.body(s, draw.Crop(c, margin, -margin, margin, y-c.Max.Y))
}

// newPlot returns an empty panel in the package's style.
func (s *Study) newPlot(title, x, y Label) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.Title.Text = title.In(s.Language)
	p.Title.TextStyle = s.style(LabelSize+0.5, inkColor, text.XCenter, text.YTop)
	p.Title.Padding = 3
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.LineStyle = draw.LineStyle{Color: greyColor, Width: 0.6}
		a.Tick.LineStyle = draw.LineStyle{Color: greyColor, Width: 0.6}
		a.Tick.Length = 3
		a.Padding = 0
		a.Tick.Marker = ticks{want: 5, format: number}
	}
	p.X.Label.Text, p.Y.Label.Text = x.In(s.Language), y.In(s.Language)
	p.X.Label.TextStyle = s.style(LabelSize, inkColor, text.XCenter, text.YBottom)
	p.Y.Label.TextStyle = s.style(LabelSize, inkColor, text.XCenter, text.YBottom)
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
func rangeOf(curves [][]markets.Band, room float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, curve := range curves {
		for _, b := range curve {
			for _, v := range []float64{b.Mean, b.Lo, b.Hi} {
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
