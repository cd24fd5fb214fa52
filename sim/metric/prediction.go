package metric

import (
	"fmt"
	"math"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/sim/record"
)

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
	w := LastYear(days, 1)
	return max(0, w.first90().To-w.From+1)
}

// Judgement is what the contrasts say of a prediction: of each of its claims, in their order, and of all together.
type Judgement struct {
	Rows     []record.Contrast // that judge the claims; empty where there is none
	Verdicts []Verdict
	Parts    []float64 // one-sided p-values of the claims; NaN of one that is not judged
	Verdict  Verdict   // contradicted if one claim is, supported if all are
	P        float64   // the largest of Parts; NaN where one is
}

// Judge is the one place where predictions are judged: screen, report and programs show what it says.
func (p Prediction) Judge(contrasts []record.Contrast) Judgement {
	var j Judgement
	for _, claim := range p.Claims {
		row, verdict := claim.Judge(contrasts)
		part := math.NaN()
		if verdict != NotJudged {
			part = claim.P(row)
		}
		j.Rows, j.Verdicts, j.Parts = append(j.Rows, row), append(j.Verdicts, verdict), append(j.Parts, part)
	}
	j.Verdict, j.P = overall(j.Verdicts), largest(j.Parts)
	return j
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
	overall := overall(verdicts).In(lang)
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
