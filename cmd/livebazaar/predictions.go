package main

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/plots"
	"livebazaar/scenarios"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// predicted reads the predictions that a folder keeps as they were written down.
func predicted(m store.Manifest) []plots.Prediction {
	var out []plots.Prediction
	for _, p := range m.Predictions {
		read, _ := scenarios.ReadPrediction(p.EN) // checked when the study was read; else it is words only
		label := plots.Label{EN: read.Words, ZH: p.ZH}
		if label.ZH == "" {
			label.ZH = read.Words
		}
		out = append(out, plots.Prediction{Text: label, Claims: read.Claims, Unjudged: read.Unjudged})
	}
	return out
}

// further are the contrasts with other scenarios than the baseline that the predictions are judged by.
func further(m store.Manifest, predictions []plots.Prediction, values []record.Value) []record.Contrast {
	var claims []metric.Claim
	for _, p := range predictions {
		claims = append(claims, p.Claims...)
	}
	return experiment.Further(values, claims, m.Study, m.Baseline, m.Level, m.Metrics)
}

// showVerdicts prints what the contrasts say about the predictions that make claims.
func (c *console) showVerdicts(k *comparison) {
	judged, contrasts := false, slices.Concat(k.contrasts, k.further)
	for _, p := range k.predictions {
		judged = judged || len(p.Claims) > 0
	}
	if !judged {
		return
	}
	fmt.Fprintln(c.out, "\n"+c.bold(fmt.Sprintf(c.pick("Predicted before the run, and what the model says under these settings (✓ supported, ✗ contradicted, ? undecided, which is no “no”; "+
		"by one-sided p at %s, of a direction half of Holm's, of a margin its own paired test, of several claims the largest; what goes beyond the claims listed is not judged)",
		"运行前的预测，以及模型在这些设定下的结论（✓ 支持，✗ 相反，? 未定，未定不等于否定；以单侧 p 在 %s 水平判断：方向取 Holm 校正后 p 的一半，幅度取其自身的配对检验，多项论断取最大者；所列之外的内容不作判断）"),
		c.percentText(metric.Alpha(k.level)))))
	for _, p := range k.predictions {
		j := judgedBy(p, contrasts)
		counted := metric.Prediction{Claims: p.Claims, Unjudged: p.Unjudged}
		said := counted.Summary(j.verdicts, c.lang)
		if len(p.Claims) > 1 && j.p == j.p {
			said += c.pick(", ", "，") + pText(j.p)
		}
		fmt.Fprintf(c.out, "  %s%s%s\n", c.bold(metric.Overall(j.verdicts).Mark()+" "+said), c.pick(": ", "："), c.pick(p.Text.EN, p.Text.ZH))
		for i, claim := range p.Claims {
			said := j.verdicts[i].In(c.lang)
			if s := c.pick(familyNote(j.rows[i], claim)); s != "" && j.verdicts[i] != metric.NotJudged {
				said += c.pick(", ", "，") + s
			}
			if s := pText(j.parts[i]); s != "" {
				said += c.pick(", ", "，") + s
			}
			fmt.Fprintf(c.out, "      %s %s%s%s\n", j.verdicts[i].Mark(), claim.In(k.metrics, c.lang, k.titles[claim.Scenario], k.titles[claim.Than]), c.pick(": ", "："), said)
		}
		if days := counted.Overlap(k.measured); days > 0 {
			fmt.Fprintf(c.out, "      %s\n", fmt.Sprintf(c.pick("(its claims rest on overlapping windows: %s of the first 90 days are also measured by the other metrics)",
				"（其论断所依据的两段时间重叠：前 90 天中有 %s也属于其他指标的统计期）"), c.count(int(days), "day", "天")))
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

// judgement is what the contrasts say of a prediction.
type judgement struct {
	rows     []record.Contrast
	verdicts []metric.Verdict
	parts    []float64 // one-sided p of each claim
	p        float64   // of all of them: the largest
}

func judgedBy(p plots.Prediction, contrasts []record.Contrast) judgement {
	var j judgement
	for _, claim := range p.Claims {
		row, verdict := claim.Judge(contrasts)
		part := math.NaN()
		if verdict != metric.NotJudged {
			part = claim.P(row)
		}
		j.rows, j.verdicts, j.parts = append(j.rows, row), append(j.verdicts, verdict), append(j.parts, part)
	}
	j.p = metric.Largest(j.parts)
	return j
}

type predictionJSON struct {
	Text         string      `json:"text"`
	TextZH       string      `json:"text_zh"`
	Verdict      string      `json:"verdict"`       // not judged, undecided, supported or contradicted
	Holds        *bool       `json:"holds"`         // true: supported, false: contradicted, null: undecided or not judged
	P            *float64    `json:"p"`             // one-sided, the largest of the claims'; null where one could not be judged
	Alpha        float64     `json:"alpha"`         // what p is compared with: (1 − level)/2
	OverlapDays  int64       `json:"overlap_days"`  // days that the two windows its claims rest on have in common
	ClaimsJudged int         `json:"claims_judged"` // those the verdict rests on
	ClaimsStated int         `json:"claims_stated"` // those the prediction makes, as its author counts them; 0 if only words
	Claims       []claimJSON `json:"claims"`
}

type claimJSON struct {
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

// verdictsJSON are the predictions, judged, for other programs. Days are those measured.
func verdictsJSON(predictions []plots.Prediction, contrasts []record.Contrast, level float64, days int64) []predictionJSON {
	out := []predictionJSON{}
	for _, p := range predictions {
		j := judgedBy(p, contrasts)
		claims := []claimJSON{}
		for i, claim := range p.Claims {
			direction, row := "lower", j.rows[i]
			if claim.Higher {
				direction = "higher"
			}
			family, holm := row.Family, number(row.PHolm)
			if claim.Margin > 0 {
				direction, family, holm = "not "+direction, "", nil
			}
			if j.verdicts[i] == metric.NotJudged {
				family, holm = "", nil
			}
			claims = append(claims, claimJSON{claim.Scenario, claim.Metric, direction, claim.Margin, claim.Than, j.verdicts[i].In("en"), j.verdicts[i].Holds(),
				number(j.parts[i]), holm, family})
		}
		counted := metric.Prediction{Claims: p.Claims, Unjudged: p.Unjudged}
		judged, stated := counted.Count(j.verdicts)
		overall := metric.Overall(j.verdicts)
		out = append(out, predictionJSON{p.Text.EN, p.Text.ZH, overall.In("en"), overall.Holds(), number(j.p), metric.Alpha(level), counted.Overlap(days), judged, stated, claims})
	}
	return out
}
