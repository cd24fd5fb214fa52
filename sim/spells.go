package sim

import "livebazaar/sim/record"

// maxAge is the age in days after which a spell without a repeat purchase is taken as censored.
const maxAge = 366

// spell books the end of a repeat-purchase spell in the cohort of the month it began in.
func (w *World) spell(o *outcome, price int64) {
	if o.spellDay == 0 {
		return
	}
	age := w.number(w.Day) - int64(o.spellDay)
	if age > maxAge {
		w.cohort(uint32(o.spellDay), maxAge).Censored++
		return
	}
	row := w.cohort(uint32(o.spellDay), age)
	row.Repeat++
	row.RepeatNet += price
	if o.flags&outcomeSameHost != 0 {
		row.SameStreamer++
	}
	if o.flags&outcomeSameMerchant != 0 {
		row.SameMerchant++
	}
}

// cohort returns the row of an age in the cohort of the month of a day number.
func (w *World) cohort(start uint32, age int64) *record.CohortAge {
	month := w.monthOf(start)
	first := w.monthOf(1)
	for int64(len(w.Rec.Cohorts)) < (month-first+1)*(maxAge+1) {
		n := int64(len(w.Rec.Cohorts))
		w.Rec.Cohorts = append(w.Rec.Cohorts, record.CohortAge{Cohort: first + n/(maxAge+1), Age: n % (maxAge + 1)})
	}
	return &w.Rec.Cohorts[(month-first)*(maxAge+1)+age]
}
