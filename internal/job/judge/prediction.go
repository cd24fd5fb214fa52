package judge

import (
	"livebazaar/plots"
	"livebazaar/plots/report"
	"livebazaar/scenarios"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// Predicted reads the predictions that a folder keeps as they were written down.
func Predicted(m store.Manifest) []report.Prediction {
	var out []report.Prediction
	for _, p := range m.Predictions {
		read, _ := scenarios.ReadPrediction(p.EN) // checked when the study was read; else it is words only
		label := plots.Label{EN: read.Words, ZH: p.ZH}
		if label.ZH == "" {
			label.ZH = read.Words
		}
		out = append(out, report.Prediction{Text: label, Claims: read.Claims, Unjudged: read.Unjudged})
	}
	return out
}

// Further are the contrasts with other scenarios than the baseline that the predictions are judged by.
func Further(m store.Manifest, predictions []report.Prediction, values []record.Value) []record.Contrast {
	var claims []metric.Claim
	for _, p := range predictions {
		claims = append(claims, p.Claims...)
	}
	return experiment.Further(values, claims, m.Study, m.Baseline, m.Level, m.Metrics)
}

// Claims reports whether any of the predictions makes a claim that a contrast can judge.
func Claims(predictions []report.Prediction) bool {
	for _, p := range predictions {
		if len(p.Claims) > 0 {
			return true
		}
	}
	return false
}
