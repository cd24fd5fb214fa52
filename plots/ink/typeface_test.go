package ink

import (
	"bytes"
	"image"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

var lines = []string{"", " ", "AVAST To WAR, Tyrol", "GMV (placed): −2.1 % [−3.0, −1.2]*", "fjord", "成交额（元），第 1 名主播", "a\u0301b …"}

// What is remembered of a font gives the widths that the font itself does, to the last bit, also of a line written piece by piece.
func TestWidthsAreThoseOfTheFont(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		l := NewLettering(lang == "zh", "")
		f := l.Font
		for _, f.Size = range []vg.Length{8.5, 9, 12.5} {
			face := l.Handler.Cache().Lookup(f, f.Size)
			for _, s := range lines {
				if got, want := width(face, s), face.Width(s); got != want {
					t.Errorf("%q is %v wide in %s, want %v", s, got, lang, want)
				}
				pieces := l.line(f.Size)
				for _, r := range s {
					pieces = pieces.and(string(r))
				}
				if got, want := pieces.width(), face.Width(s); got != want {
					t.Errorf("%q in pieces is %v wide in %s, want %v", s, got, lang, want)
				}
			}
		}
	}
}

// gathered keeps what is to be filled.
type gathered struct {
	vg.Canvas
	pieces int
	path   vg.Path
}

func (g *gathered) Fill(p vg.Path) { g.pieces, g.path = g.pieces+1, append(g.path, p...) }

// A line of text filled in pieces is, to the pixel, the line filled at once, also of small letters that touch and of turned ones.
func TestALineInPiecesIsTheSamePicture(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		l := NewLettering(lang == "zh", "")
		f := l.Font
		for _, f.Size = range []vg.Length{3, 8.5, 12.5} {
			face := l.Handler.Cache().Lookup(f, f.Size)
			for _, turn := range []float64{0, 0.6, 1.5707963267948966} {
				one, some := NewPixels(300, 300), NewPixels(300, 300)
				pieces := 0
				for i, s := range lines {
					at := vg.Point{X: 20.3, Y: 20.1 + 17*vg.Length(i)}
					for _, p := range []Pixels{one, some} {
						p.Canvas.Push()
						p.Canvas.Translate(at)
						p.Canvas.Rotate(turn)
					}
					whole := &gathered{Canvas: one.Canvas}
					Outlined{whole, l}.FillString(face, vg.Point{}, s)
					one.Canvas.Fill(whole.path)
					Outlined{some.Canvas, l}.FillString(face, vg.Point{}, s)
					one.Canvas.Pop()
					some.Canvas.Pop()
					pieces += whole.pieces
				}
				if !bytes.Equal(some.Canvas.Image().(*image.RGBA).Pix, one.Canvas.Image().(*image.RGBA).Pix) {
					t.Errorf("%v points in %s, turned by %v: another picture in pieces", f.Size, lang, turn)
				}
				if words := len(strings.Fields(strings.Join(lines, " "))); pieces < words/2 {
					t.Errorf("%d pieces of %d words", pieces, words)
				}
				one.Free()
				some.Free()
			}
		}
	}
}

// A picture drawn where another one was is white where nothing is drawn on it.
func TestPixelsAreWhiteAtFirst(t *testing.T) {
	for range 3 {
		p := NewPixels(50, 40)
		for i, v := range p.Canvas.Image().(*image.RGBA).Pix {
			if v != 0xff {
				t.Fatalf("byte %d is %d", i, v)
			}
		}
		var path vg.Path
		path.Move(vg.Point{})
		path.Line(vg.Point{X: 50})
		path.Line(vg.Point{Y: 40})
		path.Close()
		p.Canvas.Fill(path)
		p.Free()
	}
}
