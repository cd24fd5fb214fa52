package talent

import (
	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/sim/state"
)

// Ban takes a streamer out of the market after a scandal. It may try to come back under a new name, unless real-name rules stop
// it. The key is that of its accident, whose draws 4 to 6 decide.
func (w *Talent) Ban(slot int, key chance.Key) {
	w.leaveMarket(slot)
	p := &w.p.Streamers.Comeback
	if !key.Chance(4, p.Tries) || w.p.Enforcement.Identity.Stops(key.Uniform(5)) {
		return
	}
	h, s := &w.Hosts, &w.Streamers
	w.Exiles = append(w.Exiles, state.Exile{
		ID: h.ID[slot], Back: w.Day + p.Days(key.Exponential(6)),
		Content: h.Content[slot], Product: h.Product[slot], ContentTop: s.Ceiling[slot], ProductTop: s.ProductTop[slot],
		Wage: s.Wage[slot], Choice: s.Learner[slot].Accepted, Slots: s.Slots[slot],
		Category: int64(h.Category[slot]), StyleX: int64(h.StyleX[slot]), StyleY: int64(h.StyleY[slot]),
	})
}

// comeBack lets those whose time has come take the free slots, in the order in which they were banned. It returns the slots that
// are left. Who finds none waits.
func (w *Talent) comeBack(free []int32, sales *[category.Count]float64) []int32 {
	waiting := w.Exiles[:0]
	for i := range w.Exiles {
		e := w.Exiles[i]
		if e.Back > w.Day || len(free) == 0 {
			waiting = append(waiting, e)
			continue
		}
		w.renew(int(free[0]), &e, sales)
		free = free[1:]
	}
	w.Exiles = waiting
	return free
}

// renew puts a banned streamer into an empty slot: a newcomer to all who meet it, with the skill and the habits it had.
func (w *Talent) renew(slot int, e *state.Exile, sales *[category.Count]float64) {
	w.enterStreamer(slot, w.Keys.Market.For(chance.Comeback).At(e.ID), sales)
	h, s := &w.Hosts, &w.Streamers
	h.Content[slot], h.Product[slot], s.Ceiling[slot], s.ProductTop[slot] = e.Content, e.Product, e.ContentTop, e.ProductTop
	h.Category[slot], h.StyleX[slot], h.StyleY[slot] = uint8(e.Category), int8(e.StyleX), int8(e.StyleY)
	s.Wage[slot], s.Slots[slot] = e.Wage, e.Slots
	w.p.Streamers.Climb.Start(&s.Learner[slot], e.Choice, 0)
	w.choose(slot)
	s.Income[slot] = w.reservation(slot)
}
