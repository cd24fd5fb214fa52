package sim

import (
	"slices"
	"testing"
)

// An act stands just before or just after its event, each time the event happens; the event happens all the same.
func TestActsStandAroundTheirEvent(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	var seen []string
	note := func(what string) func() { return func() { seen = append(seen, what) } }
	w.Before("list who is live", note("before"))
	w.After("list who is live", note("after"))
	w.After("stores' schedules", note("earlier"))
	run(t, w, 2, 1)
	if want := []string{"earlier", "before", "after"}; !slices.Equal(seen, append(want, want...)) {
		t.Errorf("in two days: %v", seen)
	}
	if w.Rec.Days[1].Rooms == 0 {
		t.Error("no room has opened")
	}
}

// Who looks only changes nothing, and a copy of the market is alone.
func TestOnlookersChangeNothing(t *testing.T) {
	t.Parallel()
	watched, alone := small(t, nil), small(t, nil)
	looks := 0
	for _, event := range Events() {
		watched.Before(event, func() { looks++ })
		watched.After(event, func() { looks++ })
	}
	watched.TraceKinds([]string{"keep"}, func(Event) { looks++ })
	run(t, watched, 40, 1)
	run(t, alone, 40, 1)
	if !slices.Equal(encoded(t, watched), encoded(t, alone)) {
		t.Error("the market that is looked at is another")
	}
	before := looks
	run(t, fork(t, watched), 1, 1)
	if before == 0 || looks != before {
		t.Errorf("%d looks, and %d after a day of the copy", before, looks)
	}
}

// A name that no event has is found at once.
func TestAnActNeedsAnEvent(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("an act stands around an event that never happens")
		}
	}()
	small(t, nil).After("line up show", func() {})
}

// Events of the kinds asked for are told of everybody, and no others.
func TestTheEventsOfAKindAreToldOfEverybody(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	kept := int64(0)
	w.TraceKinds([]string{"keep"}, func(e Event) {
		if e.Kind != "keep" {
			t.Errorf("a %s is told", e.Kind)
		}
		kept++
	})
	run(t, w, 20, 2)
	var want int64
	for i := range w.Rec.Days {
		want += w.Rec.Days[i].OrdersKept
	}
	if kept != want || want == 0 {
		t.Errorf("%d kept orders are told of %d", kept, want)
	}
}
