package state

// StartsWeek reports whether the present day is the first of a week.
func (w *Market) StartsWeek() bool { return (w.Day-w.First)%Week == 0 }

// Edition is the offers' edition on show today, 0 or 1.
func (w *Market) Edition() int { return int((w.WeekNow() + 1<<20) & 1) }

// WeekNow numbers weeks; the first simulated day starts one.
func (w *Market) WeekNow() int64 { return (w.Day - w.First) / Week }

// Number returns the day number of a day: 1 on the first simulated day. Days before it (traits of those present at
// the start) get 0.
func (w *Market) Number(day int64) int64 { return max(0, day-w.First+1) }

// MonthOf returns the month of a day number: 1 is the first measured month of 30 days, 0 the last of warm-up.
func (w *Market) MonthOf(number uint32) int64 { return FloorDiv(int64(number)+w.First-2, Month) + 1 }

// MonthNow is the month of today.
func (w *Market) MonthNow() int64 { return FloorDiv(w.Day-1, Month) + 1 }

// ThisMonth reports whether a day of the run lies in the month of today.
func (w *Market) ThisMonth(day int64) bool { return FloorDiv(day-1, Month) == FloorDiv(w.Day-1, Month) }

// FloorDiv returns a/b rounded down.
func FloorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}
