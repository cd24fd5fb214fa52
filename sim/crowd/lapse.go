package crowd

import (
	"math/bits"
	"unsafe"

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
	day, key := uint32(w.Number(w.Day)), w.On(chance.Lapse)
	if day < state.Week {
		return
	}
	w.eachChunk(func(chunk int, acc *worker) {
		w.eachInTurn(chunk, acc, func(i int, c *state.Consumer) {
			open := slates.Due(&c.Due, uint64(day-state.Week))
			if open == 0 {
				return
			}
			own := key.At(uint64(i))
			for ; open != 0; open &= open - 1 {
				k := bits.TrailingZeros32(open)
				if uint32(own.Bits(uint64(k))&0xffff) < w.t.lapses {
					c.SetDue(k, w.nextNeed(c, k, day, own.At(uint64(k))))
					acc.day.NeedsLapsed++
				}
			}
		})
	})
}

// eachInTurn does something with every consumer of a chunk whose turn of the week is today: its number and its record.
func (w *Crowd) eachInTurn(chunk int, acc *worker, do func(i int, c *state.Consumer)) {
	from, to := w.Consumers.ChunkOf(chunk)
	records, turn := w.Consumers.Rec[from:to], acc.turn[:0]
	for local := firstOfTurn(from, w.Number(w.Day)); local < len(records); local += state.Week {
		turn = append(turn, uint16(local))
	}
	acc.turn = turn
	first := unsafe.Pointer(&records[0])
	slates.Fetch(first, turn[:min(farAhead, len(turn))])
	for n, local := range turn {
		if n%few == 0 {
			slates.Fetch(first, ahead(turn, n, few))
		}
		do(from+int(local), &records[local])
	}
}

// firstOfTurn returns how far from the number of a consumer the first is whose turn of the week is on a day number.
func firstOfTurn(from int, day int64) int {
	return (state.Week - (from-int(day%state.Week))%state.Week) % state.Week
}
