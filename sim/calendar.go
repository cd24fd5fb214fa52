package sim

// monthOf returns the month of a day number: 1 is the first measured month of 30 days, 0 the last of warm-up.
func (w *World) monthOf(number uint32) int64 { return floorDiv(int64(number)+w.First-2, Month) + 1 }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}
