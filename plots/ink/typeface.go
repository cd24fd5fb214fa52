package ink

import (
	"math"
	"slices"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// typeface remembers what it read of a font. A report asks for the same few hundred characters tens of thousands of times, and a font
// file takes a microsecond for each answer.
type typeface struct {
	font *opentype.Font
	unit fixed.Int26_6 // units per em: at one pixel a unit, 26.6 numbers are units/64

	mu      sync.Mutex
	buf     sfnt.Buffer
	letters map[rune]letter
	kerns   map[[2]sfnt.GlyphIndex]fixed.Int26_6
}

// letter is a character of a font: its outline in font units (y down, origin on the baseline).
type letter struct {
	index    sfnt.GlyphIndex // 0 where the font has none
	advance  fixed.Int26_6
	segments sfnt.Segments
	drawn    bool // there is an outline, be it empty

	left, right float64 // its points lie between
}

// hull sets between what its points lie; curves stay within the hull of their points.
func (l *letter) hull() {
	if len(l.segments) == 0 {
		return
	}
	l.left, l.right = math.Inf(1), math.Inf(-1)
	for _, s := range l.segments {
		used := map[sfnt.SegmentOp]int{sfnt.SegmentOpQuadTo: 2, sfnt.SegmentOpCubeTo: 3}[s.Op]
		for _, p := range s.Args[:max(used, 1)] {
			x := float64(p.X) / 64
			l.left, l.right = min(l.left, x), max(l.right, x)
		}
	}
}

// typefaces are those of the fonts that are part of the program, by font.
var typefaces sync.Map

func typefaceOf(face font.Face) *typeface {
	if t, ok := typefaces.Load(face.Face); ok {
		return t.(*typeface)
	}
	t, _ := typefaces.LoadOrStore(face.Face, &typeface{
		font: face.Face, unit: fixed.Int26_6(face.Face.UnitsPerEm()), letters: map[rune]letter{}, kerns: map[[2]sfnt.GlyphIndex]fixed.Int26_6{},
	})
	return t.(*typeface)
}

// letter returns a character. The caller holds the lock.
func (t *typeface) letter(r rune) letter {
	if l, ok := t.letters[r]; ok {
		return l
	}
	var l letter
	if index, err := t.font.GlyphIndex(&t.buf, r); err == nil {
		l.index = index
	}
	if segments, err := t.font.LoadGlyph(&t.buf, l.index, t.unit<<6, nil); err == nil {
		l.segments, l.drawn = slices.Clone(segments), true
		l.hull()
	}
	if advance, err := t.font.GlyphAdvance(&t.buf, l.index, t.unit, xfont.HintingNone); err == nil {
		l.advance = advance
	}
	t.letters[r] = l
	return l
}

// kern is how much farther apart two characters stand. The caller holds the lock.
func (t *typeface) kern(left, right sfnt.GlyphIndex) fixed.Int26_6 {
	pair := [2]sfnt.GlyphIndex{left, right}
	if k, ok := t.kerns[pair]; ok {
		return k
	}
	k, err := t.font.Kern(&t.buf, left, right, t.unit, xfont.HintingNone)
	if err != nil {
		k = 0 // not said
	}
	t.kerns[pair] = k
	return k
}

// typed is the beginning of a line of a size, to see how far it reaches.
type typed struct {
	*typeface
	size  vg.Length
	reach fixed.Int26_6   // font units from the start
	last  sfnt.GlyphIndex // character typed last, where there is one
	some  bool
}

func nothing(face font.Face) typed {
	return typed{typeface: typefaceOf(face), size: face.Font.Size}
}

// line starts a line of the size.
func (l *Lettering) line(size vg.Length) typed {
	f := l.Font
	f.Size = size
	return nothing(l.Handler.Cache().Lookup(f, size))
}

// and returns the line with a piece more.
func (w typed) and(piece string) typed { return w.each(piece, nil) }

// each is and that calls do with every character and where it starts.
func (w typed) each(piece string, do func(r rune, l letter, at fixed.Int26_6)) typed {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range piece {
		l := w.letter(r)
		if w.some {
			w.reach += w.kern(w.last, l.index)
		}
		if do != nil {
			do(r, l, w.reach)
		}
		w.reach, w.last, w.some = w.reach+l.advance, l.index, true
	}
	return w
}

// width is font.Face.Width of what is written, to the same bits.
func (w typed) width() vg.Length {
	return vg.Points(float64(w.reach)) * (w.size / vg.Points(float64(w.unit)))
}

// width is font.Face.Width of a line.
func width(face font.Face, line string) vg.Length { return nothing(face).and(line).width() }

// absent returns the characters of s that the face cannot draw.
func absent(face font.Face, s string) (out []rune) {
	nothing(face).each(s, func(r rune, l letter, _ fixed.Int26_6) {
		if l.index == 0 {
			out = append(out, r)
		}
	})
	return out
}

// glyph is one character placed on a line.
type glyph struct {
	letter
	at float64 // units from the start of the line
}

// outline places the characters of a line of text.
func outline(face font.Face, s string) (glyphs []glyph) {
	nothing(face).each(s, func(_ rune, l letter, at fixed.Int26_6) {
		if l.drawn {
			glyphs = append(glyphs, glyph{l, float64(at)})
		}
	})
	return glyphs
}

// typeset is the text handler of the package: plain text, whose width is that of what is known of the font.
type typeset struct{ text.Plain }

// Box implements text.Handler.
func (h typeset) Box(line string, f font.Font) (w, height, depth vg.Length) {
	face := h.Fonts.Lookup(f, f.Size)
	e := face.Extents()
	return width(face, line), e.Ascent, e.Descent
}
