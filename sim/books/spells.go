package books

import (
	"livebazaar/sim/crowd"
	"livebazaar/sim/record"
)

// MaxAge is the age in days after which a spell without a repeat purchase is taken as censored.
const MaxAge = 366

// spells are the repeat-purchase spells that a worker sees end today: by the age at which they do so, and those too old by then
// by the month they began in.
type spells struct {
	ended    [MaxAge + 1]record.CohortAge
	censored []int64 `per:"month"`
}

// spell counts the end of a spell.
func (w *Books) spell(o *crowd.Outcome, acc *clerk) {
	age := w.Number(w.Day) - int64(o.SpellDay)
	if age > MaxAge {
		month := int(w.MonthOf(uint32(o.SpellDay)) - w.MonthOf(1))
		for len(acc.spells.censored) <= month {
			acc.spells.censored = append(acc.spells.censored, 0)
		}
		acc.spells.censored[month]++
		return
	}
	row := &acc.spells.ended[age]
	row.Repeat++
	row.RepeatNet += w.Offers.Price[o.Offer]
	row.SameStreamer += int64(flag(uint32(o.Flags), crowd.OutcomeSameHost))
	row.SameMerchant += int64(flag(uint32(o.Flags), crowd.OutcomeSameMerchant))
}

// recordSpells books the spells that ended today in the cohorts of the months they began in: all that ended at an age began on
// the same day.
func (w *Books) recordSpells() {
	today := w.Number(w.Day)
	for i := range w.run.clerks {
		s := &w.run.clerks[i].spells
		for age := range s.ended {
			if n := &s.ended[age]; n.Repeat > 0 {
				row := w.cohort(w.MonthOf(uint32(today)-uint32(age)), int64(age))
				row.Repeat += n.Repeat
				row.RepeatNet += n.RepeatNet
				row.SameStreamer += n.SameStreamer
				row.SameMerchant += n.SameMerchant
				*n = record.CohortAge{}
			}
		}
		for month, n := range s.censored {
			if n > 0 {
				w.cohort(w.MonthOf(1)+int64(month), MaxAge).Censored += n
			}
		}
		clear(s.censored)
	}
}

// cohort returns the row of an age in the cohort of a month.
func (w *Books) cohort(month, age int64) *record.CohortAge {
	first := w.MonthOf(1)
	for int64(len(w.Rec.Cohorts)) < (month-first+1)*(MaxAge+1) {
		n := int64(len(w.Rec.Cohorts))
		w.Rec.Cohorts = append(w.Rec.Cohorts, record.CohortAge{Cohort: first + n/(MaxAge+1), Age: n % (MaxAge + 1)})
	}
	return &w.Rec.Cohorts[(month-first)*(MaxAge+1)+age]
}

// Censor ends the run for the repeat-purchase spells that are still open: they are censored at the age they have reached.
func (w *Books) Censor() {
	today := w.Number(w.Day)
	for i := range w.Consumers.Rec {
		if c := &w.Consumers.Rec[i]; c.Spell != 0 {
			w.cohort(w.MonthOf(uint32(c.Spell)), min(MaxAge, today-int64(c.Spell))).Censored++
		}
	}
}
