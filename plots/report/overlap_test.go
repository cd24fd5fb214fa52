package report

import (
	"math"
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
)

// No text of a figure stands on another one or beyond its edges, in either language, also where every metric is measured in fewer
// replicates and says so.
func TestNoTextOfAFigureStandsOnAnother(t *testing.T) {
	for _, f := range []*facts{distinct(5, 4, 545), distinct(2, 3, 400), distinct(12, 2, 250)} {
		for i := range f.Judged {
			if c := &f.Judged[i]; c.Replicates > 1 && c.Scenario == invented.Names[1] {
				c.Replicates--
			}
		}
		for _, lang := range []string{plots.English, plots.Chinese} {
			s := open(t, f.Results, lang)
			for _, fig := range s.Figures() {
				if fig.Missing.EN != "" {
					continue
				}
				p := readPicture(t, s, fig.Name)
				for i, a := range p.words {
					if !a.upstairs && (a.x < 0 || a.x+a.width > plots.FigureWidth.Points()+0.5) {
						t.Errorf("%s in %s, %d scenarios: %q is cut off", fig.Name, lang, f.Scenarios, a.text)
					}
					for _, b := range p.words[:i] {
						if !a.upstairs && !b.upstairs && math.Abs(a.y-b.y) < 0.7*min(a.size, b.size) && a.x < b.x+b.width-1 && b.x < a.x+a.width-1 {
							t.Errorf("%s in %s, %d scenarios: %q stands on %q", fig.Name, lang, f.Scenarios, a.text, b.text)
						}
					}
				}
			}
		}
	}
}

// A caption that says that lines have bands is that of a figure in which all have, and one that says that only the baseline has one
// is right as well: also with the most scenarios whose bands are drawn, and with one more.
func TestAsManyBandsAreDrawnAsTheCaptionSays(t *testing.T) {
	for scenarios, want := range map[int]int{2: 2 + 1, plots.MostBands: plots.MostBands + plots.MostBands - 1, plots.MostBands + 1: 1} {
		s := open(t, invented.New(scenarios, 3, 400, 40), plots.English)
		for _, fig := range s.Figures() {
			if fig.Name != "gmv" && fig.Name != "head-course" {
				continue
			}
			drawn, wanted := 0, want
			if fig.Name == "head-course" {
				wanted = map[bool]int{true: scenarios, false: 1}[scenarios <= plots.MostBands]
			}
			for _, m := range readPicture(t, s, fig.Name).areas {
				if m.opacity < 1 && len(m.at) > 20 {
					drawn++
				}
			}
			if drawn != wanted {
				t.Errorf("%s of %d scenarios has %d bands, want %d", fig.Name, scenarios, drawn, wanted)
			}
			if says := strings.Contains(fig.Caption.EN, "only the baseline's is drawn"); says != (scenarios > plots.MostBands) {
				t.Errorf("%s of %d scenarios: %s", fig.Name, scenarios, fig.Caption.EN)
			}
		}
	}
}
