package plots

import "math"

// moments are the count, the mean, the spread and the bounds of values that come one after the other (Welford 1962,
// Technometrics 4:419): what is held of a number over replicates does not grow with them.
type moments struct {
	n           int
	mean        float64
	squares     float64 // sum of squared deviations from the mean
	least, most float64
}

// add counts a value; NaN is none.
func (m *moments) add(v float64) {
	if math.IsNaN(v) {
		return
	}
	if m.n == 0 {
		m.least, m.most = v, v
	}
	m.least, m.most = math.Min(m.least, v), math.Max(m.most, v)
	m.n++
	far := v - m.mean
	m.mean += far / float64(m.n)
	m.squares += float64(far * (v - m.mean))
}

// deviation is the standard deviation, NaN of fewer than two values.
func (m *moments) deviation() float64 { return math.Sqrt(m.squares / float64(m.n-1)) }

// addAll counts a value in each of the moments.
func addAll(ms []moments, values []float64) {
	for i, v := range values {
		ms[i].add(v)
	}
}

// newMoments makes moments of n numbers for each scenario.
func newMoments(scenarios, n int) [][]moments {
	out := make([][]moments, scenarios)
	for sc := range out {
		out[sc] = make([]moments, n)
	}
	return out
}
