package scenarios

import (
	"fmt"
	"slices"

	"livebazaar/scenarios/written"
	"livebazaar/sim/metric"
)

// studyTable reads the values in [study] and gathers what is wrong with them.
type studyTable struct {
	d        *written.Document
	table    map[string]any
	problems *Problems
}

func (t studyTable) wrong(key, reason, allowed string) {
	pr := t.d.ValueProblem([]string{"study", key}, reason)
	pr.Allowed = allowed
	*t.problems = append(*t.problems, pr)
}

func (t studyTable) text(key string) (string, bool) {
	v, given := t.table[key]
	s, ok := v.(string)
	if given && !ok {
		t.wrong(key, "must be a text in quotes", "")
	}
	return s, ok
}

func (t studyTable) texts(key string) []string {
	v, given := t.table[key]
	if !given {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		t.wrong(key, "must be a list of texts", "")
		return nil
	}
	out := make([]string, len(list))
	for i, e := range list {
		path := []string{"study", key, written.ElementPart(i)}
		if out[i], ok = e.(string); !ok {
			*t.problems = append(*t.problems, t.d.ValueProblem(path, "must be a text in quotes"))
		} else if key == "scenarios" {
			continue // whoever opens them says what is wrong
		} else if pr := t.d.Shown(path, out[i]); pr != nil {
			*t.problems = append(*t.problems, *pr)
		}
	}
	return out
}

func (t studyTable) number(key string, def, lo, hi float64) float64 {
	v, given := t.table[key]
	if !given {
		return def
	}
	x, ok := v.(float64)
	if n, isInt := v.(int64); isInt {
		x, ok = float64(n), true
	}
	allowed := fmt.Sprintf("%g to %g", lo, hi)
	if !ok {
		t.wrong(key, "must be a number", allowed)
		return def
	}
	if !(x >= lo && x <= hi) {
		t.wrong(key, "out of range", allowed)
		return def
	}
	return x
}

// eachMetric checks the metrics of a study, and tells of those that decide nothing.
func (t studyTable) eachMetric(ids []string, l *loader) (notices []string) {
	if l.metrics == nil {
		return nil
	}
	known := l.metrics()
	for i, id := range ids {
		if id != "" && !slices.Contains(known, id) {
			pr := t.d.ValueProblem([]string{"study", "metrics", written.ElementPart(i)}, "unknown metric")
			pr.Nearest = MeantMetric(id, known)
			*t.problems = append(*t.problems, pr)
		}
		if m, ok := metric.Find(id); ok && m.Placebo {
			pr := t.d.ValueProblem([]string{"study", "metrics", written.ElementPart(i)},
				"is a placebo, which is never tested: it is shown, and decides nothing")
			notices = append(notices, pr.Error())
		}
	}
	return notices
}
