package metric

import (
	"fmt"
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

// In says the claim in the language ("zh" or else English); title is that of its scenario, than that of the one it is
// compared with, if that is named.
func (c Claim) In(lang, title, than string) string {
	name := Metric{EN: c.Metric, ZH: c.Metric}
	if m, ok := Find(c.Metric); ok {
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
	Undecided                   // no difference remains after Holm's adjustment
	Supported                   // one remains, in the direction of the claim
	Contradicted                // one remains, in the other direction
)

// In names the verdict in the language ("zh" or else English).
func (v Verdict) In(lang string) string {
	if lang == "zh" {
		return [...]string{"未判断", "未定", "支持", "相反"}[v]
	}
	return [...]string{"not judged", "undecided", "supported", "contradicted"}[v]
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
		switch {
		case c.Margin > 0:
			return row, c.within(row)
		case row.PHolm != row.PHolm:
			return row, NotJudged
		case !Stands(row):
			return row, Undecided
		case (row.Diff > 0) == c.Higher:
			return row, Supported
		}
		return row, Contradicted
	}
	return record.Contrast{}, NotJudged
}

// within judges that a metric is lower (higher) by no more than the margin, from the interval of its relative difference:
// supported where all of it is within the margin, contradicted where all of it is beyond (non-inferiority; Piaggio et al.
// 2012, JAMA 308:2594). The interval is that of one contrast, not adjusted for the number of claims.
func (c Claim) within(row record.Contrast) Verdict {
	lo, hi, margin := row.RelLo, row.RelHi, c.Margin/100
	if c.Higher {
		lo, hi = -hi, -lo
	}
	switch {
	case lo != lo:
		return NotJudged
	case lo > -margin:
		return Supported
	case hi < -margin:
		return Contradicted
	}
	return Undecided
}

// Prediction is a sentence with the claims in it that contrasts can judge.
type Prediction struct {
	Words    string
	Claims   []Claim
	Unjudged int // claims of the sentence, as its author counts them, that no contrast judges
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
