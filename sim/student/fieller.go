package student

// Fieller returns the ratio of the means of num and den, pairs of the same replicates, as Ratio.Fieller does. It panics if the
// lengths differ.
func Fieller(num, den []float64, level float64) (mid, lo, hi float64) {
	return ratioOf(num, den).Fieller(level)
}

// Clear reports whether the mean of x is above 0 at the level: whether the lower end of its interval is.
func Clear(x []float64, level float64) bool {
	lo, _ := Interval(Mean(x), StandardError(x), level, len(x)-1)
	return lo > 0
}

func ratioOf(num, den []float64) (r Ratio) {
	if len(num) != len(den) {
		panic("student: Fieller needs pairs")
	}
	for i := range num {
		r.Add(num[i], den[i])
	}
	return r
}
