package plots

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots/ink"
	"livebazaar/sim/character"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"pgregory.net/rapid"
)

// same is a title that is the same in both languages.
func same(title string) invented.Title { return invented.Title{EN: title, ZH: title} }

// longTitles are titles that no legend has room for beside another, alike but for their last character or two.
var longTitles = map[string]func(i int) invented.Title{
	"words": func(i int) invented.Title {
		return invented.Title{
			EN: fmt.Sprint("A market in which every streamer of the waist gets twice the exposure of the head, and stores none, for year ", i),
			ZH: fmt.Sprint(strings.Repeat("腰部主播获得两倍于头部的曝光，商家自播则全无曝光，", 5), "第 ", i, " 号"),
		}
	},
	"one word": func(i int) invented.Title { return same(fmt.Sprint(strings.Repeat("Donaudampfschifffahrt", 6), i)) },
	"mixed": func(i int) invented.Title {
		return same(fmt.Sprint("A market 腰部主播 in which every streamer of the waist gets 两倍于头部的曝光且商家自播全无的市场, and none at all, ", i))
	},
}

// wellFormed fails unless a reader of XML reads the picture; it returns the text of its <title>.
func wellFormed(t interface{ Fatalf(string, ...any) }, picture []byte) string {
	var title string
	for decoder := xml.NewDecoder(bytes.NewReader(picture)); ; {
		token, err := decoder.Token()
		if err == io.EOF {
			return title
		}
		if err != nil {
			t.Fatalf("%v", err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "title" {
			if err := decoder.DecodeElement(&title, &start); err != nil {
				t.Fatalf("%v", err)
			}
		}
	}
}

func TestNoTextBreaksAPicture(t *testing.T) {
	letters := map[string]*ink.Lettering{English: ink.NewLettering(false, ""), Chinese: ink.NewLettering(true, "")}
	rapid.Check(t, func(t *rapid.T) {
		// Any characters, and bytes that are none.
		text := rapid.String().Draw(t, "text") + string(rapid.SliceOfN(rapid.Byte(), 0, 8).Draw(t, "bytes"))
		lang := rapid.SampledFrom([]string{English, Chinese}).Draw(t, "lang")
		c := ink.NewSVG(100, 100, letters[lang])
		face := letters[lang].Handler.Cache().Lookup(letters[lang].Font, 9)
		c.FillString(face, vg.Point{}, text)
		wellFormed(t, c.Bytes(text, text, ink.GlyphSet{}))
	})
}

func TestControlCharactersReachNoPicture(t *testing.T) {
	v := invented.Titled(invented.New(2, 2, 120, 10), func(int) invented.Title {
		return same("bell \a esc \x1b[31m del \x7f csi \u009b bidi \u202e isolate \u2066 two\nlines")
	})
	for _, lang := range []string{English, Chinese} {
		s := open(t, v, lang)
		all := ""
		for _, f := range s.Figures() {
			if f.Missing.EN == "" {
				picture := f.SVG(s.Language, ink.GlyphSet{})
				wellFormed(t, picture)
				all += string(picture)
			}
		}
		for _, r := range all {
			if r != '\n' && r != '\t' && character.Allowed(r) != r {
				t.Fatalf("%U is in a figure", r)
			}
		}
		if !strings.Contains(all, "two lines") {
			t.Error("the title in two lines is not there as one")
		}
	}
}

// box is where a text is drawn.
type box struct {
	text                   string
	left, top, right, foot float64
}

// recorder is a picture that remembers where its texts are.
type recorder struct {
	*ink.SVG
	texts []box
}

func (c *recorder) FillString(face font.Face, pt vg.Point, s string) {
	up, width := face.Font.Size*0.7, face.Width(s) // capitals and Chinese characters: what hangs below the line may touch
	b := box{s, 1e9, 1e9, -1e9, -1e9}
	for _, corner := range []vg.Point{pt, {X: pt.X + width, Y: pt.Y}, {X: pt.X, Y: pt.Y + up}, {X: pt.X + width, Y: pt.Y + up}} {
		x, y := c.At(corner)
		b.left, b.right, b.top, b.foot = min(b.left, x), max(b.right, x), min(b.top, y), max(b.foot, y)
	}
	c.texts = append(c.texts, b)
}

func TestNoTextIsCutOffOrLiesOverAnother(t *testing.T) {
	for _, c := range []struct {
		scenarios    int
		lang, titles string
	}{
		{1, English, "words"}, {2, Chinese, "one word"}, {5, English, "words"}, {6, Chinese, "words"}, {7, English, "mixed"},
		{13, English, "one word"}, {40, English, "words"}, {40, Chinese, "mixed"},
	} {
		what := fmt.Sprintf("%d scenarios, titles of %s, %s", c.scenarios, c.titles, c.lang)
		s := open(t, invented.Titled(invented.New(c.scenarios, 2, 190, 8), longTitles[c.titles]), c.lang)
		for _, f := range s.Figures() {
			if f.Missing.EN != "" {
				continue
			}
			height := f.layout(s)
			r := &recorder{SVG: ink.NewSVG(FigureWidth, height, s.Letters)}
			f.drawTo(s, draw.NewCanvas(r, FigureWidth, height))
			for i, b := range r.texts {
				if b.left < 0 || b.top < 0 || b.right > FigureWidth.Points() || b.foot > height.Points() {
					t.Errorf("%s: %s leaves the picture with %q", what, f.Name, b.text)
				}
				for _, other := range r.texts[:i] {
					if b.left < other.right-0.5 && other.left < b.right-0.5 && b.top < other.foot-0.5 && other.top < b.foot-0.5 {
						t.Errorf("%s: %s has %q over %q", what, f.Name, b.text, other.text)
					}
				}
			}
		}
	}
}

func TestTheWholeTitleIsThePicturesOwn(t *testing.T) {
	v := invented.Titled(invented.New(3, 2, 120, 10), func(int) invented.Title { return same(strings.Repeat("a long title ", 60)) })
	s := open(t, v, English)
	f := s.Figures()[0]
	if title := wellFormed(t, f.SVG(s.Language, ink.GlyphSet{})); !strings.Contains(title, strings.Repeat("a long title ", 60)) {
		t.Errorf("the title is %q", title)
	}
	if lines := f.titleLines(s); len(lines) != 3 || !strings.HasSuffix(lines[2], "…") {
		t.Errorf("over the figure stand %q, want three lines and …", lines)
	}
}

func TestShortenedTitlesAreToldApart(t *testing.T) {
	for kind, title := range longTitles {
		for _, lang := range []string{English, Chinese} {
			s := open(t, invented.Titled(invented.New(40, 1, 40, 3), title), lang)
			for _, short := range [][]string{s.Titles(legendSize, 120, 1), s.Titles(LabelSize, 60, 5)} {
				if n := len(slices.Compact(slices.Sorted(slices.Values(short)))); n != 40 {
					t.Errorf("%s in %s: 40 titles are shortened to %d, as %q", kind, lang, n, short[39])
				}
			}
		}
	}
	s := open(t, invented.Titled(invented.New(2, 1, 40, 3), func(i int) invented.Title {
		return same([]string{"Small market", "Engagement and nothing else whatever may come"}[i])
	}), English)
	if got := s.Titles(legendSize, 120, 1); got[0] != "Small market" || got[1] != "Engagement and nothing…" {
		t.Errorf("shortened to %q", got)
	}
}

func TestTheMarksOfTheManyAreDistinctAndTheRestIsSaid(t *testing.T) {
	looks := map[string]int{}
	for i := range mostDrawn {
		p := PenOf(i)
		look := fmt.Sprint(p.Color, p.marker)
		if before, known := looks[look]; known {
			t.Errorf("scenario %d looks like scenario %d", i, before)
		}
		looks[look] = i
	}
	few, many := open(t, invented.New(6, 2, 120, 5), English), open(t, invented.New(60, 2, 120, 5), English)
	for i, f := range many.Figures() {
		if f.Missing.EN != "" || len(f.legend) == 0 && f.Name != "flows" || f.Name == "cohorts" {
			continue
		}
		if !strings.Contains(f.Caption.EN, "of 60 scenarios") || !strings.Contains(f.Caption.ZH, "60 个情景") {
			t.Errorf("%s does not say that it shows some scenarios only: %s", f.Name, f.Caption.EN)
		}
		if low, high := few.Figures()[i].layout(few), f.layout(many); high > 3*low {
			t.Errorf("%s of 60 scenarios is %.0f points high, of six %.0f", f.Name, high, low)
		}
	}
}
