package sim

// monthOf returns the month of a day number: 1 is the first measured month of 30 days, 0 the last of warm-up.
func (w *World) monthOf(number uint32) int64 { return floorDiv(int64(number)+w.First-2, Month) + 1 }

// month is the month of today.
func (w *World) month() int64 { return floorDiv(w.Day-1, Month) + 1 }

// thisMonth reports whether a day of the run lies in the month of today.
func (w *World) thisMonth(day int64) bool { return floorDiv(day-1, Month) == floorDiv(w.Day-1, Month) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}
