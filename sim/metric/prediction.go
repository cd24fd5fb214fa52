package metric

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/sim/record"
)

// Claim is the part of a prediction that a contrast can judge: in which direction a metric of a scenario differs from
// that of the baseline or of another scenario, or that it differs in that direction by no more than a margin.
type Claim struct {
	Scenario, Metric string
	Higher           bool    // or else lower
	Margin           float64 // %; if above 0: not higher (lower) by as much
	Than             string  // the scenario compared with, "" for the baseline
}

// In says the claim in the language ("zh" or else English), of the metrics of an edition; title is that of its scenario, than
// that of the one it is compared with, if that is named.
func (c Claim) In(of Edition, lang, title, than string) string {
	name := Metric{EN: c.Metric, ZH: c.Metric}
	if m, ok := of.Find(c.Metric); ok {
		name = m
	}
	zh, en := "低", "lower"
	if c.Higher {
		zh, en = "高", "higher"
	}
	percent := strconv.FormatFloat(c.Margin, 'g', -1, 64)
	if lang == "zh" {
		switch {
		case c.Margin > 0 && c.Than != "":
			return fmt.Sprintf("%s的%s至多比%s%s %s%%", title, name.ZH, than, zh, percent)
		case c.Margin > 0:
			return fmt.Sprintf("%s的%s至多%s %s%%", title, name.ZH, zh, percent)
		case c.Than != "":
			return fmt.Sprintf("%s的%s%s于%s", title, name.ZH, zh, than)
		}
		return title + "的" + name.ZH + "更" + zh
	}
	if c.Margin > 0 {
		en = "not " + en + " by " + percent + " %"
	}
	said := name.EN + " " + en + " under " + title
	if c.Than != "" {
		said += " than under " + than
	}
	return said
}

// Verdict is what the contrasts say about a claim.
type Verdict uint8

// The verdicts. They are about the model under the settings of the study, not about the world.
const (
	NotJudged    Verdict = iota // no claim was made, or its contrast is undefined
	Undecided                   // the test tells neither the claim nor its opposite; this is no "no"
	Supported                   // the test tells the claim
	Contradicted                // the test tells its opposite
)

// In names the verdict in the language ("zh" or else English).
func (v Verdict) In(lang string) string {
	if lang == "zh" {
		return [...]string{"未判断", "未定", "支持", "相反"}[v]
	}
	return [...]string{"not judged", "undecided", "supported", "contradicted"}[v]
}

// Mark is the verdict as a sign: ✓ supported, ✗ contradicted, ? undecided, – not judged.
func (v Verdict) Mark() string { return [...]string{Blank, "?", "✓", "✗"}[v] }

// Holds says for programs whether the claim holds: yes, no, or nil where that is not known.
func (v Verdict) Holds() *bool {
	yes := v == Supported
	if yes || v == Contradicted {
		return &yes
	}
	return nil
}

// Judge looks up the contrast of a claim and says what it means for it. The contrasts with the study's baseline stand
// first; those with other scenarios may follow.
func (c Claim) Judge(contrasts []record.Contrast) (record.Contrast, Verdict) {
	than := c.Than
	if than == "" && len(contrasts) > 0 {
		than = contrasts[0].Baseline
	}
	for _, row := range contrasts {
		if row.Scenario != c.Scenario || row.Metric != c.Metric || row.Baseline != than {
			continue
		}
		return row, judged(c.P(row), row.Level)
	}
	return record.Contrast{}, NotJudged
}

// judged is the verdict that a one-sided p gives at half of 1 − level: as the interval of that level has it on either side.
func judged(p, level float64) Verdict {
	switch alpha := Alpha(level); {
	case p != p:
		return NotJudged
	case p < alpha:
		return Supported
	case 1-p < alpha:
		return Contradicted
	}
	return Undecided
}

// Alpha is what one-sided p-values are compared with: (1 − level)/2.
func Alpha(level float64) float64 { return (1 - level) / 2 }

