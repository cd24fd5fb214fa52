package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"livebazaar/scenarios/written"
	"livebazaar/sim/metric"
)

// A metric that was renamed, or has taken the place of others, is accepted by its former id where a person writes one, as a
// parameter is by its former key: in a study's metrics and in the claims of its predictions. Whoever does is told.

// PresentMetric returns the id that a metric has now, and whether it was written by a former one.
func PresentMetric(id string) (now string, former bool) {
	if m, ok := metric.Formerly(id); ok {
		return m.ID, true
	}
	return id, false
}

// IsNow tells of a former id.
func IsNow(former, now string) string {
	return fmt.Sprintf("metric %s has given way to %s, another measure: "+
		"see that what rests on it still holds (livebazaar metrics %[2]s explains it)",
		former, now)
}

var word = regexp.MustCompile(`[a-z0-9_]+`)

// presentClaims writes the metrics that are claimed of in the brackets that end a prediction by their present ids, and says which
// were others. The words before are the author's.
func presentClaims(text string) (now string, notices []string) {
	open := strings.LastIndexByte(text, '[')
	if open < 0 {
		return text, nil
	}
	claims := word.ReplaceAllStringFunc(text[open:], func(id string) string {
		now, former := PresentMetric(id)
		if former {
			notices = append(notices, IsNow(id, now))
		}
		return now
	})
	return text[:open] + claims, notices
}

// presentMetrics puts present ids in the place of former ones in a study's metrics and predictions, and tells of them.
func (t studyTable) presentMetrics(s *Study) (notices []string) {
	note := func(key string, i int, reason string) {
		sp := t.d.At([]string{"study", key, written.ElementPart(i)})
		notices = append(notices, t.d.Problem(sp.Value, written.ShownKey([]string{"study", key, written.ElementPart(i)}), "", reason).Error())
	}
	var metrics []string
	for i, id := range s.Metrics {
		now, former := PresentMetric(id)
		if former {
			note("metrics", i, IsNow(id, now))
		}
		if !former || !slices.Contains(metrics, now) { // two may have become one
			metrics = append(metrics, now)
		}
	}
	s.Metrics = metrics
	for i, text := range s.Predictions {
		now, former := presentClaims(text)
		for _, reason := range former {
			note("predictions", i, reason)
		}
		s.Predictions[i] = now
	}
	return notices
}

// formerMetrics are the edits that put present ids in the place of former ones in the metrics and predictions of a study.
func formerMetrics(d *written.Document, note func(at int, text string)) (edits []written.Edit) {
	study, _ := d.Tree["study"].(map[string]any)
	for _, key := range []string{"metrics", "predictions"} {
		list, _ := study[key].([]any)
		for i := range list {
			sp, known := d.Exactly([]string{"study", key, written.ElementPart(i)})
			if !known {
				continue
			}
			raw := string(d.Src[sp.Value:sp.ValueEnd])
			from := 0
			if key == "predictions" {
				if from = strings.LastIndexByte(raw, '['); from < 0 {
					continue
				}
			}
			for _, at := range word.FindAllStringIndex(raw[from:], -1) {
				id := raw[from+at[0] : from+at[1]]
				if now, former := PresentMetric(id); former {
					start := sp.Value + from + at[0]
					edits = append(edits, written.Edit{Start: start, End: start + len(id), Text: now})
					note(start, IsNow(id, now))
				}
			}
		}
	}
	return edits
}
