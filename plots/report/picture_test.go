package report

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"livebazaar/plots"
	"livebazaar/plots/ink"

	"gonum.org/v1/plot/vg"
)

// picture is what a figure shows, read back from its SVG: every text, line and area with its place, in points from the left and
// from above.
type picture struct {
	lines  []shape // strokes
	areas  []shape // fills
	glyphs []shape // markers: an area with an outline of its own
	words  []written
}

// shape is a path: its corners, how it is drawn, and its middle.
type shape struct {
	at      [][2]float64 // corners, of curves their ends
	color   string
	opacity float64
	width   float64
	dash    string
	hollow  bool
	x, y    float64 // mean of the corners, each counted once
}

// written is a text, with the place of its beginning.
type written struct {
	text     string
	x, y     float64
	width    float64
	size     float64
	color    string
	upstairs bool // turned
}

var (
	pathPart  = regexp.MustCompile(`[MLQCZ][^MLQCZ]*`)
	transform = regexp.MustCompile(`^translate\((\S+) (\S+)\)( rotate\(\S+\))?(?: scale\((\S+)\))?$`)
)

func amount(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// figureOf returns the figure of a name.
func figureOf(t *testing.T, s *study, name string) plots.Figure {
	t.Helper()
	for _, f := range s.Figures() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no figure %s", name)
	return plots.Figure{}
}

// readPicture draws a figure and reads it back.
func readPicture(t *testing.T, s *study, name string) *picture {
	t.Helper()
	f := figureOf(t, s, name)
	if f.Missing.EN != "" {
		t.Fatalf("%s is left out: %s", name, f.Missing.EN)
	}
	p := &picture{}
	handle := func(n *node) bool {
		switch n.name {
		case "defs":
			return false
		case "path":
			m := shape{opacity: 1, dash: n.attr["stroke-dasharray"]}
			seen := map[[2]float64]bool{}
			for _, part := range pathPart.FindAllString(n.attr["d"], -1) {
				numbers := strings.Fields(part[1:])
				if len(numbers) < 2 {
					continue
				}
				at := [2]float64{amount(numbers[len(numbers)-2]), amount(numbers[len(numbers)-1])}
				m.at = append(m.at, at)
				if !seen[at] {
					m.x, m.y = m.x+at[0], m.y+at[1]
				}
				seen[at] = true
			}
			m.x, m.y = m.x/float64(len(seen)), m.y/float64(len(seen))
			use := "fill"
			if n.attr["fill"] == "none" {
				use = "stroke"
				m.width = amount(n.attr["stroke-width"])
			}
			m.color = n.attr[use]
			if o, some := n.attr[use+"-opacity"]; some {
				m.opacity = amount(o)
			}
			if use == "fill" {
				p.areas = append(p.areas, m)
				return true
			}
			if k := len(p.areas) - 1; k >= 0 && slices.Equal(p.areas[k].at, m.at) && m.width == 1 {
				m.hollow = p.areas[k].color == "#ffffff" && m.color != "#ffffff"
				p.areas, p.glyphs = p.areas[:k], append(p.glyphs, m)
				return true
			}
			p.lines = append(p.lines, m)
		case "text", "g":
			where := transform.FindStringSubmatch(n.attr["transform"])
			if where == nil {
				return true
			}
			w := written{text: n.words(), x: amount(where[1]), y: amount(where[2]), size: amount(n.attr["font-size"]), width: amount(n.attr["textLength"]),
				color: n.attr["fill"], upstairs: where[3] != ""}
			if n.name == "g" {
				w.text = n.attr["aria-label"]
				w.size = math.Round(amount(where[4])*1000*100) / 100
				face := s.Letters.Handler.Cache().Lookup(s.Letters.Font, vg.Length(w.size))
				w.width = face.Width(w.text).Points()
			}
			p.words = append(p.words, w)
		}
		return true
	}
	parse(t, f.SVG(s.Language, ink.GlyphSet{})).each(handle)
	return p
}

// axis maps what the marks of an axis say to where they stand.
type axis struct {
	offset, scale float64
	labels        []string
	places        []float64
	log           bool
}

// at is where a number stands.
func (a axis) at(v float64) float64 {
	if a.log {
		v = math.Log10(v)
	}
	return a.offset + a.scale*v
}

// The kinds of axis.
const (
	numbers = iota
	logarithms
	names
)

// newAxis reads the marks of an axis; they must stand where their numbers say, all of them.
func newAxis(t *testing.T, what string, labels []string, places []float64, kind int) axis {
	t.Helper()
	log := kind == logarithms
	a := axis{labels: labels, places: places, log: log}
	if kind == names || len(labels) < 2 {
		return a
	}
	var values []float64
	for _, l := range labels {
		v, err := strconv.ParseFloat(strings.NewReplacer(",", "", "−", "-", "+", "").Replace(l), 64)
		if err != nil {
			t.Errorf("%s: the axis is marked %q", what, labels)
			return a
		}
		if log {
			v = math.Log10(v)
		}
		values = append(values, v)
	}
	first, last := 0, len(values)-1
	a.scale = (places[last] - places[first]) / (values[last] - values[first])
	a.offset = places[first] - a.scale*values[first]
	for i, v := range values {
		if want := a.offset + a.scale*v; math.Abs(want-places[i]) > 0.03 {
			t.Errorf("%s: the mark %s stands at %.2f, by the others at %.2f", what, labels[i], places[i], want)
		}
	}
	return a
}

// panel is a part of a picture with axes of its own.
type panel struct {
	*picture
	title                    string
	left, right, top, bottom float64
	x, y                     axis
}

const axisColor = "#595959"

// panels finds the panels of a picture, row by row. The axes are of the kinds given, x and y for one panel after the other, the last
// two for all that follow; of numbers where none are given.
func (p *picture) panels(t *testing.T, kinds ...int) (out []panel) {
	t.Helper()
	level := func(m shape) bool { return len(m.at) == 2 && m.at[0][1] == m.at[1][1] }
	upright := func(m shape) bool { return len(m.at) == 2 && m.at[0][0] == m.at[1][0] }
	for _, line := range p.lines {
		if line.color != axisColor || line.width != 0.6 || line.dash != "" || !level(line) || math.Abs(line.at[1][0]-line.at[0][0]) < 20 {
			continue
		}
		q := panel{picture: p, left: line.at[0][0], right: line.at[1][0], bottom: line.at[0][1], top: line.at[0][1]}
		// What goes up from the axis: the other axis, and the line at 0.
		var other *shape
		for i, m := range p.lines {
			if !upright(m) {
				continue
			}
			low, high := max(m.at[0][1], m.at[1][1]), min(m.at[0][1], m.at[1][1])
			if math.Abs(low-q.bottom) > 4 || low-high < 20 || m.at[0][0] < q.left-6 || m.at[0][0] > q.right+6 {
				continue
			}
			if m.dash == "" && m.color == axisColor && m.width == 0.6 && m.at[0][0] < q.left+1 {
				other = &p.lines[i]
			}
			q.top = min(q.top, high)
		}
		var labels []string
		var places []float64
		for _, m := range p.lines {
			if !upright(m) || m.width != 0.6 || math.Abs(m.at[0][1]-m.at[1][1]) > 3.2 || math.Abs(min(m.at[0][1], m.at[1][1])-q.bottom) > 0.1 ||
				m.at[0][0] < q.left-0.1 || m.at[0][0] > q.right+0.1 {
				continue
			}
			for _, w := range p.words {
				if !w.upstairs && math.Abs(w.x+w.width/2-m.at[0][0]) < 0.6 && w.y > q.bottom && w.y < q.bottom+14 {
					labels, places = append(labels, w.text), append(places, m.at[0][0])
				}
			}
		}
		q.x = axis{labels: labels, places: places}
		if other != nil {
			labels, places = nil, nil
			for _, m := range p.lines {
				if !level(m) || m.width != 0.6 || math.Abs(m.at[0][0]-m.at[1][0]) > 3.2 || m.at[0][1] > q.bottom+0.5 || m.at[0][1] < q.top-0.5 ||
					math.Abs(max(m.at[0][0], m.at[1][0])-other.at[0][0]) > 0.1 {
					continue
				}
				for _, w := range p.words {
					end := w.x + w.width
					if !w.upstairs && end > other.at[0][0]-8 && end < other.at[0][0]+0.1 && w.y > m.at[0][1] && w.y < m.at[0][1]+5 {
						labels, places = append(labels, w.text), append(places, m.at[0][1])
					}
				}
			}
			q.y = axis{labels: labels, places: places}
		}
		nearest := 30.0
		for _, w := range p.words {
			if above := q.top - w.y; w.size == 9.5 && above > 0 && above < nearest && math.Abs(w.x+w.width/2-(q.left+q.right)/2) < 25 {
				nearest, q.title = above, w.text
			}
		}
		for _, w := range p.words { // the line above, of a title of two lines
			if above := q.top - w.y - nearest; w.size == 9.5 && above > 8 && above < 13 && math.Abs(w.x+w.width/2-(q.left+q.right)/2) < 25 {
				q.title = strings.TrimSpace(w.text + " " + q.title)
			}
		}
		out = append(out, q)
	}
	slices.SortStableFunc(out, func(a, b panel) int {
		if math.Abs(a.bottom-b.bottom) > 3 {
			return int(math.Copysign(1, a.bottom-b.bottom))
		}
		return int(math.Copysign(1, a.left-b.left))
	})
	if len(kinds) == 0 {
		kinds = []int{numbers, numbers}
	}
	for i := range out {
		q, at := &out[i], min(2*i, len(kinds)-2)
		q.x = newAxis(t, "x of "+q.title, q.x.labels, q.x.places, kinds[at])
		q.y = newAxis(t, "y of "+q.title, q.y.labels, q.y.places, kinds[at+1])
	}
	return out
}

// inside reports whether a point lies in the panel.
func (q panel) inside(x, y float64) bool {
	return x > q.left-4 && x < q.right+4 && y > q.top-4 && y < q.bottom+4
}

// look is how one series is drawn.
type look struct {
	color, dash string
	corners     int
}

// key is what the legend says of a name: the look of the line or marker that stands before it.
func (p *picture) key(t *testing.T, name string) look {
	t.Helper()
	for _, w := range p.words {
		if w.text != name || w.size != 9.5 {
			continue
		}
		for _, m := range p.lines {
			if len(m.at) == 2 && m.at[0][1] == m.at[1][1] && math.Abs(m.at[0][1]-w.y) < 6 && w.x-m.at[1][0] > 3.5 && w.x-m.at[1][0] < 8.5 {
				for _, g := range p.glyphs {
					if math.Abs(g.x-m.x) < 0.3 && math.Abs(g.y-m.y) < 0.3 && g.color == m.color {
						return look{m.color, m.dash, len(g.at)}
					}
				}
			}
		}
	}
	t.Errorf("the legend has no %q", name)
	return look{}
}
