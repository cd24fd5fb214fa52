package metric

import "math"

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

// largest is the p-value of a claim of several parts, which holds when each part does: the largest of theirs, unadjusted
// (intersection-union test; Berger 1982, Technometrics 24:295). It is undefined where one of them is, and for none.
func largest(p []float64) float64 {
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

// overall is the verdict on a prediction of several claims: contradicted if one of them is, supported if all of them
// are, and not judged if none could be.
func overall(verdicts []Verdict) Verdict {
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
