package ink

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// SVG is a vg.Canvas that writes small, repeatable SVG. gonum's own canvas names fonts that the reader may not
// have: here a Latin text names Liberation Sans and the fonts with equal widths, and a text in the Chinese face is
// drawn as outlines, each character defined once and used by reference.
type SVG struct {
	w, h    vg.Length
	letters *Lettering
	body    bytes.Buffer
	glyphs  []glyph // every character used by reference, in the order of first use
	used    GlyphSet
	stack   []svgState
}

// GlyphSet is a set of characters: those whose outlines are defined already, in this file or earlier in the same page.
type GlyphSet map[sfnt.GlyphIndex]bool

type svgState struct {
	color  color.Color
	width  vg.Length
	dash   []vg.Length
	offset vg.Length
	m      affine
}

// affine maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) apply(p vg.Point) (x, y float64) {
	px, py := p.X.Points(), p.Y.Points()
	return m.a*px + m.c*py + m.e, m.b*px + m.d*py + m.f
}

func (m affine) times(n affine) affine {
	return affine{
		a: m.a*n.a + m.c*n.b, b: m.b*n.a + m.d*n.b,
		c: m.a*n.c + m.c*n.d, d: m.b*n.c + m.d*n.d,
		e: m.a*n.e + m.c*n.f + m.e, f: m.b*n.e + m.d*n.f + m.f,
	}
}

// NewSVG returns an empty picture of a width and a height.
func NewSVG(w, h vg.Length, letters *Lettering) *SVG {
	return &SVG{
		w: w, h: h, letters: letters, used: GlyphSet{},
		// vg counts y upwards, SVG downwards.
		stack: []svgState{{color: color.Black, width: 1, m: affine{a: 1, d: -1, f: h.Points()}}},
	}
}

// Bytes returns the picture as an <svg> element; title and description are for readers that cannot see it. It defines
// the characters that are not known yet, which then are.
func (c *SVG) Bytes(title, description string, known GlyphSet) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" `+
		`width="%spt" height="%spt" viewBox="0 0 %[1]s %[2]s" role="img">`+"\n", short(c.w.Points()), short(c.h.Points()))
	fmt.Fprintf(&out, "<title>%s</title>\n<desc>%s</desc>\n", markup(title), markup(description))
	var defs bytes.Buffer
	for _, g := range c.glyphs {
		if !known[g.index] {
			known[g.index] = true
			fmt.Fprintf(&defs, "<path id=\"%s\" d=\"%s\"/>\n", g.id(), glyphData(g.segments))
		}
	}
	if defs.Len() > 0 {
		fmt.Fprintf(&out, "<defs>\n%s</defs>\n", defs.Bytes())
	}
	out.WriteString(`<g stroke-linejoin="round" font-family="'Liberation Sans',Arial,Helvetica,sans-serif">` + "\n")
	out.Write(c.body.Bytes())
	out.WriteString("</g>\n</svg>\n")
	return out.Bytes()
}

// short writes a number with at most two decimals: a hundredth of a point is finer than print.
func short(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func (c *SVG) top() *svgState { return &c.stack[len(c.stack)-1] }

// At is where a point stands on the page, from the left and from above.
func (c *SVG) At(p vg.Point) (x, y float64) { return c.top().m.apply(p) }

// Size returns the size of the picture.
func (c *SVG) Size() (w, h vg.Length) { return c.w, c.h }

// SetLineWidth implements vg.Canvas.
func (c *SVG) SetLineWidth(w vg.Length) { c.top().width = w }

// SetLineDash implements vg.Canvas.
func (c *SVG) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.top().dash, c.top().offset = pattern, offset
}

// SetColor implements vg.Canvas.
func (c *SVG) SetColor(clr color.Color) {
	if clr == nil {
		clr = color.Black
	}
	c.top().color = clr
}

// Rotate implements vg.Canvas.
func (c *SVG) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	c.top().m = c.top().m.times(affine{a: cos, b: sin, c: -sin, d: cos})
}

// Translate implements vg.Canvas.
func (c *SVG) Translate(p vg.Point) {
	c.top().m = c.top().m.times(affine{a: 1, d: 1, e: p.X.Points(), f: p.Y.Points()})
}

// Scale implements vg.Canvas.
func (c *SVG) Scale(x, y float64) { c.top().m = c.top().m.times(affine{a: x, d: y}) }

// Push implements vg.Canvas.
func (c *SVG) Push() { c.stack = append(c.stack, *c.top()) }

// Pop implements vg.Canvas.
func (c *SVG) Pop() { c.stack = c.stack[:len(c.stack)-1] }

func paint(attribute string, clr color.Color) string {
	n := color.NRGBAModel.Convert(clr).(color.NRGBA)
	s := fmt.Sprintf(` %s="#%02x%02x%02x"`, attribute, n.R, n.G, n.B)
	if n.A < 255 {
		s += fmt.Sprintf(` %s-opacity="%s"`, attribute, short(float64(n.A)/255))
	}
	return s
}

// Stroke implements vg.Canvas.
func (c *SVG) Stroke(path vg.Path) {
	s := c.top()
	if s.width <= 0 {
		return
	}
	fmt.Fprintf(&c.body, `<path d="%s" fill="none"%s stroke-width="%s"`, c.data(path), paint("stroke", s.color), short(s.width.Points()))
	if len(s.dash) > 0 {
		var parts []string
		for _, d := range s.dash {
			parts = append(parts, short(d.Points()))
		}
		fmt.Fprintf(&c.body, ` stroke-dasharray="%s"`, strings.Join(parts, " "))
		if s.offset != 0 {
			fmt.Fprintf(&c.body, ` stroke-dashoffset="%s"`, short(s.offset.Points()))
		}
	}
	c.body.WriteString("/>\n")
}

