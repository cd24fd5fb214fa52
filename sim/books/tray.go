package books

import (
	"unsafe"

	"livebazaar/sim/crowd"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// A tray holds orders, or outcomes, that are booked together at a till, in their order. Whose offers come next nobody can foresee: what
// is known of all on the tray is fetched at once, so that the waits for memory overlap.
type tray struct {
	n        int
	orders   [trayful]order
	outcomes [trayful]*crowd.Outcome
	offers   [trayful]int32
}

// An order that waits to be placed, and who places it.
type order struct {
	*state.Order
	by int // number of the consumer
}

const _ = uint(128 - unsafe.Sizeof(takings{})) // two lines of the cache, which is what is fetched

// trayful is how many orders or outcomes a tray holds.
const trayful = 64

// fetch brings what is known of the offers on the tray into the cache: their takings, or for those without any what these begin with.
func (w *Books) fetch(t *tray) {
	o, place, offers := &w.Offers, w.run.place, t.offers[:t.n]
	slates.FetchRows(unsafe.Pointer(&place[0]), unsafe.Sizeof(place[0]), offers)
	slates.FetchRows(unsafe.Pointer(&o.Good[0]), unsafe.Sizeof(o.Good[0]), offers)
	slates.FetchRows(unsafe.Pointer(&o.Price[0]), unsafe.Sizeof(o.Price[0]), offers)
	slates.FetchRows(unsafe.Pointer(&o.Commission[0]), unsafe.Sizeof(o.Commission[0]), offers)
	w.fetchTakings(t)
}

// fetchTakings does so with the takings alone.
func (w *Books) fetchTakings(t *tray) {
	var begun [trayful]*takings
	n := 0
	for _, offer := range t.offers[:t.n] {
		if at := w.run.place[offer]; at != 0 {
			begun[n] = w.takingsAt(at)
			n++
		}
	}
	slates.FetchAll(begun[:n])
}
