package plots

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drawing is a plotter made of a function.
type drawing func(c draw.Canvas, p *plot.Plot)

// Plot implements plot.Plotter.
func (d drawing) Plot(c draw.Canvas, p *plot.Plot) { d(c, p) }

// curve is a line with its band.
type curve struct {
	x     []float64
	bands []markets.Band
	pen   pen
	bare  bool      // no markers
	shift float64   // points that dots are moved aside
	size  vg.Length // radius of dots; dotSize when 0
}

// onCanvas returns a point of the data on the canvas.
func onCanvas(c draw.Canvas, p *plot.Plot, x, y float64) vg.Point {
	return vg.Point{X: c.X(p.X.Norm(x)), Y: c.Y(p.Y.Norm(y))}
}

// corners returns the points of one bound, broken where it is undefined.
func (k curve) corners(of func(markets.Band) float64) [][][2]float64 {
	var parts [][][2]float64
	var part [][2]float64
	for i, b := range k.bands {
		v := of(b)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			if len(part) > 0 {
				parts, part = append(parts, part), nil
			}
			continue
		}
		part = append(part, [2]float64{k.x[i], v})
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// MostBands is how many bands can be told apart when they lie over each other. Of more curves the baseline's alone is drawn.
const MostBands = 10

// dotSize is the radius of a dot, and least that of one among many.
const dotSize, leastDot = vg.Length(2.6), vg.Length(1.5)

// addCurves draws all bands first and the lines over them. Values outside the axis are cut at its edge.
func addCurves(p *plot.Plot, curves []curve) {
	p.Add(drawing(func(c draw.Canvas, p *plot.Plot) {
		hold := func(q [2]float64) vg.Point {
			return onCanvas(c, p, q[0], math.Min(math.Max(q[1], p.Y.Min), p.Y.Max))
		}
		base := PenOf(0)
		isBase := func(k curve) bool { return k.pen.Color == base.Color && k.pen.marker == base.marker }
		scenarios := len(curves)
		if !slices.ContainsFunc(curves, isBase) { // differences to the baseline
			scenarios++
		}
		for _, k := range curves {
			if scenarios > MostBands && !isBase(k) {
				continue
			}
			los, his := k.corners(func(b markets.Band) float64 { return b.Lo }), k.corners(func(b markets.Band) float64 { return b.Hi })
			for part := range los {
				var path vg.Path
				for i, q := range his[part] {
					if i == 0 {
						path.Move(hold(q))
					} else {
						path.Line(hold(q))
					}
				}
				for i := len(los[part]) - 1; i >= 0; i-- {
					path.Line(hold(los[part][i]))
				}
				path.Close()
				c.SetColor(translucent(k.pen.Color, 0.17))
				c.Fill(path)
			}
		}
		for n, k := range curves {
			for _, part := range k.corners(func(b markets.Band) float64 { return b.Mean }) {
				line := make([]vg.Point, len(part))
				for i, q := range part {
					line[i] = hold(q)
				}
				c.StrokeLines(k.pen.line(), line)
			}
			if !k.bare {
				k.mark(c, p, n, len(curves))
			}
		}
	}))
}

// mark sets about six markers on a line, at other places for each line.
func (k curve) mark(c draw.Canvas, p *plot.Plot, nth, of int) {
	stride := max(len(k.x)/6, 1)
	for i := max(stride*(nth+1)/(of+1), 1); i < len(k.x); i += stride {
		v := k.bands[i].Mean
		if !math.IsNaN(v) && v >= p.Y.Min && v <= p.Y.Max {
			c.DrawGlyph(k.pen.glyph(2.2), onCanvas(c, p, k.x[i], v))
		}
	}
}

// addDots draws means as markers with their intervals as bars, upright or lying.
func addDots(p *plot.Plot, k curve, lying bool) {
	p.Add(drawing(func(c draw.Canvas, p *plot.Plot) {
		at := func(x, v float64) vg.Point {
			if lying {
				q := onCanvas(c, p, v, x)
				q.Y += vg.Length(k.shift)
				return q
			}
			q := onCanvas(c, p, x, v)
			q.X += vg.Length(k.shift)
			return q
		}
		for i, b := range k.bands {
			if math.IsNaN(b.Mean) {
				continue
			}
			if !math.IsNaN(b.Lo) {
				c.StrokeLines(draw.LineStyle{Color: k.pen.Color, Width: 1.2}, []vg.Point{at(k.x[i], b.Lo), at(k.x[i], b.Hi)})
			}
			c.DrawGlyph(k.pen.glyph(cmp.Or(k.size, dotSize)), at(k.x[i], b.Mean))
		}
	}))
}

// addVertical draws a thin upright line at x, with a note at its top end.
func (s *Study) addVertical(p *plot.Plot, x float64, note Label) {
	p.Add(drawing(func(c draw.Canvas, p *plot.Plot) {
		at := onCanvas(c, p, x, p.Y.Min)
		c.StrokeLine2(draw.LineStyle{Color: greyColor, Width: 0.8, Dashes: []vg.Length{3, 2}}, at.X, c.Min.Y, at.X, c.Max.Y)
		if note.EN != "" {
			c.FillText(s.style(tickSize-0.5, greyColor, text.XLeft, text.YTop), vg.Point{X: at.X + 3, Y: c.Max.Y}, note.In(s.Language))
		}
	}))
}

// addLevel draws a thin level line at y across the panel.
func addLevel(p *plot.Plot, y float64, c color.Color) {
	p.Add(drawing(func(cv draw.Canvas, p *plot.Plot) {
		at := onCanvas(cv, p, p.X.Min, y)
		cv.StrokeLine2(draw.LineStyle{Color: c, Width: 0.8}, cv.Min.X, at.Y, cv.Max.X, at.Y)
	}))
}

// addGrid draws pale level lines at the labelled marks of the y axis.
func addGrid(p *plot.Plot) {
	p.Add(drawing(func(c draw.Canvas, p *plot.Plot) {
		for _, t := range p.Y.Tick.Marker.Ticks(p.Y.Min, p.Y.Max) {
			if t.Label != "" {
				y := onCanvas(c, p, p.X.Min, t.Value).Y
				c.StrokeLine2(draw.LineStyle{Color: ruleColor, Width: 0.5}, c.Min.X, y, c.Max.X, y)
			}
		}
	}))
}
