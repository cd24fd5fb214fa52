package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/state"
)

// nextNeed draws the day number on which the need of a category comes back: Erlang, the sum of the stages' exponential
// times (Need.Stage).
func (w *Crowd) nextNeed(c *state.Consumer, cat int, day uint32, key chance.Key) uint16 {
	t := w.t
	draws := key.For(chance.Need).Bits(uint64(cat))
	var sum uint64
	for range t.stages[cat] {
		sum += uint64(t.exponential[draws&4095])
		draws >>= 12
	}
	wait := sum * t.interval[cat][c.RateClass()] >> 30
	return uint16(min(state.NoNeed-1, uint64(day)+max(1, wait)))
}
