package plots

import "livebazaar/sim/metric"

// judgedPrediction is a prediction with what the contrasts say about it.
type judgedPrediction struct {
	Text, Verdict string
	Claims        []judgedClaim
}

type judgedClaim struct{ Text, Verdict, Difference string }

// judge lists the predictions, each with a verdict if it makes claims.
func (p *page) judge(predictions []Prediction) {
	for _, prediction := range predictions {
		out := judgedPrediction{Text: prediction.Text.in(p.lang)}
		var verdicts []metric.Verdict
		for _, claim := range prediction.Claims {
			row, verdict := claim.Judge(p.contrasts)
			verdicts = append(verdicts, verdict)
			title := claim.Scenario
			for i, sc := range p.scenarios {
				if sc.name == claim.Scenario {
					title = p.title(i)
				}
			}
			said := judgedClaim{Text: claim.In(p.lang, title), Verdict: verdict.In(p.lang)}
			if m, ok := metric.Find(claim.Metric); ok && verdict != metric.NotJudged {
				relative := m.ReadsRelative(p.contrasts)
				said.Difference = differenceText(difference(row, relative), m, relative)
				if metric.Stands(row) {
					said.Difference += "*"
				}
			}
			out.Claims = append(out.Claims, said)
		}
		p.Judged = p.Judged || len(out.Claims) > 0
		out.Verdict = metric.Overall(verdicts).In(p.lang)
		p.Predictions = append(p.Predictions, out)
	}
}
