package plots

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/character"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"pgregory.net/rapid"
)

// titled gives every scenario a title, and writes it as TOML.
func (v *invented) titled(title func(i int) Label) *invented {
	for i := range v.scenarios {
		quote := func(s string) string {
			var b strings.Builder
			for _, r := range s {
				fmt.Fprintf(&b, "\\U%08X", r)
			}
			return `"` + b.String() + `"`
		}
		l := title(i)
		v.toml[inventedNames[i]] = fmt.Appendf(nil, "title = %s\ntitle_zh = %s\nquestion = %[1]s\n"+
			"[run]\ndays = %[3]d\nwarmup_days = 90\n[consumers]\ncount = 10000\n", quote(l.EN), quote(l.ZH), v.days)
	}
	return v
}

// longTitles are titles that no legend has room for beside another, alike but for their last character or two.
var longTitles = map[string]func(i int) Label{
	"words": func(i int) Label {
		return Label{
			fmt.Sprint("A market in which every streamer of the waist gets twice the exposure of the head, and stores none, for year ", i),
			fmt.Sprint(strings.Repeat("腰部主播获得两倍于头部的曝光，商家自播则全无曝光，", 5), "第 ", i, " 号"),
		}
	},
	"one word": func(i int) Label { return plain(fmt.Sprint(strings.Repeat("Donaudampfschifffahrt", 6), i)) },
	"mixed": func(i int) Label {
		return plain(fmt.Sprint("A market 腰部主播 in which every streamer of the waist gets 两倍于头部的曝光且商家自播全无的市场, and none at all, ", i))
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
	letters := map[string]*lettering{English: newLettering(false, ""), Chinese: newLettering(true, "")}
	rapid.Check(t, func(t *rapid.T) {
		// Any characters, and bytes that are none.
		text := rapid.String().Draw(t, "text") + string(rapid.SliceOfN(rapid.Byte(), 0, 8).Draw(t, "bytes"))
		lang := rapid.SampledFrom([]string{English, Chinese}).Draw(t, "lang")
		c := newSVG(100, 100, letters[lang])
		face := letters[lang].handler.Cache().Lookup(letters[lang].font, 9)
		c.FillString(face, vg.Point{}, text)
		wellFormed(t, c.bytes(text, text, glyphSet{}))
	})
}

func TestControlCharactersReachNeitherPictureNorPage(t *testing.T) {
	v := invent(2, 2, 120, 10).titled(func(int) Label {
		return plain("bell \a esc \x1b[31m del \x7f csi \u009b bidi \u202e isolate \u2066 two\nlines")
	})
	v.manifest.Command = append(v.manifest.Command, "\x1b]0;owned\a")
	for _, lang := range []string{English, Chinese} {
		s := open(t, v, lang)
		all := pageOf(t, v, Options{Lang: lang, Asked: &Asked{Question: plain("\x1bc \u202e"), Predictions: []Prediction{{Text: plain("\b\u2067")}}}})
		for _, f := range s.figures() {
			if f.missing.EN == "" {
				picture := f.svg(s, glyphSet{})
				wellFormed(t, picture)
				all += string(picture)
			}
		}
		for _, r := range all {
			if r != '\n' && r != '\t' && character.Allowed(r) != r {
				t.Fatalf("%U is in the report or a figure", r)
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
	*svgCanvas
	texts []box
}

func (c *recorder) FillString(face font.Face, pt vg.Point, s string) {
	up, width := face.Font.Size*0.7, face.Width(s) // capitals and Chinese characters: what hangs below the line may touch
	b := box{s, 1e9, 1e9, -1e9, -1e9}
	for _, corner := range []vg.Point{pt, {X: pt.X + width, Y: pt.Y}, {X: pt.X, Y: pt.Y + up}, {X: pt.X + width, Y: pt.Y + up}} {
		x, y := c.top().m.apply(corner)
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
		s := open(t, invent(c.scenarios, 2, 190, 8).titled(longTitles[c.titles]), c.lang)
		for _, f := range s.figures() {
			if f.missing.EN != "" {
				continue
			}
			height := f.layout(s)
			r := &recorder{svgCanvas: newSVG(figureWidth, height, s.letters)}
			f.drawTo(s, draw.NewCanvas(r, figureWidth, height))
			for i, b := range r.texts {
				if b.left < 0 || b.top < 0 || b.right > figureWidth.Points() || b.foot > height.Points() {
					t.Errorf("%s: %s leaves the picture with %q", what, f.name, b.text)
				}
				for _, other := range r.texts[:i] {
					if b.left < other.right-0.5 && other.left < b.right-0.5 && b.top < other.foot-0.5 && other.top < b.foot-0.5 {
						t.Errorf("%s: %s has %q over %q", what, f.name, b.text, other.text)
					}
				}
			}
		}
	}
}

func TestTheWholeTitleIsThePicturesOwn(t *testing.T) {
	v := invent(3, 2, 120, 10).titled(func(int) Label { return plain(strings.Repeat("a long title ", 60)) })
	s := open(t, v, English)
	f := s.figures()[0]
	if title := wellFormed(t, f.svg(s, glyphSet{})); !strings.Contains(title, strings.Repeat("a long title ", 60)) {
		t.Errorf("the title is %q", title)
	}
	if lines := f.titleLines(s); len(lines) != 3 || !strings.HasSuffix(lines[2], "…") {
		t.Errorf("over the figure stand %q, want three lines and …", lines)
	}
}

func TestShortenedTitlesAreToldApart(t *testing.T) {
	for kind, title := range longTitles {
		for _, lang := range []string{English, Chinese} {
			s := open(t, invent(40, 1, 40, 3).titled(title), lang)
			for _, short := range [][]string{s.titles(legendSize, 120, 1), s.titles(labelSize, columnWidth, columnLines)} {
				if n := len(slices.Compact(slices.Sorted(slices.Values(short)))); n != 40 {
					t.Errorf("%s in %s: 40 titles are shortened to %d, as %q", kind, lang, n, short[39])
				}
			}
		}
	}
	s := open(t, invent(2, 1, 40, 3).titled(func(i int) Label {
		return plain([]string{"Small market", "Engagement and nothing else whatever may come"}[i])
	}), English)
	if got := s.titles(legendSize, 120, 1); got[0] != "Small market" || got[1] != "Engagement and nothing…" {
		t.Errorf("shortened to %q", got)
	}
}

// However much room there is, a title is shortened to as much as fits, and behind a whole word, unless that would cost a long part
// of one.
func TestTitlesAreShortenedBehindWholeWords(t *testing.T) {
	const title = "Engagement and nothing else whatever may come of antidisestablishmentarianism in the end of it"
	s := open(t, invent(1, 1, 40, 3), English)
	size := s.style(legendSize, inkColor, 0, 0)
	for width := vg.Length(60); width < size.Width(title); width++ {
		got := s.letters.shorten(shown{words: title}, legendSize, width, 1, cutEnd)
		left, short := strings.CutSuffix(got, "…")
		if !short || !strings.HasPrefix(title, left) || len(s.letters.wrap(got, legendSize, width)) > 1 {
			t.Fatalf("in %v points: %q", width, got)
		}
		rest := title[len(left):]
		next, _, _ := strings.Cut(rest[1:], " ") // the next word, or what is left of this one
		if rest[0] != ' ' && strings.Contains(left, " ") && len(left)-strings.LastIndex(left, " ")-1 <= longestPart {
			t.Errorf("in %v points a word is cut: %q", width, got)
		}
		if rest[0] == ' ' && len(next) <= longestPart && size.Width(left+" "+next+"…") <= width {
			t.Errorf("in %v points %q has room for %q", width, got, next)
		}
	}
	// In several lines, and cut in the middle, the same: as much as fits, of both ends.
	for _, width := range []vg.Length{90, 120, 150} {
		got := s.letters.shorten(shown{title, ": a note"}, legendSize, width, 2, cutMiddle)
		head, tail, cut := strings.Cut(got, "…")
		if !cut || !strings.HasPrefix(title, head+" ") || !strings.HasSuffix(title, " "+tail) || len(s.letters.wrap(got+": a note", legendSize, width)) > 2 {
			t.Errorf("in two lines of %v points: %q", width, got)
		}
	}
}

func TestTheMarksOfTheManyAreDistinctAndTheRestIsSaid(t *testing.T) {
	looks := map[string]int{}
	for i := range mostDrawn {
		p := penOf(i)
		look := fmt.Sprint(p.color, p.marker)
		if before, known := looks[look]; known {
			t.Errorf("scenario %d looks like scenario %d", i, before)
		}
		looks[look] = i
	}
	few, many := open(t, invent(6, 2, 120, 5), English), open(t, invent(60, 2, 120, 5), English)
	for i, f := range many.figures() {
		if f.missing.EN != "" || len(f.legend) == 0 && f.name != "flows" || f.name == "cohorts" {
			continue
		}
		if !strings.Contains(f.caption.EN, "of 60 scenarios") || !strings.Contains(f.caption.ZH, "60 个情景") {
			t.Errorf("%s does not say that it shows some scenarios only: %s", f.name, f.caption.EN)
		}
		if low, high := few.figures()[i].layout(few), f.layout(many); high > 3*low {
			t.Errorf("%s of 60 scenarios is %.0f points high, of six %.0f", f.name, high, low)
		}
	}
}
