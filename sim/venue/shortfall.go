package venue

import "livebazaar/sim/fixed"

// LearnShortfalls lets it become known what claims are worth, those of every host and of all together: by how much they exceeded what
// was delivered of the orders that were settled today (consumer.Expectation). What was known is forgotten bit by bit.
func (w *Venue) LearnShortfalls() {
	h, today := &w.Hosts, &w.Hosts.Today
	keep := w.p.Consumers.Expectation.Keep()
	short, settled := int64(0), int64(0)
	for i := range h.Short {
		short += today.Short[i]
		settled += today.Kept[i] + today.Returned[i]
		h.Short[i] = float64(keep*h.Short[i]) + float64(float64(today.Short[i])/fixed.One)
		h.ShortOf[i] = float64(keep*h.ShortOf[i]) + float64(today.Kept[i]+today.Returned[i])
	}
	all := &w.Claims
	all.Short = float64(keep*all.Short) + float64(float64(short)/fixed.One)
	all.Of = float64(keep*all.Of) + float64(settled)
}
