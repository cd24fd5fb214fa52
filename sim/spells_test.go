package sim

import (
	"testing"

	"livebazaar/sim/books"
)

// A spell that ends after more than a year is no repeat purchase any more: it is censored once, at the age at which nobody is watched
// any longer, in the cohort of the month in which it began.
func TestSpellsOfMoreThanAYearAreCensored(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, books.MaxAge+30, 1)
	for _, began := range []uint16{5, 25} { // in the first month, and in the second
		day, month := fork(t, w), monthOfDay(w.First+int64(began)-1)
		for i := range day.Consumers.Rec {
			day.Consumers.Rec[i].Spell = began
		}
		before, repeats := censoredAtLast(day, month), repeatsOf(day)
		run(t, day, 1, 2)
		var ended int64
		for i := range day.Consumers.Rec {
			ended += int64(one(day.Consumers.Rec[i].Spell != began))
		}
		after := censoredAtLast(day, month)
		if after-before != ended || ended == 0 {
			t.Errorf("of %d spells that began on day %d and ended, %d are censored at the last age", ended, began, after-before)
		}
		for i := range day.Consumers.Rec {
			day.Consumers.Rec[i].Spell = 0
		}
		run(t, day, 1, 2)
		if again := censoredAtLast(day, month); again != after {
			t.Errorf("they are censored once more the day after: %d, then %d", after, again)
		}
		if now := repeatsOf(day); now != repeats {
			t.Errorf("%d of them count as repeat purchases", now-repeats)
		}
	}
}

// censoredAtLast are the spells of a month that were censored at the age at which nobody is watched any longer.
func censoredAtLast(w *World, month int64) (n int64) {
	for i := range w.Rec.Cohorts {
		if row := &w.Rec.Cohorts[i]; row.Cohort == month && row.Age == books.MaxAge {
			n += row.Censored
		}
	}
	return n
}

func repeatsOf(w *World) (n int64) {
	for i := range w.Rec.Cohorts {
		n += w.Rec.Cohorts[i].Repeat
	}
	return n
}
