package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// LapseNeeds lets open needs lapse. Once a week every consumer looks at its own: one that has been open for a week or more lapses with
// the probability Need.Lapses, and the wait for the next begins.
func (w *Crowd) LapseNeeds() {
	if w.t.lapses == 0 {
		return
	}
	w.eachChunk(func(chunk int, acc *worker) {
		from, to := w.Consumers.ChunkOf(chunk)
		day, key := uint32(w.Number(w.Day)), w.On(chance.Lapse)
		if day < state.Week {
			return
		}
		for i := from + firstOfTurn(from, w.Number(w.Day)); i < to; i += state.Week {
			c := &w.Consumers.Rec[i]
			open := slates.Due(&c.Due, uint64(day-state.Week))
			if open == 0 {
				continue
			}
			own := key.At(uint64(i))
			for k := range state.NumCategories {
				if open>>k&1 != 0 && uint32(own.Bits(uint64(k))&0xffff) < w.t.lapses {
					c.SetDue(k, w.nextNeed(c, k, day, own.At(uint64(k))))
					acc.day.NeedsLapsed++
				}
			}
		}
	})
}

// firstOfTurn returns how far from the number of a consumer the first is whose turn of the week is on a day number.
func firstOfTurn(from int, day int64) int {
	return (state.Week - (from-int(day%state.Week))%state.Week) % state.Week
}
