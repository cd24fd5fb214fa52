package plots

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"livebazaar/sim/metric"
)

var update = flag.Bool("update", false, "write the sums of the figures anew")

// open reads invented results in a language.
func open(t testing.TB, v *invented, lang string) *study {
	t.Helper()
	opt, err := Options{Lang: lang}.check()
	if err != nil {
		t.Fatal(err)
	}
	s, err := newStudy(v, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestFiguresAreRepeatable compares every figure with the sum of the one that was looked at. A change that is meant:
// go test ./plots -run Repeatable -update, then look at the figures.
func TestFiguresAreRepeatable(t *testing.T) {
	if fused(1+0x1p-30, 1-0x1p-30, -1) != 0 {
		t.Skip("this build fuses multiply and add: a point may round to another hundredth than in the sums")
	}
	var got strings.Builder
	v := invent(3, 4, 400, 60)
	for _, lang := range []string{English, Chinese} {
		s := open(t, v, lang)
		for _, format := range []string{"svg", "png"} {
			for _, f := range s.figures() {
				if f.missing.EN != "" {
					t.Errorf("%s is left out: %s", f.name, f.missing.EN)
					continue
				}
				content, err := f.render(s, format)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&got, "%x %s.%s %s\n", sha256.Sum256(content), f.name, format, lang)
			}
		}
	}
	golden := filepath.Join("testdata", "figures.sha256")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(got.String(), "\n") {
		if wanted := strings.Split(string(want), "\n"); i >= len(wanted) || wanted[i] != line {
			t.Errorf("another figure than before: %s", line)
		}
	}
}

// fused is 0 for (1+ε)(1−ε)−1 when the product is rounded before the sum.
//
//go:noinline
func fused(a, b, c float64) float64 { return a*b + c }

func TestEverySVGIsWellFormedAndStaysOnItsPage(t *testing.T) {
	for _, lang := range []string{English, Chinese} {
		s := open(t, invent(5, 3, 400, 60), lang)
		for _, f := range figures(s) {
			content := f.svg(s, glyphSet{})
			for decoder := xml.NewDecoder(bytes.NewReader(content)); ; {
				if _, err := decoder.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", f.name, err)
				}
			}
			if bytes.Contains(content, []byte("NaN")) || bytes.Contains(content, []byte("Inf")) {
				t.Errorf("%s in %s has an undefined coordinate", f.name, lang)
			}
			if chinese := bytes.Contains(content, []byte("<text")); chinese != (lang == English) {
				t.Errorf("%s in %s: texts are letters %v", f.name, lang, chinese)
			}
		}
	}
}

func TestAScenarioHasOneColourInEveryFigure(t *testing.T) {
	s := open(t, invent(5, 3, 400, 60), English)
	c := penOf(3).color
	for _, f := range figures(s) {
		if f.name == "cohorts" {
			continue // the baseline alone, by cohort
		}
		if !bytes.Contains(f.svg(s, glyphSet{}), fmt.Appendf(nil, "#%02x%02x%02x", c.R, c.G, c.B)) {
			t.Errorf("%s does not show the fourth scenario in its colour", f.name)
		}
	}
	seen := map[string]bool{}
	for i := range 14 {
		p := penOf(i)
		look := fmt.Sprint(p.color, p.dash, p.marker)
		if seen[look] {
			t.Errorf("scenario %d looks like an earlier one", i)
		}
		seen[look] = true
	}
}

func TestASingleShortRunLeavesOutWhatItHasNoDataForAndSaysWhy(t *testing.T) {
	v := invent(1, 1, 120, 40)
	s := open(t, v, English)
	left := map[string]bool{}
	for _, f := range figures(s) {
		if left[f.name] = f.missing.EN != ""; left[f.name] != (f.missing.ZH != "") {
			t.Errorf("%s says why it is missing in one language only", f.name)
		}
	}
	for name, want := range map[string]bool{"contrasts": true, "receipts": true, "head-dependence": true, "gmv": false, "lorenz": false, "flows": false} {
		if left[name] != want {
			t.Errorf("%s left out: %v, want %v", name, left[name], want)
		}
	}
	v.tables = nil
	for _, f := range figures(open(t, v, Chinese)) {
		if f.missing.ZH == "" {
			t.Errorf("%s claims to have data without any table", f.name)
		}
	}
}

