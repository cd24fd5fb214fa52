package trial

import (
	"math"
	"strings"

	"livebazaar/sim/student"
)

// level is that of all intervals.
const level = 0.95

// A Statistic is a function of the means of some numbers over the replicates: a mean, a ratio of means, an elasticity. Its interval is
// that of the jackknife (Miller 1974, Biometrika 61:1): Student's t over the pseudo-values of replicates left out one by one. For a
// mean it is the usual one.
type Statistic struct {
	Needs []string
	F     func(mean []float64) float64
}

// Mean is the mean of a number.
func Mean(name string) Statistic {
	return Statistic{[]string{name}, func(x []float64) float64 { return x[0] }}
}

// Ratio is a ratio of means.
func Ratio(above, below string) Statistic {
	return Statistic{[]string{above, below}, func(x []float64) float64 { return x[0] / x[1] }}
}

// Change is a ratio of means less 1.
func Change(after, before string) Statistic {
	return Statistic{[]string{after, before}, func(x []float64) float64 { return x[0]/x[1] - 1 }}
}

// LogSlope is ln(a/b)/ln(by), which is an elasticity where by is the ratio of two prices.
func LogSlope(a, b string, by float64) Statistic {
	return Statistic{[]string{a, b}, func(x []float64) float64 { return math.Log(x[0]/x[1]) / math.Log(by) }}
}

// read tells a number of a replicate, and whether there is such a replicate; NaN was not measured.
type read func(name string, replicate int) (x float64, there bool)

// reader reads what one experiment found.
func reader(rows []Numbers) read {
	return func(name string, replicate int) (float64, bool) {
		if replicate >= len(rows) {
			return 0, false
		}
		if x, measured := rows[replicate][name]; measured {
			return x, true
		}
		return math.NaN(), true
	}
}

// readerOf reads what several experiments found on the same markets: a name with a slash is of the experiment before it, others are
// of the first.
func readerOf(found map[string][]Numbers, first string) read {
	return func(name string, replicate int) (float64, bool) {
		if of, number, other := strings.Cut(name, "/"); other {
			return reader(found[of])(number, replicate)
		}
		return reader(found[first])(name, replicate)
	}
}

// estimate is the statistic over the replicates in which all that it needs was measured, with its interval. It is NaN where nothing
// was measured; one replicate has no interval.
func (s Statistic) estimate(of read) (value, lo, hi, p float64, n int) {
	value, lo, hi, p = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	kept := s.rows(of)
	if n = len(kept); n == 0 {
		return
	}
	total := make([]float64, len(s.Needs))
	for _, x := range kept {
		for k := range total {
			total[k] += x[k]
		}
	}
	mean := make([]float64, len(total))
	at := func(without []float64, of int) float64 {
		for k := range mean {
			mean[k] = total[k]
			if without != nil {
				mean[k] -= without[k]
			}
			mean[k] /= float64(of)
		}
		return s.F(mean)
	}
	value = at(nil, n)
	if n == 1 {
		return
	}
	pseudo := make([]float64, n)
	for r, x := range kept {
		pseudo[r] = float64(n)*value - float64(n-1)*at(x, n-1)
	}
	se := student.StandardError(pseudo)
	lo, hi = student.Interval(value, se, level, n-1)
	switch {
	case se > 0:
		p = student.TwoSidedP(value/se, n-1)
	case value == 0:
		p = 1
	default:
		p = 0
	}
	return
}

// rows are what the statistic needs of the replicates in which all of it was measured.
func (s Statistic) rows(of read) (kept [][]float64) {
	for r := 0; ; r++ {
		x, measured := make([]float64, len(s.Needs)), true
		for k, name := range s.Needs {
			v, there := of(name, r)
			if !there {
				return kept
			}
			x[k] = v
			measured = measured && !math.IsNaN(v)
		}
		if measured {
			kept = append(kept, x)
		}
	}
}
