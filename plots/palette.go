package plots

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// scenarioColors are those of Okabe and Ito (2008, "Color universal design"), told apart with every common form of
// colour blindness, without the yellow, which is too pale for a line on white. The baseline is dark grey. Their order
// makes neighbours differ in lightness too.
var scenarioColors = []color.NRGBA{
	{0x33, 0x33, 0x33, 0xff}, // baseline
	{0x00, 0x72, 0xb2, 0xff}, // blue
	{0xe6, 0x9f, 0x00, 0xff}, // orange
	{0x00, 0x9e, 0x73, 0xff}, // bluish green
	{0xcc, 0x79, 0xa7, 0xff}, // reddish purple
	{0xd5, 0x5e, 0x00, 0xff}, // vermilion
	{0x56, 0xb4, 0xe9, 0xff}, // sky blue
}

// dashes and markers repeat the difference of colour for grey print.
var dashes = [][]vg.Length{
	nil,
	{7, 2.5},
	{2, 2},
	{8, 2, 2, 2},
	{4, 2},
	{10, 2, 2, 2, 2, 2},
	{1, 2},
}

// markers are a circle and regular polygons, drawn by their corners and turn.
var markers = []marker{
	{}, {corners: 4, turn: math.Pi / 4}, {corners: 3, turn: math.Pi / 2}, {corners: 4}, {corners: 3, turn: -math.Pi / 2},
	{corners: 5, turn: math.Pi / 2}, {corners: 6},
}

// marker is the shape of a point; a hollow one says that the point is not set apart from the baseline.
type marker struct {
	corners int // 0: a circle
	turn    float64
	hollow  bool
}

// DrawGlyph implements draw.GlyphDrawer.
func (m marker) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, pt vg.Point) {
	r := sty.Radius
	var p vg.Path
	if m.corners == 0 {
		p.Move(vg.Point{X: pt.X + r, Y: pt.Y})
		p.Arc(pt, r, 0, 2*math.Pi)
	}
	for i := range m.corners {
		// Few corners enclose little: the radius grows so that all shapes weigh alike.
		far := r * vg.Length(1+0.9/float64(m.corners))
		sin, cos := math.Sincos(m.turn + 2*math.Pi*float64(i)/float64(m.corners))
		q := vg.Point{X: pt.X + far*vg.Length(cos), Y: pt.Y + far*vg.Length(sin)}
		if i == 0 {
			p.Move(q)
		} else {
			p.Line(q)
		}
	}
	p.Close()
	c.SetColor(sty.Color)
	if m.hollow {
		c.SetColor(color.White)
	}
	c.Fill(p)
	c.SetLineStyle(draw.LineStyle{Color: sty.Color, Width: 1})
	c.Stroke(p)
}

// pen is how one series is drawn.
type pen struct {
	Color  color.NRGBA
	dash   []vg.Length
	marker marker
	width  vg.Length
}

// PenOf is the pen of scenario i, the same in every figure. Beyond the palette, colours come again with other dashes
// and markers.
func PenOf(i int) pen {
	n := len(scenarioColors)
	return pen{Color: scenarioColors[i%n], dash: dashes[(i+i/n)%n], marker: markers[(i+i/n)%n], width: 1.4}
}

// mostDrawn is how many scenarios look different in a figure: each colour with each marker. Of scenarios that are shown in
// panels of their own there is room for fewer.
var mostDrawn, mostPanels = len(scenarioColors) * len(markers), 12

// drawn is how many scenarios figures show: the baseline and the first ones of the others.
func (s *Study) drawn() int { return min(len(s.Rules), mostDrawn) }

// paneled is how many scenarios figures with a panel for each show.
func (s *Study) paneled() int { return min(len(s.Rules), mostPanels) }

// onlySome says that a figure shows the first n scenarios, and where the others are; nothing where it shows all.
func (s *Study) onlySome(n int, where string) Label {
	if n == len(s.Rules) {
		return Label{}
	}
	return Label{
		fmt.Sprintf(" Shown are the first %d of %d scenarios; the others are in %s.", n, len(s.Rules), where),
		fmt.Sprintf("图中为 %[2]d 个情景中的前 %[1]d 个，其余见 %[3]s。", n, len(s.Rules), where),
	}
}

// Plus is the text with more behind it.
func (l Label) Plus(more Label) Label { return Label{l.EN + more.EN, l.ZH + more.ZH} }

func (p pen) line() draw.LineStyle {
	return draw.LineStyle{Color: p.Color, Width: p.width, Dashes: p.dash}
}

func (p pen) glyph(radius vg.Length) draw.GlyphStyle {
	return draw.GlyphStyle{Color: p.Color, Radius: radius, Shape: p.marker}
}

// faded is a colour mixed with white: opaque, so that overlapping figures print alike everywhere.
func faded(c color.NRGBA, strength float64) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8(255 - (255-float64(v))*strength + 0.5) }
	return color.NRGBA{mix(c.R), mix(c.G), mix(c.B), 0xff}
}

// translucent is the colour with an opacity, for bands that lie over each other.
func translucent(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(opacity*255 + 0.5)
	return c
}

var (
	inkColor  = color.NRGBA{0x1a, 0x1a, 0x1a, 0xff}
	greyColor = color.NRGBA{0x59, 0x59, 0x59, 0xff}
	ruleColor = color.NRGBA{0xd9, 0xd9, 0xd9, 0xff}
)
