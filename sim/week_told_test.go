package sim

import (
	"slices"
	"testing"
)

// untold are the events of the week that no retelling tells, and why.
var untold = map[string]string{
	"streamers adapt": "a list of its own",
	"agencies adapt":  "lists of their own",
	"merchants adapt": "a list of its own",
	"turn the week":   "moves counters on and decides nothing; the retellings of the next week read them",
	"call the roll":   "derives from the hosts what is not saved; the reference of a day reads it (TestFastLoopEqualsTheReference)",
}

// Every event on a list of the week is retold, or it is said why not. The lists are read from the source, so that a new one is
// found by itself.
func TestEveryEventOfTheWeekIsRetold(t *testing.T) {
	t.Parallel()
	names := eventsOn(t, "week.go")
	for _, name := range names {
		switch told, why := retold[name] != nil, untold[name]; {
		case !told && why == "":
			t.Errorf("%q has no retelling: write one, and register it in retold (week_streamers_test.go), or say in untold why it needs none", name)
		case told && why != "":
			t.Errorf("%q is retold, and untold says it is not: %s", name, why)
		}
	}
	for name := range untold {
		if !slices.Contains(names, name) {
			t.Errorf("untold names %q, which is on no list of the week", name)
		}
	}
	if len(names) < 35 {
		t.Errorf("only %d events were found", len(names))
	}
}
