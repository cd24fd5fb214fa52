package plots

import (
	"livebazaar/plots/ink"

	"gonum.org/v1/plot/vg"
)

// Titles are the titles of the scenarios, shortened where they take more lines than there is room for.
func (s *Study) Titles(size, width vg.Length, most int) []string {
	var texts []ink.Shown
	for i := range s.Rules {
		texts = append(texts, ink.Shown{Words: s.TitleOf(i)})
	}
	return s.Letters.ShortenAll(texts, size, width, most)
}

// titleLines are the lines of the titles.
func (s *Study) titleLines(size, width vg.Length, most int) (out [][]string) {
	for _, title := range s.Titles(size, width, most) {
		out = append(out, s.Letters.Wrap(title, size, width))
	}
	return out
}
