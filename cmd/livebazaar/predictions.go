package main

import (
	"fmt"

	"livebazaar/plots"
	"livebazaar/scenarios"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// predicted reads the predictions that a folder keeps as they were written down.
func predicted(m store.Manifest) []plots.Prediction {
	var out []plots.Prediction
	for _, p := range m.Predictions {
		words, claims, _ := scenarios.ReadPrediction(p.EN) // checked when the study was read; else it is words only
		label := plots.Label{EN: words, ZH: p.ZH}
		if label.ZH == "" {
			label.ZH = words
		}
		out = append(out, plots.Prediction{Text: label, Claims: claims})
	}
	return out
}

// showVerdicts prints what the contrasts say about the predictions that make claims.
func (c *console) showVerdicts(k *comparison) {
	judged := false
	for _, p := range k.predictions {
		judged = judged || len(p.Claims) > 0
	}
	if !judged {
		return
	}
	fmt.Fprintln(c.out, "\n"+c.bold(c.pick("Predicted before the run, and what the model says under these settings (by differences that stand after Holm's adjustment; what goes beyond the claims listed is not judged)",
		"运行前的预测，以及模型在这些设定下的结论（以 Holm 校正后仍显著的差异为准；所列之外的内容不作判断）")))
	for _, p := range k.predictions {
		verdicts := make([]metric.Verdict, len(p.Claims))
		for i, claim := range p.Claims {
			_, verdicts[i] = claim.Judge(k.contrasts)
		}
		fmt.Fprintf(c.out, "  %s%s%s\n", c.bold(metric.Overall(verdicts).In(c.lang)), c.pick(": ", "："), c.pick(p.Text.EN, p.Text.ZH))
		for i, claim := range p.Claims {
			fmt.Fprintf(c.out, "      %s%s%s\n", claim.In(c.lang, k.titles[claim.Scenario]), c.pick(": ", "："), verdicts[i].In(c.lang))
		}
	}
}

type predictionJSON struct {
	Text    string      `json:"text"`
	TextZH  string      `json:"text_zh"`
	Verdict string      `json:"verdict"` // not judged, undecided, supported or contradicted
	Claims  []claimJSON `json:"claims"`
}

type claimJSON struct {
	Scenario  string `json:"scenario"`
	Metric    string `json:"metric"`
	Direction string `json:"direction"` // higher or lower
	Verdict   string `json:"verdict"`
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
			claims = append(claims, claimJSON{claim.Scenario, claim.Metric, direction, verdict.In("en")})
		}
		out = append(out, predictionJSON{p.Text.EN, p.Text.ZH, metric.Overall(verdicts).In("en"), claims})
	}
	return out
}
