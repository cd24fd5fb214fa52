package venue

import "livebazaar/sim/fixed"

// LearnShortfalls lets it become known what claims are worth: by how much those of every host exceeded what was delivered of the
// orders that were settled today (consumer.Expectation). What was known is forgotten bit by bit.
func (w *Venue) LearnShortfalls() {
	h, today := &w.Hosts, &w.Hosts.Today
	keep := w.p.Consumers.Expectation.Keep()
	for i := range h.Short {
		h.Short[i] = float64(keep*h.Short[i]) + float64(float64(today.Short[i])/fixed.One)
		h.ShortOf[i] = float64(keep*h.ShortOf[i]) + float64(today.Kept[i]+today.Returned[i])
	}
}
