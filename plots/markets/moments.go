package markets

import (
	"math"
)

// Moments are the count, the mean, the spread and the bounds of values that come one after the other (Welford 1962,
// Technometrics 4:419): what is held of a number over replicates does not grow with them.
type Moments struct {
	N           int
	Mean        float64
	squares     float64 // sum of squared deviations from the mean
	least, most float64
}

// Add counts a value; NaN is none.
func (m *Moments) Add(v float64) {
	if math.IsNaN(v) {
		return
	}
	if m.N == 0 {
		m.least, m.most = v, v
	}
	m.least, m.most = math.Min(m.least, v), math.Max(m.most, v)
	m.N++
	far := v - m.Mean
	m.Mean += far / float64(m.N)
	m.squares += float64(far * (v - m.Mean))
}

// deviation is the standard deviation, NaN of fewer than two values.
func (m *Moments) deviation() float64 { return math.Sqrt(m.squares / float64(m.N-1)) }

// AddAll counts a value in each of the moments.
func AddAll(ms []Moments, values []float64) {
	for i, v := range values {
		ms[i].Add(v)
	}
}

// NewMoments makes moments of n numbers for each scenario.
func NewMoments(scenarios, n int) [][]Moments {
	out := make([][]Moments, scenarios)
	for sc := range out {
		out[sc] = make([]Moments, n)
	}
	return out
}
