package state

import (
	"math"
	"slices"

	"livebazaar/sim/column"
)

// Roll lists the hosts that are in the market. It follows from the columns, and is not saved.
type Roll struct {
	Order []int32  `per:"host"`    // hosts in order of serial number: the order of everything that is done host by host
	Born  []uint32 `per:"channel"` // by channel: day number its host entered; beyond all days where nobody is

	serials []uint64 `per:"host"` // serial number and host
}

// CallRoll makes the roll anew, after hosts entered or left. Whoever was there before is taken in the order found then: what is
// nearly in order is sorted in no time.
func (w *Market) CallRoll() {
	r, h := &w.Roll, &w.Hosts
	r.Born = column.Resize(r.Born, w.NumChannels())
	for i := range r.Born {
		r.Born[i] = math.MaxUint32
	}
	before := r.serials
	r.serials = r.serials[:0]
	take := func(serial uint64) {
		host := uint32(serial) // which is the number of its channel on the main venue
		r.serials = append(r.serials, serial)
		r.Born[host] = uint32(w.Number(int64(h.Born[host])))
	}
	for _, serial := range before {
		if host := uint32(serial); h.Alive[host] && h.ID[host] == serial>>32 {
			take(serial)
		}
	}
	for i, alive := range h.Alive {
		if alive && r.Born[i] == math.MaxUint32 {
			take(h.ID[i]<<32 | uint64(i)) // numbers sort faster than rows
		}
	}
	slices.Sort(r.serials)
	r.Order = column.Resize(r.Order, len(r.serials))
	for k, serial := range r.serials {
		r.Order[k] = int32(uint32(serial))
	}
}
