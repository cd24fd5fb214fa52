package sim

import (
	"fmt"
	"slices"
)

// acts are what experiments do around one event of the day.
type acts struct{ before, after []func() }

// Before lets an act happen each time just before the event of a name, from now on. Experiments reach into the day in this
// way, for instance to hold prices as they were. The event itself always happens. Nothing of it is saved, and a copy of the
// market has none of it.
//
// What an act changes must be between two events of the day: it may set columns of the state, not the parts' scratch. An act that
// only looks must draw nothing. A name that no event has is a mistake in the program, and panics.
func (w *World) Before(event string, act func()) {
	a := w.actsAt(event)
	a.before = append(a.before, act)
}

// After lets an act happen each time just after the event of a name, as Before does.
func (w *World) After(event string, act func()) {
	a := w.actsAt(event)
	a.after = append(a.after, act)
}

// actsAt are the acts around an event.
func (w *World) actsAt(event string) *acts {
	if !slices.Contains(Events(), event) {
		panic(fmt.Sprintf("sim: no event of the day is called %q", event))
	}
	if w.beside == nil {
		w.beside = map[string]*acts{}
	}
	if w.beside[event] == nil {
		w.beside[event] = &acts{}
	}
	return w.beside[event]
}

// Events are the names of the events of the day, the week and the month, in the order of their lists.
func Events() (names []string) {
	for _, list := range [][]event{atDawn, inSlot, atNight} {
		for i := range list {
			names = append(names, list[i].name)
		}
	}
	for i := range byTheBooks {
		names = append(names, byTheBooks[i].name)
	}
	for _, list := range [][]event{inWeek, streamersWeek, agenciesWeek, agenciesReview, merchantsWeek, onMonthEnd} {
		for i := range list {
			names = append(names, list[i].name)
		}
	}
	return names
}

// among lets what has a name happen among the acts that stand around it.
func (w *World) among(name string, do func()) {
	a := w.beside[name]
	if a == nil {
		do()
		return
	}
	for _, act := range a.before {
		act()
	}
	do()
	for _, act := range a.after {
		act()
	}
}
