package plots

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots/ink"
	"livebazaar/plots/markets"
	"livebazaar/sim/character"

	"gonum.org/v1/plot"
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
			for _, wrong := range crowded(s, f) {
				t.Errorf("%s: %s %s", what, f.Name, wrong)
			}
		}
	}
}

// drawn returns the texts of a figure with their places, and the size of the picture.
func drawn(s *Study, f Figure) (texts []box, height vg.Length) {
	height = f.layout(s)
	r := &recorder{SVG: ink.NewSVG(FigureWidth, height, s.Letters)}
	f.drawTo(s, draw.NewCanvas(r, FigureWidth, height))
	return r.texts, height
}

// crowded says which texts of a figure leave the picture or lie over another one.
func crowded(s *Study, f Figure) (wrong []string) {
	texts, height := drawn(s, f)
	for i, b := range texts {
		if b.left < 0 || b.top < 0 || b.right > FigureWidth.Points() || b.foot > height.Points() {
			wrong = append(wrong, fmt.Sprintf("leaves the picture with %q", b.text))
		}
		for _, other := range texts[:i] {
			if b.left < other.right-0.5 && other.left < b.right-0.5 && b.top < other.foot-0.5 && other.top < b.foot-0.5 {
				wrong = append(wrong, fmt.Sprintf("has %q over %q", b.text, other.text))
			}
		}
	}
	return wrong
}

// The marks of an axis may lie at its very ends, and their numbers be long ones: they stay in the picture and apart, also where many
// scenarios make the dots small.
func TestNumbersAtTheEndsOfAnAxisStayInThePicture(t *testing.T) {
	var studies []*Study
	for _, scenarios := range []int{2, 5, 40} {
		for _, lang := range []string{English, Chinese} {
			studies = append(studies, open(t, invented.New(scenarios, 2, 120, 10), lang))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(studies).Draw(t, "study")
		var panels []*plot.Plot
		for range 2 * dotColumns {
			size := math.Pow(10, rapid.Float64Range(-4, 8).Draw(t, "size"))
			mean := size * rapid.Float64Range(-1, 1).Draw(t, "mean")
			half := size * rapid.Float64Range(0, 1).Draw(t, "half")
			dots, far := make([]markets.Band, s.drawn()), make([]bool, s.drawn())
			for sc := 1; sc < len(dots); sc++ {
				dots[sc] = markets.Band{Mean: mean, Lo: mean - half, Hi: mean + half}
			}
			p := s.dotPanel(Plain("a side"), s.YearUnit(), signedNumber, dots, far)
			if rapid.Bool().Draw(t, "round") { // a number stands right at an end
				unit := math.Pow(10, float64(rapid.IntRange(-2, 6).Draw(t, "unit")))
				ends := []float64{-unit * float64(rapid.IntRange(1, 40).Draw(t, "from")), unit * float64(rapid.IntRange(1, 40).Draw(t, "to"))}
				p.X.Min, p.X.Max = ends[0], ends[1]
			}
			panels = append(panels, p)
		}
		f := Figure{height: s.dotHeight(len(panels)), body: func(_ *Study, c draw.Canvas) { gridOf(c, panels, dotColumns) }}
		for _, wrong := range crowded(s, f) {
			t.Error(wrong)
		}
	})
}

// However long titles are, each stays over its own panel: no line is wider than it, or reaches beside it.
func TestTitlesStayOverTheirPanels(t *testing.T) {
	for _, scenarios := range []int{1, 2, 5} {
		for kind, titles := range longTitles {
			for _, lang := range []string{English, Chinese} {
				s := open(t, invented.Titled(invented.New(scenarios, 2, 190, 8), titles), lang)
				for _, f := range s.Figures() {
					columns := map[string]int{"flows": min(scenarios, 2), "head-dependence": min(scenarios, 3)}[f.Name]
					if columns == 0 || f.Missing.EN != "" {
						continue
					}
					width := (FigureWidth - 2*margin).Points() / float64(columns)
					over := 0
					for _, b := range titlesOver(s, f) {
						over++
						panel := math.Floor(((b.left+b.right)/2 - margin.Points()) / width)
						from := margin.Points() + panel*width
						if b.left < from || b.right > from+width {
							t.Errorf("%d scenarios, titles of %s, %s: %s has %q from %.1f to %.1f, its panel from %.1f to %.1f",
								scenarios, kind, lang, f.Name, b.text, b.left, b.right, from, from+width)
						}
					}
					if over < scenarios {
						t.Errorf("%s has %d lines of titles for %d panels", f.Name, over, scenarios)
					}
				}
			}
		}
	}
}

// titlesOver are the lines of the titles of scenarios over the panels of a figure.
func titlesOver(s *Study, f Figure) (lines []box) {
	texts, _ := drawn(s, f)
	for _, b := range texts {
		whole := slices.ContainsFunc(s.Rules, func(sc Scenario) bool {
			return strings.Contains(sc.Title.In(s.Language), strings.TrimSuffix(b.text, "…"))
		})
		if whole && len(b.text) > 12 {
			lines = append(lines, b)
		}
	}
	return lines
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