// nowhere takes what is drawn and keeps nothing.
func nowhere(string, []byte) error { return nil }

func TestACharacterTheFontLacksIsNamed(t *testing.T) {
	v := invent(2, 2, 120, 40)
	v.toml[inventedNames[1]] = []byte("title_zh = \"𠮷野排序\"\ntitle = \"Yoshino\"\n[run]\ndays = 120\n")
	var warned []string
	opt, _ := Options{Lang: Chinese, Formats: []string{"svg"}, Warn: func(w string) { warned = append(warned, w) }}.check()
	s, err := newStudy(v, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := drawFiles(s, nowhere, opt); err != nil {
		t.Fatal(err)
	}
	if len(warned) != 1 || !strings.Contains(warned[0], "U+20BB7") || strings.Contains(warned[0], "野") {
		t.Errorf("warned %q, want U+20BB7 alone", warned)
	}
	if opt, _ = (Options{Lang: Chinese, Formats: []string{"svg"}}).check(); drawFiles(s, nowhere, opt) != nil {
		t.Error("who wants no warning gets none, and the figures")
	}
}

func TestEveryLabelCanBeDrawn(t *testing.T) {
	for _, lang := range []string{English, Chinese} {
		s := open(t, invent(5, 3, 400, 60), lang)
		for _, f := range figures(s) {
			f.svg(s, glyphSet{})
		}
		for _, m := range metric.All() {
			s.letters.note(s.letters.handler.Cache().Lookup(s.letters.font, 1), unitLabel(m.Unit).in(lang))
		}
		if w := s.letters.warning(); w != "" {
			t.Errorf("%s: %s", lang, w)
		}
	}
}

func TestAChineseTitleInAnEnglishFigureIsDrawn(t *testing.T) {
	v := invent(2, 2, 120, 40)
	v.toml[inventedNames[1]] = []byte("title = \"分层竞争\"\n[run]\ndays = 120\n")
	s := open(t, v, English)
	for _, f := range figures(s) {
		if f.missing.EN == "" {
			f.svg(s, glyphSet{})
		}
	}
	if w := s.letters.warning(); w != "" {
		t.Error(w)
	}
}

func TestWidthsOfFlowsFitTheirPanel(t *testing.T) {
	amounts := []float64{4000, 900, 0, 3, 0.5}
	scale := flowScale(amounts, 200)
	height := -float64(flowGap)
	for _, v := range amounts {
		if v > 0 {
			height += max(v*float64(scale), float64(flowSlot)) + float64(flowGap)
		}
	}
	if height > 200 || height < 199 {
		t.Errorf("the sides take %.1f of 200 points", height)
	}
}

func BenchmarkDraw(b *testing.B) {
	opt, _ := Options{}.check()
	v := invent(5, 8, 730, 400)
	b.ResetTimer()
	for range b.N {
		s, err := newStudy(v, opt)
		if err != nil {
			b.Fatal(err)
		}
		if err := drawFiles(s, nowhere, opt); err != nil {
			b.Fatal(err)
		}
		if _, err := reportPage(s, opt); err != nil {
			b.Fatal(err)
		}
	}
}

// A figure whose table cannot be read says which one, in both languages; it does not blame the run.
func TestAFigureWithoutItsTableNamesIt(t *testing.T) {
	for _, name := range []string{"days", "months", "streamers", "flows", "cohorts"} {
		v := invent(3, 4, 400, 60)
		if v.tables[name] == nil {
			t.Fatalf("no table %s to take away", name)
		}
		delete(v.tables, name)
		left := 0
		for _, f := range figures(open(t, v, English)) {
			if f.missing.EN == "" {
				continue
			}
			left++
			if f.name == "head-course" && strings.Contains(f.missing.EN, "their days are not in these results") {
				continue // it needs two tables
			}
			if !strings.Contains(f.missing.EN, "the table "+name+" has no data") || !strings.Contains(f.missing.ZH, "表 "+name+" 没有数据") {
				t.Errorf("without %s, %s says: %s / %s", name, f.name, f.missing.EN, f.missing.ZH)
			}
		}
		if left == 0 {
			t.Errorf("every figure is drawn without %s", name)
		}
	}
}
