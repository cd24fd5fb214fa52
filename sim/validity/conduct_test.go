//go:build long

package validity

import (
	"testing"

	"livebazaar/sim"
	"livebazaar/sim/fixed"
)

// wellKnown chooses the best seller after the third whose hype is modest: sold enough to be measured, not the head.
func wellKnown(w *sim.World) int {
	best := streamersBySales(w)
	for _, h := range best[3:] {
		if w.Hosts.Hype[h] <= 0.15 {
			return h
		}
	}
	return best[3]
}

// docs/model.md, section 7.1: a streamer whose claims exceed quality by much more than before sells more at once, and
// more of it comes back.
func TestHypeSellsNowAndIsReturnedLater(t *testing.T) {
	const hype, now, later = 0.4, 28, 120
	without, with := treated(t, 16, later, func(w *sim.World, _ *buyers) (treatment, outcome) {
		h := wellKnown(w)
		id := w.Hosts.ID[h]
		treat := func(w *sim.World) {
			if w.Hosts.ID[h] == id {
				l := &w.Streamers.Learner[h]
				w.Hosts.Hype[h], l.Accepted.Hype, l.Trial.Hype = hype, hype, hype
			}
		}
		return treat, func(w *sim.World) (func(int), func() []float64) {
			var orders, returned, settled, sum float64
			return func(day int) {
					d := &w.Hosts.Today
					if day <= now {
						orders += float64(d.Orders[h])
						return
					}
					returned += float64(d.Returned[h])
					settled += float64(d.Returned[h] + d.Kept[h])
					sum += float64(d.Satisfaction[h]) / fixed.One
				}, func() []float64 {
					return []float64{orders, returned / settled, sum / settled}
				}
		}
	})
	rises(t, "orders of the streamer in the first 28 days, hype raised to .4", without[0], with[0])
	rises(t, "return rate of the streamer from day 29 to 120", without[1], with[1])
	falls(t, "satisfaction with the streamer's goods from day 29 to 120", without[2], with[2])
}

// Statement H29's ground: a streamer whom the public trusts more is bought from more, and those who bought before come
// back more.
func TestTrustRaisesRepurchase(t *testing.T) {
	const days = 60
	without, with := treated(t, 32, days, func(w *sim.World, bought *buyers) (treatment, outcome) {
		h := wellKnown(w)
		id := w.Hosts.ID[h]
		treat := func(w *sim.World) {
			if w.Hosts.ID[h] == id {
				w.Hosts.TrustPos[h], w.Hosts.TrustNeg[h] = 1e6, 0
			}
		}
		return treat, loyalty(bought.host[int64(id)], func(e sim.Event) bool { return e.Host == int64(id) })
	})
	rises(t, "orders in 60 days of a streamer whom everybody trusts", without[0], with[0])
	rises(t, "orders from it of those who bought before", without[1], with[1])
	rises(t, "share of these who order from it again", without[2], with[2])
}
