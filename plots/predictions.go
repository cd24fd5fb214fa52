package plots

import (
	"slices"

	"livebazaar/sim/metric"
)

// judgedPrediction is a prediction with what the contrasts say about it.
type judgedPrediction struct {
	Text, Verdict string
	Claims        []judgedClaim
}

type judgedClaim struct{ Text, Verdict, Difference string }

// judge lists the predictions, each with a verdict if it makes claims.
func (p *page) judge(asked *Study) {
	contrasts := slices.Concat(p.contrasts, asked.Further)
	for _, prediction := range asked.Predictions {
		out := judgedPrediction{Text: prediction.Text.in(p.lang)}
		var verdicts []metric.Verdict
		for _, claim := range prediction.Claims {
			row, verdict := claim.Judge(contrasts)
			verdicts = append(verdicts, verdict)
			said := judgedClaim{Text: claim.In(p.lang, p.titleOf(claim.Scenario), p.titleOf(claim.Than)), Verdict: verdict.In(p.lang)}
			if m, ok := metric.Find(claim.Metric); ok && verdict != metric.NotJudged {
				e := m.Difference(row)
				if claim.Margin > 0 { // judged by the interval of the ratio
					e = metric.Ratio(row)
				}
				said.Difference = p.differenceText(e, metric.Decimals(e), claim.Margin == 0 && metric.Stands(row))
			}
			out.Claims = append(out.Claims, said)
		}
		p.Judged = p.Judged || len(out.Claims) > 0
		out.Verdict = metric.Prediction{Claims: prediction.Claims, Unjudged: prediction.Unjudged}.Summary(verdicts, p.lang)
		p.Predictions = append(p.Predictions, out)
	}
}

// titleOf is the title of the scenario of that name, the name if there is none.
func (p *page) titleOf(name string) string {
	for i, sc := range p.scenarios {
		if sc.name == name {
			return p.title(i)
		}
	}
	return name
}
