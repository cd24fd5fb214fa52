package books

import (
	"testing"

	"livebazaar/sim/record"
)

// A spell that ends after more than a year is no repeat purchase any more: it is censored once, at the age at which nobody is watched
// any longer, in the cohort of the month in which it began. One that ends on the last day of the year is still a repeat purchase.
func TestSpellsOfMoreThanAYearAreCensored(t *testing.T) {
	t.Parallel()
	before := newFair(t, nil)
	before.run(t, 12)
	const older = 448 // days: whole weeks, editions and rings of deliveries
	before.First -= older
	for i := range before.Consumers.Chunks {
		for _, orders := range before.Consumers.Chunks[i].Due {
			for k := range orders {
				orders[k].Day += older
			}
		}
	}
	before.Rec.Cohorts = nil
	for _, age := range []int64{MaxAge, MaxAge + 1, MaxAge + 60} {
		f := before.fork()
		began := uint16(f.Number(f.Day) + 1 - age) // tomorrow it is of this age
		for i := range f.Consumers.Rec {
			f.Consumers.Rec[i].Spell = began
		}
		f.run(t, 1)
		var ended int64
		for i := range f.Consumers.Rec {
			if f.Consumers.Rec[i].Spell != began {
				ended++
			}
		}
		want := record.CohortAge{Censored: ended}
		if age == MaxAge {
			want = record.CohortAge{Repeat: ended}
		}
		for _, when := range []string{"on that day", "the day after"} {
			var all record.CohortAge
			for _, row := range f.Rec.Cohorts {
				all.Repeat, all.Censored = all.Repeat+row.Repeat, all.Censored+row.Censored
			}
			at := *f.books.cohort(f.MonthOf(uint32(began)), MaxAge)
			if last := (record.CohortAge{Repeat: at.Repeat, Censored: at.Censored}); ended == 0 || last != want || all != want {
				t.Errorf("of %d spells that ended after %d days there are %s %+v at the last age of their month, %+v in all", ended, age, when, last, all)
			}
			for i := range f.Consumers.Rec {
				f.Consumers.Rec[i].Spell = 0
			}
			f.run(t, 1)
		}
	}
}
