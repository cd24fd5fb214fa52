package job

import (
	"math"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/rules"
)

// Alone lists what a scenario that is not compared yet would have a starting population and a warm-up of its own for, and what
// acts on those who enter. Its sizes are no news.
func Alone(s *scenarios.Scenario) (own, entry []scenarios.Difference) {
	for _, d := range s.Differences() {
		_, unmet := s.Set.Unmet(d.Param)
		switch {
		case unmet || IsSize(d.Param.Key):
		case rules.AtStart(d.Param):
			own = append(own, d)
		case d.Param.Acts == param.Entry:
			entry = append(entry, d)
		}
	}
	return own, entry
}

// IsSize reports whether a parameter is a number of agents.
func IsSize(key string) bool {
	return strings.HasSuffix(key, ".count") || strings.HasSuffix(key, ".real")
}

// The market that levels were calibrated with (docs/calibration.md): the declared defaults.
const (
	calibratedConsumers = 10_000
	calibratedStreamers = 400
	calibratedMerchants = 250
	calibratedMCNs      = 12
)

// Counts are the numbers of agents of a market, but for its consumers.
type Counts struct{ Streamers, Merchants, MCNs int64 }

// Crowded reports whether a market has so few consumers to a streamer that its levels are biased, with the ratio and the sizes
// that go with its consumers. What merchants and the platform learn rests on counts of simulated orders (prior weights,
// shrinkage), so such a market is not only noisier: its levels differ.
func Crowded(p *sim.Params) (ratio float64, whole Counts, crowded bool) {
	ratio = float64(p.Consumers.Count) / float64(p.Streamers.Count)
	if ratio >= 0.5*calibratedConsumers/calibratedStreamers {
		return ratio, Counts{}, false
	}
	shrunk := func(count int64) int64 {
		return max(1, int64(math.Round(float64(count)*float64(p.Consumers.Count)/calibratedConsumers)))
	}
	return ratio, Counts{shrunk(calibratedStreamers), max(4, shrunk(calibratedMerchants)), shrunk(calibratedMCNs)}, true
}
