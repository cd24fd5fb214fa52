package report

import (
	"livebazaar/plots"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Asked is what a study asked, written down before it was run. The result folder names its study only.
type Asked struct {
	Title, Question plots.Label
	Predictions     []Prediction
	Further         []record.Contrast // with other scenarios than the baseline, where predictions name them
	Shared          []design.Shared   // what the contrasts in the primary metrics have in common
	Pairs           []record.Contrast // every two scenarios in the primary metrics
	Deciding        []string          // ids of the metrics that answer the question, the first one above all
}

// Prediction is what was expected, in words, and the part of it that contrasts can judge.
type Prediction struct {
	Text     plots.Label
	Claims   []metric.Claim
	Unjudged int // claims of the sentence that no contrast judges
}
