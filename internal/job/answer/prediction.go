package answer

import (
	"livebazaar/plots/report"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Prediction is what became of one.
type Prediction struct {
	Text         string   `json:"text"`
	TextZH       string   `json:"text_zh"`
	Verdict      string   `json:"verdict"`       // not judged, undecided, supported or contradicted
	Holds        *bool    `json:"holds"`         // true: supported, false: contradicted, null: undecided or not judged
	P            *float64 `json:"p"`             // one-sided, the largest of the claims'; null where one could not be judged
	Alpha        float64  `json:"alpha"`         // what p is compared with: (1 − level)/2
	OverlapDays  int64    `json:"overlap_days"`  // days that the two windows its claims rest on have in common
	ClaimsJudged int      `json:"claims_judged"` // those the verdict rests on
	ClaimsStated int      `json:"claims_stated"` // those the prediction makes, as its author counts them; 0 if only words
	Claims       []Claim  `json:"claims"`
}

// Claim is what became of one claim of a prediction.
type Claim struct {
	Scenario  string   `json:"scenario"`
	Metric    string   `json:"metric"`
	Direction string   `json:"direction"`                // higher, lower, not higher or not lower
	Margin    float64  `json:"margin_percent,omitempty"` // not higher or not lower by as much
	Than      string   `json:"than,omitempty"`           // the scenario compared with; absent: the baseline
	Verdict   string   `json:"verdict"`
	Holds     *bool    `json:"holds"`  // as above
	P         *float64 `json:"p"`      // one-sided: of a direction half of p_holm, or 1 less that; of a margin that of its own test
	PHolm     *float64 `json:"p_holm"` // of the contrast; null for a margin
	Family    string   `json:"family"` // that p_holm is adjusted over: primary, pairs, or that of the metric (secondary); "" for a margin
}

// Verdicts are the predictions, judged, for other programs. Days are those measured.
func Verdicts(predictions []report.Prediction, contrasts []record.Contrast, level float64, days int64) []Prediction {
	out := []Prediction{}
	for _, p := range predictions {
		counted := metric.Prediction{Claims: p.Claims, Unjudged: p.Unjudged}
		j, claims := counted.Judge(contrasts), []Claim{}
		for i, claim := range p.Claims {
			direction, row := "lower", j.Rows[i]
			if claim.Higher {
				direction = "higher"
			}
			family, holm := row.Family, number(row.PHolm)
			if claim.Margin > 0 {
				direction, family, holm = "not "+direction, "", nil
			}
			if j.Verdicts[i] == metric.NotJudged {
				family, holm = "", nil
			}
			claims = append(claims, Claim{claim.Scenario, claim.Metric, direction, claim.Margin, claim.Than, j.Verdicts[i].In("en"), j.Verdicts[i].Holds(),
				number(j.Parts[i]), holm, family})
		}
		judged, stated := counted.Count(j.Verdicts)
		overall := j.Verdict
		out = append(out, Prediction{p.Text.EN, p.Text.ZH, overall.In("en"), overall.Holds(), number(j.P), metric.Alpha(level),
			counted.Overlap(days), judged, stated, claims})
	}
	return out
}
