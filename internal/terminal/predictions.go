package terminal

import (
	"fmt"
	"slices"

	"livebazaar/internal/job/judge"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// showVerdicts prints what the contrasts say about the predictions that make claims.
func (c *Console) showVerdicts(k *judge.Comparison) {
	if !judge.Claims(k.Predictions) {
		return
	}
	contrasts := slices.Concat(k.Contrasts, k.Further)
	fmt.Fprintln(c.Out, "\n"+c.Bold(fmt.Sprintf(c.Pick("Predicted before the run, and what the model says under these settings (✓ supported, "+
		"✗ contradicted, ? undecided, which is no “no”; by one-sided p at %s, of a direction half of Holm's, of a margin its own paired test, "+
		"of several claims the largest; what goes beyond the claims listed is not judged)",
		"运行前的预测，以及模型在这些设定下的结论（✓ 支持，✗ 相反，? 未定，未定不等于否定；以单侧 p 在 %s 水平判断：方向取 Holm 校正后 p 的一半，幅度取其自身的配对检验，多项论断取最大者；所列之外的内容不作判断）"),
		c.percentText(metric.Alpha(k.Level)))))
	for _, p := range k.Predictions {
		counted := metric.Prediction{Claims: p.Claims, Unjudged: p.Unjudged}
		j := counted.Judge(contrasts)
		said := counted.Summary(j.Verdicts, c.Lang)
		if len(p.Claims) > 1 && j.P == j.P {
			said += c.Pick(", ", "，") + pText(j.P)
		}
		fmt.Fprintf(c.Out, "  %s%s%s\n", c.Bold(j.Verdict.Mark()+" "+said), c.Pick(": ", "："), c.Pick(p.Text.EN, p.Text.ZH))
		for i, claim := range p.Claims {
			said := j.Verdicts[i].In(c.Lang)
			if s := c.Pick(familyNote(j.Rows[i], claim)); s != "" && j.Verdicts[i] != metric.NotJudged {
				said += c.Pick(", ", "，") + s
			}
			if s := pText(j.Parts[i]); s != "" {
				said += c.Pick(", ", "，") + s
			}
			fmt.Fprintf(c.Out, "      %s %s%s%s\n", j.Verdicts[i].Mark(),
				claim.In(k.Metrics, c.Lang, k.Titles[claim.Scenario], k.Titles[claim.Than]), c.Pick(": ", "："), said)
		}
		if days := counted.Overlap(k.Measured); days > 0 {
			fmt.Fprintf(c.Out, "      %s\n", fmt.Sprintf(c.Pick("(its claims rest on overlapping windows: "+
				"%s of the first 90 days are also measured by the other metrics)",
				"（其论断所依据的两段时间重叠：前 90 天中有 %s也属于其他指标的统计期）"), c.Count(int(days), "day", "天")))
		}
	}
}

// familyNote says which family the contrast behind a claim belongs to; a margin has a test of its own.
func familyNote(row record.Contrast, c metric.Claim) (en, zh string) {
	switch {
	case c.Margin > 0 || row.Family == "":
		return "", ""
	case row.Family == record.Primary:
		return "primary", "主要"
	}
	return "secondary", "次要"
}
