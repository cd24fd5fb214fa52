//go:build long

package validity

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim"
)

// Model description, section 14: there is no lock-in. A streamer shown a tenth more for a month sells more in it; what
// is left of it afterwards fades.
func TestExposureShockFades(t *testing.T) {
	const shock, month, fading = 1.1, 30, 60
	without, with := treated(t, 32, month+2*fading, func(w *sim.World, _ *buyers) (treatment, outcome) {
		h := streamersBySales(w)[1]
		begun := w.Today()
		treat := func(w *sim.World) {
			if w.Today()-begun < month {
				w.Boost(h, shock)
			} else {
				w.Boost(h, 1)
			}
		}
		return treat, func(w *sim.World) (func(int), func() []float64) {
			var shown [3]float64
			return func(day int) {
					part := 0
					if day > month {
						part = 1 + (day-month-1)/fading
					}
					shown[part] += float64(w.Hosts.Today.Impressions[h])
				}, func() []float64 {
					return []float64{logOf(shown[0]), logOf(shown[1]), logOf(shown[2])}
				}
		}
	})
	rises(t, "log impressions in the month of the shock", without[0], with[0])
	compare(t, "log impressions in the 60 days after", without[1], with[1])
	compare(t, "log impressions in days 61-120 after", without[2], with[2])
	during, after := make([]float64, len(with[0])), make([]float64, len(with[0]))
	for r := range during {
		during[r] = with[0][r] - without[0][r]
		after[r] = with[2][r] - without[2][r]
	}
	falls(t, "effect of the shock, month of the shock → days 61-120 after", during, after)
}

// logOf is undefined for a streamer who was not shown at all, having left the market.
func logOf(x float64) float64 {
	if x == 0 {
		return math.NaN()
	}
	return chance.Log(x)
}
