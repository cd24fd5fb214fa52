package ink

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

//go:embed fonts/NotoSansSC-subset.otf
var chineseOTF []byte

// chineseFace is parsed once: half a millisecond, but every figure asks for it.
var chineseFace = sync.OnceValue(func() *opentype.Font {
	face, err := opentype.Parse(chineseOTF)
	if err != nil {
		panic(fmt.Sprintf("plots: the embedded Chinese font is damaged: %v", err))
	}
	return face
})

var (
	latin   = font.Font{Typeface: "Liberation", Variant: "Sans"}
	chinese = font.Font{Typeface: "Noto Sans SC"}
)

// Lettering draws the texts of a figure in one face: Liberation Sans where it has every character, else Noto Sans SC.
// A character that neither has is drawn as a box and remembered.
type Lettering struct {
	Font    font.Font
	Handler text.Handler

	mu      sync.Mutex
	missing map[rune]bool
}

// latinFace is Liberation Sans, read once.
var latinFace = sync.OnceValue(func() font.Face { return font.NewCache(liberation.Collection()).Lookup(latin, 1) })

// NewLettering chooses the face that can write the language and the sample, all texts that come from outside (titles of scenarios).
func NewLettering(inChinese bool, sample string) *Lettering {
	cache := font.NewCache(font.Collection{
		{Font: latin, Face: latinFace().Face},
		{Font: chinese, Face: chineseFace()},
	})
	l := &Lettering{Font: latin, Handler: typeset{text.Plain{Fonts: cache}}, missing: map[rune]bool{}}
	if inChinese || len(absent(cache.Lookup(latin, 1), sample)) > 0 {
		l.Font = chinese
	}
	return l
}

// Note remembers the characters of a text that the face lacks, for Warning.
func (l *Lettering) Note(face font.Face, s string) {
	if gone := absent(face, s); len(gone) > 0 {
		l.mu.Lock()
		defer l.mu.Unlock()
		for _, r := range gone {
			l.missing[r] = true
		}
	}
}

// Warning names the characters that were drawn as boxes, or is "".
func (l *Lettering) Warning() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.missing) == 0 {
		return ""
	}
	var runes []rune
	for r := range l.missing {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	var names []string
	for _, r := range runes {
		names = append(names, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	return "the embedded font cannot draw " + strings.Join(names, ", ") + ": shown as boxes"
}

// Outlined is a canvas whose texts are filled outlines, so that a picture does not depend on hinting or on rotated
// bitmaps.
type Outlined struct {
	vg.Canvas
	Letters *Lettering
}

// apart is from where on two characters have no pixel in common, however they are turned.
const apart = 2 * vg.Inch / dpi

// FillString implements vg.Canvas. A long path is slow to fill, so that a line is filled in pieces, cut where a gap is; what falls
// upon one pixel is filled together, as its parts of the pixel add up.
func (c Outlined) FillString(face font.Face, pt vg.Point, s string) {
	c.Letters.Note(face, s)
	unit := face.Font.Size / vg.Length(face.Face.UnitsPerEm())
	path, end := make(vg.Path, 0, 256), vg.Length(math.Inf(-1))
	for _, g := range outline(face, s) {
		start := pt.X + vg.Length(g.at+g.left)*unit
		if start > end+apart && len(path) > 0 {
			c.Fill(path)
			path = path[:0]
		}
		end = max(end, pt.X+vg.Length(g.at+g.right)*unit)
		place := func(p fixed.Point26_6) vg.Point {
			return vg.Point{
				X: pt.X + vg.Length(g.at+float64(p.X)/64)*unit,
				Y: pt.Y - vg.Length(float64(p.Y)/64)*unit,
			}
		}
		for i, seg := range g.segments {
			switch seg.Op {
			case sfnt.SegmentOpMoveTo:
				if i > 0 {
					path.Close()
				}
				path.Move(place(seg.Args[0]))
			case sfnt.SegmentOpLineTo:
				path.Line(place(seg.Args[0]))
			case sfnt.SegmentOpQuadTo:
				path.QuadTo(place(seg.Args[0]), place(seg.Args[1]))
			case sfnt.SegmentOpCubeTo:
				path.CubeTo(place(seg.Args[0]), place(seg.Args[1]), place(seg.Args[2]))
			}
		}
		if len(g.segments) > 0 {
			path.Close()
		}
	}
	if len(path) > 0 {
		c.Fill(path)
	}
}
