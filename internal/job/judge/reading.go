package judge

import (
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Outcome is what a contrast says after Holm's adjustment.
type Outcome uint8

// The outcomes of a contrast.
const (
	Unknown     Outcome = iota // it was not measured
	Higher                     // clearly
	Lower                      // clearly
	Unsure                     // differs only before the adjustment
	Open                       // shows no clear difference
	Same                       // in every replicate
	SameOfFewer                // in every replicate that measures it, and some do not
)

// Read says what a contrast says, in a study of so many replicates.
func Read(row record.Contrast, replicates int) Outcome {
	switch {
	case !metric.Known(row):
		return Unknown
	case metric.Same(row) && row.Replicates < replicates:
		return SameOfFewer
	case metric.Same(row):
		return Same
	case metric.Stands(row) && row.Diff > 0:
		return Higher
	case metric.Stands(row):
		return Lower
	case metric.Apart(row):
		return Unsure
	}
	return Open
}
