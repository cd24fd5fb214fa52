//go:build long

package validity

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim"
)

// docs/model.md, section 7.7: there is no lock-in. A streamer shown a tenth more for a month sells more in it; what
// is left of it afterwards fades. Later on the two courses of one streamer part by chance, so that the last two months
// are only reported.
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
	effect := make([][]float64, len(with))
	for part := range effect {
		for r := range with[part] {
			effect[part] = append(effect[part], with[part][r]-without[part][r])
		}
	}
	none := make([]float64, len(effect[0]))
	rises(t, "log of impressions, effect in the month of the shock", none, effect[0])
	compare(t, "effect in the 60 days after", none, effect[1])
	compare(t, "effect in days 61-120 after", none, effect[2])
	falls(t, "effect in the month of the shock → the 60 days after", effect[0], effect[1])
}

// logOf is undefined for a streamer who was not shown at all, having left the market.
func logOf(x float64) float64 {
	if x == 0 {
		return math.NaN()
	}
	return chance.Log(x)
}
