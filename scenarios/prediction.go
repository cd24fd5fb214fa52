package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"livebazaar/sim/metric"
)

// claimForm is how a prediction says what the contrasts are to judge.
const claimForm = "[SCENARIO: METRIC higher, METRIC lower; SCENARIO: …]"

// ReadPrediction splits a prediction into its words and the claims in brackets that may end it, as in "H1: tiers cost
// the head [tiered: top3_share lower, rank_mobility higher]".
func ReadPrediction(text string) (words string, claims []metric.Claim, err error) {
	text = strings.TrimSpace(text)
	open := strings.LastIndexByte(text, '[')
	if open < 0 || !strings.HasSuffix(text, "]") {
		return text, nil, nil
	}
	for _, part := range strings.Split(text[open+1:len(text)-1], ";") {
		colon := strings.LastIndexByte(part, ':')
		if colon < 0 {
			return text, nil, fmt.Errorf("%q names no scenario: what is judged is written %s", shorten(part, 60), claimForm)
		}
		for _, said := range strings.Split(part[colon+1:], ",") {
			pair := strings.Fields(said)
			if len(pair) != 2 || pair[1] != "higher" && pair[1] != "lower" {
				return text, nil, fmt.Errorf("%q is not a metric with higher or lower: what is judged is written %s", shorten(said, 60), claimForm)
			}
			claims = append(claims, metric.Claim{Scenario: strings.TrimSpace(part[:colon]), Metric: pair[0], Higher: pair[1] == "higher"})
		}
	}
	return strings.TrimSpace(text[:open]), claims, nil
}

// predictions checks what the predictions of a study claim about its scenarios.
func (t studyTable) predictions(texts, scenarios []string, baseline string, l *loader) {
	var known []string
	if l.metrics != nil {
		known = l.metrics()
	}
	for i, text := range texts {
		wrong := func(reason, near string) {
			pr := t.d.valueProblem([]string{"study", "predictions", elementPart(i)}, reason)
			pr.Nearest = near
			*t.problems = append(*t.problems, pr)
		}
		_, claims, err := ReadPrediction(text)
		if err != nil {
			wrong(err.Error(), "")
		}
		seen := map[[2]string]bool{}
		for _, c := range claims {
			about := [2]string{c.Scenario, c.Metric}
			switch {
			case !slices.Contains(scenarios, c.Scenario):
				wrong(fmt.Sprintf("%q is not among the scenarios of this study", shorten(c.Scenario, 60)), nearest(c.Scenario, scenarios))
			case c.Scenario == baseline:
				wrong(baseline+" is the baseline: say how another scenario differs from it", "")
			case known != nil && !slices.Contains(known, c.Metric):
				wrong(fmt.Sprintf("unknown metric %q", shorten(c.Metric, 60)), nearest(c.Metric, known))
			case seen[about]:
				wrong(fmt.Sprintf("%s of %s is predicted twice", c.Metric, c.Scenario), "")
			}
			seen[about] = true
		}
	}
}
