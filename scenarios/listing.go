package scenarios

import (
	"slices"

	"livebazaar/scenarios/written"
)

// Entry is one embedded scenario or study as a list shows it.
type Entry struct {
	Name       string   `json:"name"`
	Kind       string   `json:"kind"` // "scenario" or "study"
	Title      string   `json:"title"`
	TitleZH    string   `json:"title_zh"`
	Question   string   `json:"question"`
	QuestionZH string   `json:"question_zh"`
	Extends    string   `json:"extends,omitempty"`   // of a scenario
	Scenarios  []string `json:"scenarios,omitempty"` // of a study
}

// List returns the embedded studies, the default one first, and then the scenarios, the baseline first, else by name.
func List() []Entry {
	var out []Entry
	for _, name := range bundledNames() {
		d, ps := written.Parse(name, "", bundledFile(name))
		h, more := headerOf(d)
		if len(ps)+len(more) > 0 {
			continue // a test demands that every embedded file is sound
		}
		e := Entry{Name: name, Kind: "scenario", Title: h.title, TitleZH: h.titleZH, Question: h.question, QuestionZH: h.questionZH}
		e.Extends, _ = d.Tree["extends"].(string)
		if study, ok := d.Tree["study"].(map[string]any); ok {
			e.Kind = "study"
			names, _ := study["scenarios"].([]any)
			for _, n := range names {
				if name, ok := n.(string); ok {
					e.Scenarios = append(e.Scenarios, name)
				}
			}
		}
		out = append(out, e)
	}
	rank := func(e Entry) int {
		switch {
		case e.Name == DefaultStudy:
			return 0
		case e.Kind == "study":
			return 1
		case e.Name == baselineName:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return rank(a) - rank(b) })
	return out
}
