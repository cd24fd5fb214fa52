package report

import (
	"fmt"
	"slices"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// judgedPrediction is a prediction with what the contrasts say about it.
type judgedPrediction struct {
	Mark, Text, Verdict string
	P                   string // of all its claims together, where there are several
	Overlap             string // that its claims rest on overlapping windows
	Claims              []judgedClaim
}

type judgedClaim struct {
	Mark, Text, Verdict string
	Difference          string
	Family              string // primary or secondary; "" of a margin, which has a test of its own
	P                   string // one-sided
}

// judge lists the predictions, each with a verdict if it makes claims.
func (p *page) judge(asked *Asked) {
	contrasts := slices.Concat(p.Contrasts, asked.Further)
	for _, prediction := range asked.Predictions {
		out := judgedPrediction{Text: prediction.Text.In(p.Language)}
		of := metric.Prediction{Claims: prediction.Claims, Unjudged: prediction.Unjudged}
		j := of.Judge(contrasts)
		for i, claim := range prediction.Claims {
			row, verdict := j.Rows[i], j.Verdicts[i]
			said := judgedClaim{
				Mark:    verdict.Mark(),
				Text:    claim.In(p.Metrics, p.Language, p.titleOf(claim.Scenario), p.titleOf(claim.Than)),
				Verdict: verdict.In(p.Language),
			}
			if m, ok := p.Metrics.Find(claim.Metric); ok && verdict != metric.NotJudged {
				e, mark := m.Difference(row), metric.StandingMark(row)
				said.Family = p.familyName(row)
				if claim.Margin > 0 { // judged by the interval of the ratio
					e, mark, said.Family = metric.Ratio(row), "", ""
				}
				said.Difference, said.P = p.differenceText(e.In(p.Language), metric.Decimals(e), mark), pText(j.Parts[i])
			}
			out.Claims = append(out.Claims, said)
		}
		p.Judged = p.Judged || len(out.Claims) > 0
		out.Verdict, out.Mark = of.Summary(j.Verdicts, p.Language), j.Verdict.Mark()
		if len(j.Parts) > 1 {
			out.P = pText(j.P)
		}
		if days := of.Overlap(p.MetricWindow().To); days > 0 {
			out.Overlap = fmt.Sprintf(p.say("Its claims rest on overlapping windows: %s of the first 90 days are also measured by the other metrics.",
				"其论断所依据的两段时间重叠：前 90 天中有 %s也属于其他指标的统计期。"), p.count(int(days), "day", "天"))
		}
		p.Predictions = append(p.Predictions, out)
	}
}

// familyName says whether a contrast is primary or secondary.
func (s *study) familyName(c record.Contrast) string {
	switch c.Family {
	case "":
		return ""
	case record.Primary:
		return s.say("primary", "主要")
	}
	return s.say("secondary", "次要")
}

// Note is what is said of a claim in brackets.
func (c judgedClaim) Note(p *page) string { return p.joined(c.Difference, c.Family, c.P) }

// titleOf is the title of the scenario of that name, the name if there is none.
func (p *page) titleOf(name string) string {
	for i, sc := range p.Rules {
		if sc.Name == name {
			return p.TitleOf(i)
		}
	}
	return name
}
