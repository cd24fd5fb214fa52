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

// pairs are the moments of differences to a base and of that base, with how they go together.
type pairs struct {
	difference, base moments
	products         float64 // sum of the products of both deviations
}

// add counts a value and the base that it is compared with; NaN in either is no pair.
func (p *pairs) add(v, base float64) {
	d := v - base
	if math.IsNaN(d) {
		return
	}
	far := d - p.difference.mean
	p.difference.add(d)
	p.base.add(base)
	p.products += float64(far * (base - p.base.mean))
}

// relative returns the paired difference as a share of the base's mean, R = mean(d)/mean(b), with Fieller's interval (student.Fieller)
// from the sums of squares and products of d and b. It is the definition of the contrasts, and undefined as there where the base is
// not clear of 0.
func (p *pairs) relative(t *students) band {
	y := p.base.mean
	r := p.difference.mean / y
	if p.difference.n == 0 {
		r = nan
	}
	b := band{mean: r, lo: nan, hi: nan, n: p.difference.n}
	if b.n > 1 {
		q := t.quantile(b.n - 1)
		scale := q * q / float64(b.n) / float64(b.n-1)
		ee := scale * math.Max(0, p.difference.squares-float64(2*r*p.products)+float64(r*r*p.base.squares)) // rounding, where the residuals are nothing
		ey, yy := scale*(p.products-float64(r*p.base.squares)), scale*p.base.squares
		if a := float64(y*y) - yy; a > 0 {
			root := math.Sqrt(float64(ey*ey) + float64(a*ee))
			b.lo, b.hi = r+(-ey-root)/a, r+(-ey+root)/a
		}
	}
	return b
}
