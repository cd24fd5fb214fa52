package scenarios

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"livebazaar/scenarios/written"
	"livebazaar/sim/metric"
)

// labelled is a name that is written, with the labels it is read by.
type labelled struct{ name, en, zh string }

// mostHeld is how many names are told that hold a word in their label; of more than that the rest is counted.
const mostHeld = 9

// byLabel returns the names whose label, English or Chinese, is the word, and those that hold it in their label or name; "" where
// there is none. Capitals do not matter. A single character, or two letters, are held by too many.
func byLabel(word string, all []labelled) (exact, held string) {
	word = strings.ToLower(strings.Join(strings.Fields(word), " "))
	short := len(word) < 3 || utf8.RuneCountInString(word) < 2
	var are, hold []string
	for _, l := range all {
		for _, text := range []string{l.name, strings.ToLower(l.en), strings.ToLower(l.zh)} {
			if text == word {
				are = append(are, l.name)
				break
			}
		}
		if !short && strings.Contains(l.name+"\n"+strings.ToLower(l.en+"\n"+l.zh), word) {
			hold = append(hold, l.name)
		}
	}
	return oneOf(are), oneOf(hold)
}

// oneOf lists names to choose from.
func oneOf(names []string) string {
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 1:
		return names[0]
	case n > mostHeld+1:
		return fmt.Sprintf("%s or one of %d others", strings.Join(names[:mostHeld], ", "), n-mostHeld)
	default:
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
}

// MeantMetric returns the ids of the known metrics that a reader would most likely have meant by a word that is no id; "" if there
// is none. They are meant by their label or a part of it, in either language, by an id that comes close, or by the label of their
// family.
func MeantMetric(word string, known []string) string {
	var all, families []labelled
	for _, id := range known {
		m, ok := metric.Find(id)
		if !ok || strings.HasSuffix(id, metric.First90) { // those have the label of the other, and more
			continue
		}
		all = append(all, labelled{id, m.EN, m.ZH})
		for _, f := range metric.Families() {
			if f.ID == m.Family {
				families = append(families, labelled{id, f.EN, f.ZH})
			}
		}
	}
	exact, held := byLabel(word, all)
	if exact != "" {
		return exact
	}
	if near := written.Nearest(word, known); near != "" {
		return near
	}
	if held == "" {
		held, _ = byLabel(word, families)
	}
	return held
}
