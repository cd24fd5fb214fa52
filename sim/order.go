package sim

import (
	"math"
	"slices"
)

// arrange puts the hosts in order of serial number and notes when each entered. Whoever was there before is taken in the
// order found then: what is nearly in order is sorted in no time.
func (w *World) arrange() {
	r, h := &w.run, &w.Hosts
	for i := range r.born {
		r.born[i] = math.MaxUint32
	}
	before := r.serials
	r.serials = r.serials[:0]
	take := func(serial uint64) {
		host := uint32(serial)
		r.serials = append(r.serials, serial)
		r.born[host] = uint32(w.number(int64(h.Born[host])))
	}
	for _, serial := range before {
		if host := uint32(serial); h.Alive[host] && h.ID[host] == serial>>32 {
			take(serial)
		}
	}
	for i, alive := range h.Alive {
		if alive && r.born[i] == math.MaxUint32 {
			take(h.ID[i]<<32 | uint64(i)) // numbers sort faster than rows
		}
	}
	slices.Sort(r.serials)
	r.order = resize(r.order, len(r.serials))
	for k, serial := range r.serials {
		r.order[k] = int32(uint32(serial))
	}
}
