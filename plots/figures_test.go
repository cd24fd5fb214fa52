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

	"livebazaar/internal/invented"
	"livebazaar/plots/ink"
	"livebazaar/sim/metric"
)

var update = flag.Bool("update", false, "write the sums of the figures anew")

// open reads invented results in a language.
func open(t testing.TB, v *invented.Results, lang string) *Study {
	t.Helper()
	s, err := Read(v, Options{Lang: lang})
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
	v := invented.New(3, 4, 400, 60)
	for _, lang := range []string{English, Chinese} {
		s := open(t, v, lang)
		for _, format := range []string{"svg", "png"} {
			for _, f := range s.Figures() {
				if f.Missing.EN != "" {
					t.Errorf("%s is left out: %s", f.Name, f.Missing.EN)
					continue
				}
				content, err := f.render(s, format)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&got, "%x %s.%s %s\n", sha256.Sum256(content), f.Name, format, lang)
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
		s := open(t, invented.New(5, 3, 400, 60), lang)
		for _, f := range figures(s) {
			content := f.SVG(s.Language, ink.GlyphSet{})
			for decoder := xml.NewDecoder(bytes.NewReader(content)); ; {
				if _, err := decoder.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
			}
			if bytes.Contains(content, []byte("NaN")) || bytes.Contains(content, []byte("Inf")) {
				t.Errorf("%s in %s has an undefined coordinate", f.Name, lang)
			}
			if chinese := bytes.Contains(content, []byte("<text")); chinese != (lang == English) {
				t.Errorf("%s in %s: texts are letters %v", f.Name, lang, chinese)
			}
		}
	}
}

func TestAScenarioHasOneColourInEveryFigure(t *testing.T) {
	s := open(t, invented.New(5, 3, 400, 60), English)
	c := PenOf(3).Color
	for _, f := range figures(s) {
		if f.Name == "cohorts" {
			continue // the baseline alone, by cohort
		}
		if !bytes.Contains(f.SVG(s.Language, ink.GlyphSet{}), fmt.Appendf(nil, "#%02x%02x%02x", c.R, c.G, c.B)) {
			t.Errorf("%s does not show the fourth scenario in its colour", f.Name)
		}
	}
	seen := map[string]bool{}
	for i := range 14 {
		p := PenOf(i)
		look := fmt.Sprint(p.Color, p.dash, p.marker)
		if seen[look] {
			t.Errorf("scenario %d looks like an earlier one", i)
		}
		seen[look] = true
	}
}

func TestASingleShortRunLeavesOutWhatItHasNoDataForAndSaysWhy(t *testing.T) {
	v := invented.New(1, 1, 120, 40)
	s := open(t, v, English)
	left := map[string]bool{}
	for _, f := range figures(s) {
		if left[f.Name] = f.Missing.EN != ""; left[f.Name] != (f.Missing.ZH != "") {
			t.Errorf("%s says why it is missing in one language only", f.Name)
		}
	}
	for name, want := range map[string]bool{
		"contrasts": true, "receipts": true, "head-dependence": true, "gmv": false, "lorenz": false, "flows": false,
	} {
		if left[name] != want {
			t.Errorf("%s left out: %v, want %v", name, left[name], want)
		}
	}
	v.Tables = nil
	for _, f := range figures(open(t, v, Chinese)) {
		if f.Missing.ZH == "" {
			t.Errorf("%s claims to have data without any table", f.Name)
		}
	}
}

// nowhere takes what is drawn and keeps nothing.
func nowhere(string, []byte) error { return nil }

func TestACharacterTheFontLacksIsNamed(t *testing.T) {
	v := invented.New(2, 2, 120, 40)
	v.TOML[invented.Names[1]] = []byte("title_zh = \"𠮷野排序\"\ntitle = \"Yoshino\"\n[run]\ndays = 120\n")
	var warned []string
	opt := Options{Lang: Chinese, Formats: []string{"svg"}, Warn: func(w string) { warned = append(warned, w) }}
	if err := Draw(v, nowhere, opt); err != nil {
		t.Fatal(err)
	}
	if len(warned) != 1 || !strings.Contains(warned[0], "U+20BB7") || strings.Contains(warned[0], "野") {
		t.Errorf("warned %q, want U+20BB7 alone", warned)
	}
	if opt.Warn = nil; Draw(v, nowhere, opt) != nil {
		t.Error("who wants no warning gets none, and the figures")
	}
}

func TestEveryLabelCanBeDrawn(t *testing.T) {
	for _, lang := range []string{English, Chinese} {
		s := open(t, invented.New(5, 3, 400, 60), lang)
		for _, f := range figures(s) {
			f.SVG(s.Language, ink.GlyphSet{})
		}
		for _, m := range metric.All() {
			s.Letters.Note(s.Letters.Handler.Cache().Lookup(s.Letters.Font, 1), UnitLabel(m.Unit).In(lang))
		}
		if w := s.Letters.Warning(); w != "" {
			t.Errorf("%s: %s", lang, w)
		}
	}
}

func TestAChineseTitleInAnEnglishFigureIsDrawn(t *testing.T) {
	v := invented.New(2, 2, 120, 40)
	v.TOML[invented.Names[1]] = []byte("title = \"分层竞争\"\n[run]\ndays = 120\n")
	s := open(t, v, English)
	for _, f := range figures(s) {
		if f.Missing.EN == "" {
			f.SVG(s.Language, ink.GlyphSet{})
		}
	}
	if w := s.Letters.Warning(); w != "" {
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

// A figure whose table cannot be read says which one, in both languages; it does not blame the run.
func TestAFigureWithoutItsTableNamesIt(t *testing.T) {
	for _, name := range []string{"days", "months", "streamers", "flows", "cohorts"} {
		v := invented.New(3, 4, 400, 60)
		if v.Tables[name] == nil {
			t.Fatalf("no table %s to take away", name)
		}
		delete(v.Tables, name)
		left := 0
		for _, f := range figures(open(t, v, English)) {
			if f.Missing.EN == "" {
				continue
			}
			left++
			if f.Name == "head-course" && strings.Contains(f.Missing.EN, "their days are not in these results") {
				continue // it needs two tables
			}
			if !strings.Contains(f.Missing.EN, "the table "+name+" has no data") || !strings.Contains(f.Missing.ZH, "表 "+name+" 没有数据") {
				t.Errorf("without %s, %s says: %s / %s", name, f.Name, f.Missing.EN, f.Missing.ZH)
			}
		}
		if left == 0 {
			t.Errorf("every figure is drawn without %s", name)
		}
	}
}