// Fill implements vg.Canvas.
func (c *SVG) Fill(path vg.Path) {
	fmt.Fprintf(&c.body, "<path d=\"%s\"%s/>\n", c.data(path), paint("fill", c.top().color))
}

func (c *SVG) data(path vg.Path) string {
	var b strings.Builder
	put := func(op byte, points ...vg.Point) {
		b.WriteByte(op)
		for i, p := range points {
			if i > 0 {
				b.WriteByte(' ')
			}
			x, y := c.At(p)
			b.WriteString(short(x))
			b.WriteByte(' ')
			b.WriteString(short(y))
		}
	}
	for i, comp := range path {
		switch comp.Type {
		case vg.MoveComp:
			put('M', comp.Pos)
		case vg.LineComp:
			put('L', comp.Pos)
		case vg.CurveComp:
			if len(comp.Control) == 1 {
				put('Q', comp.Control[0], comp.Pos)
			} else {
				put('C', comp.Control[0], comp.Control[1], comp.Pos)
			}
		case vg.ArcComp:
			put(map[bool]byte{true: 'M', false: 'L'}[i == 0], onArc(comp, 0))
			for _, q := range arcCurves(comp) {
				put('C', q[0], q[1], q[2])
			}
		case vg.CloseComp:
			b.WriteByte('Z')
		}
	}
	return b.String()
}

func onArc(arc vg.PathComp, turned float64) vg.Point {
	sin, cos := math.Sincos(arc.Start + turned)
	return vg.Point{X: arc.Pos.X + arc.Radius*vg.Length(cos), Y: arc.Pos.Y + arc.Radius*vg.Length(sin)}
}

// arcCurves draws an arc as cubic curves of at most a quarter turn (error under 0.03 % of the radius).
func arcCurves(arc vg.PathComp) [][3]vg.Point {
	n := int(math.Ceil(math.Abs(arc.Angle) / (math.Pi / 2)))
	step := arc.Angle / float64(max(n, 1))
	k := vg.Length(4.0/3*math.Tan(step/4)) * arc.Radius
	var curves [][3]vg.Point
	for i := range n {
		from, to := step*float64(i), step*float64(i+1)
		p, q := onArc(arc, from), onArc(arc, to)
		s0, c0 := math.Sincos(arc.Start + from)
		s1, c1 := math.Sincos(arc.Start + to)
		curves = append(curves, [3]vg.Point{
			{X: p.X - k*vg.Length(s0), Y: p.Y + k*vg.Length(c0)},
			{X: q.X + k*vg.Length(s1), Y: q.Y - k*vg.Length(c1)},
			q,
		})
	}
	return curves
}

// FillString implements vg.Canvas.
func (c *SVG) FillString(face font.Face, pt vg.Point, s string) {
	c.letters.Note(face, s)
	x, y := c.At(pt)
	m := c.top().m
	turn := ""
	if angle := math.Atan2(m.b, m.a) * 180 / math.Pi; angle != 0 {
		turn = fmt.Sprintf(" rotate(%s)", short(angle))
	}
	if face.Font.Typeface != chinese.Typeface {
		// The length is said, so that a reader's substitute for the font cannot run over its neighbours.
		fmt.Fprintf(&c.body, "<text transform=\"translate(%s %s)%s\" font-size=\"%s\" textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\"%s>%s</text>\n",
			short(x), short(y), turn, short(face.Font.Size.Points()), short(width(face, s).Points()), paint("fill", c.top().color), markup(s))
		return
	}
	scale := face.Font.Size.Points() / float64(face.Face.UnitsPerEm())
	fmt.Fprintf(&c.body, `<g transform="translate(%s %s)%s scale(%s)"%s aria-label="%s">`, short(x), short(y), turn,
		strconv.FormatFloat(scale, 'g', 4, 64), paint("fill", c.top().color), markup(s))
	for _, g := range outline(face, s) {
		if len(g.segments) == 0 {
			continue
		}
		if !c.used[g.index] {
			c.used[g.index] = true
			c.glyphs = append(c.glyphs, g)
		}
		fmt.Fprintf(&c.body, `<use xlink:href="#%s" x="%s"/>`, g.id(), short(g.at))
	}
	c.body.WriteString("</g>\n")
}

// id is the name under which a character is defined.
func (g glyph) id() string { return fmt.Sprintf("glyph-%d", g.index) }

// glyphData writes an outline in whole font units.
func glyphData(segments sfnt.Segments) string {
	var b strings.Builder
	put := func(op byte, points ...fixed.Point26_6) {
		b.WriteByte(op)
		for i, p := range points {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%d %d", p.X.Round(), p.Y.Round())
		}
	}
	for _, seg := range segments {
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			put('M', seg.Args[0])
		case sfnt.SegmentOpLineTo:
			put('L', seg.Args[0])
		case sfnt.SegmentOpQuadTo:
			put('Q', seg.Args[0], seg.Args[1])
		case sfnt.SegmentOpCubeTo:
			put('C', seg.Args[0], seg.Args[1], seg.Args[2])
		}
	}
	b.WriteByte('Z')
	return b.String()
}

// DrawImage implements vg.Canvas. No figure of this package uses pictures inside pictures, but plotters may.
func (c *SVG) DrawImage(rect vg.Rectangle, img image.Image) {
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		panic(fmt.Sprintf("plots: encoding an image in memory: %v", err))
	}
	x, y := c.At(vg.Point{X: rect.Min.X, Y: rect.Max.Y})
	fmt.Fprintf(&c.body, "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" xlink:href=\"data:image/png;base64,%s\"/>\n",
		short(x), short(y), short(rect.Size().X.Points()), short(rect.Size().Y.Points()),
		base64.StdEncoding.EncodeToString(buf.Bytes()))
}
