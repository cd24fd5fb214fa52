package plots

import "gonum.org/v1/plot/vg"

// titles are the titles of the scenarios, shortened where they take more lines than there is room for.
func (s *study) titles(size, width vg.Length, most int) []string {
	var texts []shown
	for i := range s.scenarios {
		texts = append(texts, shown{words: s.title(i)})
	}
	return s.letters.shortenAll(texts, size, width, most)
}

// titleLines are the lines of the titles.
func (s *study) titleLines(size, width vg.Length, most int) (out [][]string) {
	for _, title := range s.titles(size, width, most) {
		out = append(out, s.letters.wrap(title, size, width))
	}
	return out
}
