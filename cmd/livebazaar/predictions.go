package main

import (
	"fmt"
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
	return experiment.Further(values, claims, m.Study, m.Baseline, m.Level)
}

// furtherOf is the same for a folder. The summary, which grows with the replicates, is read only where a prediction names
// another reference than the baseline.
func furtherOf(r *store.Results, predictions []plots.Prediction) ([]record.Contrast, error) {
	another := func(c metric.Claim) bool { return c.Than != "" && c.Than != r.Manifest().Baseline }
	if !slices.ContainsFunc(predictions, func(p plots.Prediction) bool { return slices.ContainsFunc(p.Claims, another) }) {
		return nil, nil
	}
	values, err := r.Summary()
	if err != nil {
		return nil, err
	}
	return further(r.Manifest(), predictions, values), nil
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
	fmt.Fprintln(c.out, "\n"+c.bold(c.pick("Predicted before the run, and what the model says under these settings (by differences that stand after Holm's adjustment, margins by the interval; what goes beyond the claims listed is not judged)",
		"运行前的预测，以及模型在这些设定下的结论（以 Holm 校正后仍显著的差异为准，幅度以区间为准；所列之外的内容不作判断）")))
	for _, p := range k.predictions {
		verdicts := make([]metric.Verdict, len(p.Claims))
		for i, claim := range p.Claims {
			_, verdicts[i] = claim.Judge(contrasts)
		}
		counted := metric.Prediction{Claims: p.Claims, Unjudged: p.Unjudged}
		fmt.Fprintf(c.out, "  %s%s%s\n", c.bold(counted.Summary(verdicts, c.lang)), c.pick(": ", "："), c.pick(p.Text.EN, p.Text.ZH))
		for i, claim := range p.Claims {
			fmt.Fprintf(c.out, "      %s%s%s\n", claim.In(c.lang, k.titles[claim.Scenario], k.titles[claim.Than]), c.pick(": ", "："), verdicts[i].In(c.lang))
		}
	}
}

type predictionJSON struct {
	Text         string      `json:"text"`
	TextZH       string      `json:"text_zh"`
	Verdict      string      `json:"verdict"`       // not judged, undecided, supported or contradicted
	ClaimsJudged int         `json:"claims_judged"` // those the verdict rests on
	ClaimsStated int         `json:"claims_stated"` // those the prediction makes, as its author counts them; 0 if only words
	Claims       []claimJSON `json:"claims"`
}

type claimJSON struct {
	Scenario  string  `json:"scenario"`
	Metric    string  `json:"metric"`
	Direction string  `json:"direction"`                // higher, lower, not higher or not lower
	Margin    float64 `json:"margin_percent,omitempty"` // not higher or not lower by as much
	Than      string  `json:"than,omitempty"`           // the scenario compared with; absent: the baseline
	Verdict   string  `json:"verdict"`
}

// verdictsJSON are the predictions, judged, for other programs.
func verdictsJSON(predictions []plots.Prediction, contrasts []record.Contrast) []predictionJSON {
	out := []predictionJSON{}
	for _, p := range predictions {
		var verdicts []metric.Verdict
		claims := []claimJSON{}
		for _, claim := range p.Claims {
			_, verdict := claim.Judge(contrasts)
			verdicts = append(verdicts, verdict)
			direction := "lower"
			if claim.Higher {
				direction = "higher"
			}
			if claim.Margin > 0 {
				direction = "not " + direction
			}
			claims = append(claims, claimJSON{claim.Scenario, claim.Metric, direction, claim.Margin, claim.Than, verdict.In("en")})
		}
		judged, stated := metric.Prediction{Claims: p.Claims, Unjudged: p.Unjudged}.Count(verdicts)
		out = append(out, predictionJSON{p.Text.EN, p.Text.ZH, metric.Overall(verdicts).In("en"), judged, stated, claims})
	}
	return out
}