// P is the one-sided p-value of a claim by its contrast: how likely so clear an outcome is where the claim is false. Of a direction
// it is half of Holm's p, or 1 less that half where the difference has the other sign, so that it tells what the marks of the
// contrasts tell. Of a margin it is that of the paired test of s − (1−m)·b, or of its mirror, not adjusted for the number of claims,
// so that it tells what the interval shown tells. It is undefined where the contrast is, and for placebos.
func (c Claim) P(row record.Contrast) float64 {
	if c.Margin > 0 {
		return atMost(row, c.Margin/100, c.Higher)
	}
	if p := float64(row.PHolm / 2); (row.Diff > 0) == c.Higher {
		return p
	} else {
		return 1 - p
	}
}

// Largest is the p-value of a claim of several parts, which holds when each part does: the largest of theirs, unadjusted
// (intersection-union test; Berger 1982, Technometrics 24:295). It is undefined where one of them is, and for none.
func Largest(p []float64) float64 {
	if len(p) == 0 {
		return math.NaN()
	}
	most := 0.0
	for _, v := range p {
		if v != v {
			return v
		}
		most = max(most, v)
	}
	return most
}

// Prediction is a sentence with the claims in it that contrasts can judge.
type Prediction struct {
	Words    string
	Claims   []Claim
	Unjudged int // claims of the sentence, as its author counts them, that no contrast judges
}

// Overlap is how many days the two windows that the claims rest on have in common, in a run of so many measured days: the first 90,
// and the last 365. It is 0 where all claims rest on one of them.
func (p Prediction) Overlap(days int64) int64 {
	var early, late bool
	for _, c := range p.Claims {
		if strings.HasSuffix(c.Metric, First90) {
			early = true
		} else {
			late = true
		}
	}
	if !early || !late {
		return 0
	}
	return Overlap(days)
}

// Overlap is how many of the first 90 days lie in the measured window of a run of so many days.
func Overlap(days int64) int64 {
	w := LastYear(days, 1, 0, 0)
	return max(0, w.first90().To-w.From+1)
}

// Count returns how many claims were judged, of how many that the prediction makes.
func (p Prediction) Count(verdicts []Verdict) (judged, stated int) {
	for _, v := range verdicts {
		if v != NotJudged {
			judged++
		}
	}
	return judged, len(p.Claims) + p.Unjudged
}

// Summary names the overall verdict in the language and how much of the prediction it rests on.
func (p Prediction) Summary(verdicts []Verdict, lang string) string {
	overall := Overall(verdicts).In(lang)
	judged, stated := p.Count(verdicts)
	each := spread(verdicts, lang)
	switch {
	case stated == 0:
		return overall
	case lang == "zh":
		return fmt.Sprintf("%s（%d 项论断判断了 %d 项%s）", overall, stated, judged, each)
	}
	return fmt.Sprintf("%s (%d of %s judged%s)", overall, judged, param.Count(stated, "claim"), each)
}

// spread counts the verdicts where claims of one prediction got different ones, else it is empty.
func spread(verdicts []Verdict, lang string) string {
	var parts []string
	for _, v := range []Verdict{Supported, Undecided, Contradicted} {
		n := 0
		for _, got := range verdicts {
			if got == v {
				n++
			}
		}
		if n > 0 && lang == "zh" {
			parts = append(parts, fmt.Sprintf("%s %d 项", v.In(lang), n))
		} else if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v.In(lang)))
		}
	}
	switch {
	case len(parts) < 2:
		return ""
	case lang == "zh":
		return "：" + strings.Join(parts, "、")
	}
	return ": " + strings.Join(parts, ", ")
}

// Overall is the verdict on a prediction of several claims: contradicted if one of them is, supported if all of them
// are, and not judged if none could be.
func Overall(verdicts []Verdict) Verdict {
	seen := map[Verdict]int{}
	for _, v := range verdicts {
		seen[v]++
	}
	switch {
	case seen[Contradicted] > 0:
		return Contradicted
	case seen[NotJudged] == len(verdicts):
		return NotJudged
	case seen[Supported] == len(verdicts):
		return Supported
	}
	return Undecided
}
