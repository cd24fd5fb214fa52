package metric

import "livebazaar/sim/record"

// Claim is the part of a prediction that a contrast can judge: in which direction a metric of a scenario differs from
// the baseline.
type Claim struct {
	Scenario, Metric string
	Higher           bool // or else lower
}

// In says the claim in the language ("zh" or else English); title is that of its scenario.
func (c Claim) In(lang, title string) string {
	name := Metric{EN: c.Metric, ZH: c.Metric}
	if m, ok := Find(c.Metric); ok {
		name = m
	}
	switch {
	case lang == "zh" && c.Higher:
		return title + "的" + name.ZH + "更高"
	case lang == "zh":
		return title + "的" + name.ZH + "更低"
	case c.Higher:
		return name.EN + " higher under " + title
	}
	return name.EN + " lower under " + title
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

// Judge looks up the contrast of a claim and says what it means for it.
func (c Claim) Judge(contrasts []record.Contrast) (record.Contrast, Verdict) {
	for _, row := range contrasts {
		if row.Scenario != c.Scenario || row.Metric != c.Metric {
			continue
		}
		switch {
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
