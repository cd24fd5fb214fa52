package plots

import (
	"math"
	"strings"
	"testing"
)

// No text of a figure stands on another one or beyond its edges, in either language, also where every metric is measured in fewer
// replicates and says so.
func TestNoTextOfAFigureStandsOnAnother(t *testing.T) {
	for _, f := range []*facts{distinct(5, 4, 545), distinct(2, 3, 400), distinct(12, 2, 250)} {
		for i := range f.contrasts {
			if c := &f.contrasts[i]; c.Replicates > 1 && c.Scenario == inventedNames[1] {
				c.Replicates--
			}
		}
		for _, lang := range []string{English, Chinese} {
			s := open(t, f.invented, lang)
			for _, fig := range s.figures() {
				if fig.missing.EN != "" {
					continue
				}
				p := readPicture(t, s, fig.name)
				for i, a := range p.words {
					if !a.upstairs && (a.x < 0 || a.x+a.width > figureWidth.Points()+0.5) {
						t.Errorf("%s in %s, %d scenarios: %q is cut off", fig.name, lang, f.scenarios, a.text)
					}
					for _, b := range p.words[:i] {
						if !a.upstairs && !b.upstairs && math.Abs(a.y-b.y) < 0.7*min(a.size, b.size) && a.x < b.x+b.width-1 && b.x < a.x+a.width-1 {
							t.Errorf("%s in %s, %d scenarios: %q stands on %q", fig.name, lang, f.scenarios, a.text, b.text)
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
	for scenarios, want := range map[int]int{2: 2 + 1, mostBands: mostBands + mostBands - 1, mostBands + 1: 1} {
		s := open(t, invent(scenarios, 3, 400, 40), English)
		for _, fig := range s.figures() {
			if fig.name != "gmv" && fig.name != "head-course" {
				continue
			}
			drawn, wanted := 0, want
			if fig.name == "head-course" {
				wanted = map[bool]int{true: scenarios, false: 1}[scenarios <= mostBands]
			}
			for _, m := range readPicture(t, s, fig.name).areas {
				if m.opacity < 1 && len(m.at) > 20 {
					drawn++
				}
			}
			if drawn != wanted {
				t.Errorf("%s of %d scenarios has %d bands, want %d", fig.name, scenarios, drawn, wanted)
			}
			if says := strings.Contains(fig.caption.EN, "only the baseline's is drawn"); says != (scenarios > mostBands) {
				t.Errorf("%s of %d scenarios: %s", fig.name, scenarios, fig.caption.EN)
			}
		}
	}
}
