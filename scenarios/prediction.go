package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"livebazaar/scenarios/written"
	"livebazaar/sim/metric"
)

// claimForm is how a prediction says what the contrasts are to judge.
const claimForm = "[SCENARIO: METRIC higher, METRIC lower than SCENARIO, METRIC not lower by 2 %; SCENARIO: …; N not judged]"

var (
	claimText    = regexp.MustCompile(`^(\S+) (?:(higher|lower)|not (higher|lower) by (\S+?) ?%)(?: than (.+))?$`)
	unjudgedText = regexp.MustCompile(`^([0-9]{1,3}) not judged$`)
)

// ReadPrediction splits a prediction into its words and the claims in brackets that may end it, as in "H1: tiers cost
// the head [tiered: top3_share lower, gmv not lower by 2 %; 1 not judged]". What the brackets count as not judged is
// what the sentence claims beyond them.
func ReadPrediction(text string) (metric.Prediction, error) {
	p := metric.Prediction{Words: strings.TrimSpace(text)}
	text = p.Words
	open := strings.LastIndexByte(text, '[')
	if open < 0 || !strings.HasSuffix(text, "]") {
		return p, nil
	}
	parts := strings.Split(text[open+1:len(text)-1], ";")
	for i, part := range parts {
		if m := unjudgedText.FindStringSubmatch(strings.Join(strings.Fields(part), " ")); m != nil && i == len(parts)-1 {
			p.Unjudged, _ = strconv.Atoi(m[1])
			continue
		}
		colon := strings.LastIndexByte(part, ':')
		if colon < 0 {
			return p, fmt.Errorf("%q names no scenario: what is judged is written %s%s", written.Shorten(part, 60), claimForm, written.Lookalike(part))
		}
		for _, said := range strings.Split(part[colon+1:], ",") {
			c, err := readClaim(strings.Join(strings.Fields(said), " "))
			if err != nil {
				return p, err
			}
			c.Scenario = strings.TrimSpace(part[:colon])
			p.Claims = append(p.Claims, c)
		}
	}
	p.Words = strings.TrimSpace(text[:open])
	return p, nil
}

// readClaim reads what is claimed of one metric.
func readClaim(said string) (metric.Claim, error) {
	m := claimText.FindStringSubmatch(said)
	if m == nil {
		return metric.Claim{}, fmt.Errorf("%q is not a metric with higher or lower, or not lower by a margin: what is judged is written %s%s",
			written.Shorten(said, 60), claimForm, written.Lookalike(said))
	}
	c := metric.Claim{Metric: m[1], Higher: m[2]+m[3] == "higher", Than: m[5]}
	if m[4] != "" {
		margin, err := strconv.ParseFloat(m[4], 64)
		if err != nil || !(margin > 0 && margin < 100) {
			return c, fmt.Errorf("%q: the margin must be a number of per cent above 0 and below 100, as in \"not lower by 2 %%\"%s",
				written.Shorten(said, 60), written.Lookalike(said))
		}
		c.Margin = margin
	}
	return c, nil
}

// predictions checks what the predictions of a study claim about its scenarios; declared are the metrics that decide it.
func (t studyTable) predictions(texts, scenarios []string, baseline string, declared []string, l *loader) {
	var known []string
	if l.metrics != nil {
		known = l.metrics()
	}
	for i, text := range texts {
		wrong := func(reason, near string) {
			pr := t.d.ValueProblem([]string{"study", "predictions", written.ElementPart(i)}, reason)
			pr.Nearest = near
			*t.problems = append(*t.problems, pr)
		}
		if at, reason := unjudged(text, scenarios, known); reason != "" {
			*t.problems = append(*t.problems, t.d.LetterProblem([]string{"study", "predictions", written.ElementPart(i)}, at, reason))
		}
		p, err := ReadPrediction(text)
		if err != nil {
			wrong(err.Error(), "")
		}
		seen := map[metric.Claim]bool{}
		for _, c := range p.Claims {
			about := c
			if about.Than == baseline {
				about.Than = "" // said or not, it is the same comparison
			}
			if about.Margin = 0; c.Margin == 0 {
				about.Higher = false // within margins on both sides is one thing to claim, both higher and lower is none
			} else {
				about.Metric += " by a margin"
			}
			switch untested := c.Untested(declared); {
			case !slices.Contains(scenarios, c.Scenario):
				wrong(notAmong(c.Scenario), meantName(c.Scenario, scenarios))
			case c.Than != "" && !slices.Contains(scenarios, c.Than):
				wrong(notAmong(c.Than), meantName(c.Than, scenarios))
			case c.Scenario == c.Than:
				wrong(c.Scenario+" is compared with itself", "")
			case c.Scenario == baseline && c.Than == "":
				wrong(baseline+" is the baseline: say how another scenario differs from it", "")
			case known != nil && !slices.Contains(known, c.Metric):
				wrong(fmt.Sprintf("unknown metric %q", written.Shorten(c.Metric, 60)), MeantMetric(c.Metric, known))
			case untested != "":
				wrong(untested, strings.Join(tested(c.Metric), " or "))
			case seen[about]:
				wrong(fmt.Sprintf("%s of %s is predicted twice", c.Metric, c.Scenario), "")
			}
			seen[about] = true
		}
	}
}

// tested are the metrics that are tested and rest on one that is not.
func tested(id string) []string {
	var out []string
	for _, m := range metric.All() {
		if !m.Placebo && !m.Part && m.RestsOn(id) {
			out = append(out, m.ID)
		}
	}
	return out
}

func notAmong(name string) string {
	return fmt.Sprintf("%q is not among the scenarios of this study", written.Shorten(name, 60)) + written.Lookalike(name)
}

// meantName returns the name of a scenario that is meant by another one or by its file, or "".
func meantName(name string, scenarios []string) string {
	if near := written.Nearest(name, scenarios); near != "" {
		return near
	}
	return alike(name, scenarios)
}

// noticeChinese tells of claims in the Chinese sentences, which are shown as they are.
func (t studyTable) noticeChinese(texts, scenarios []string, l *loader) (notices []string) {
	var known []string
	if l.metrics != nil {
		known = l.metrics()
	}
	for i, text := range texts {
		// One bracket more at the end: none of them counts as the final one.
		if at, reason := unjudged(text+"[]", scenarios, known); reason != "" {
			const why = "claims in brackets stand once for both languages, in predictions"
			pr := t.d.LetterProblem([]string{"study", "predictions_zh", written.ElementPart(i)}, at, why)
			notices = append(notices, pr.Error())
		}
	}
	return notices
}
