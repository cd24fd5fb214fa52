package plots

import (
	"math"
	"strconv"

	"livebazaar/sim/metric"

	"gonum.org/v1/plot"
)

// LevelPercent writes the level of intervals in per cent, as it was given: 95, 99.9.
func LevelPercent(level float64) string { return strconv.FormatFloat(100*level, 'g', 6, 64) }

// ticks puts about want labelled marks at round numbers.
type ticks struct {
	want   int
	format func(v, step float64) string
	steps  []float64 // allowed steps, ascending; 1, 2, 2.5, 5 and their tenfolds when empty
}

// Ticks implements plot.Ticker.
func (t ticks) Ticks(lo, hi float64) []plot.Tick {
	if !(hi > lo) || math.IsInf(hi-lo, 0) {
		return nil
	}
	step := t.step((hi - lo) / float64(t.want))
	var out []plot.Tick
	for k := math.Ceil(lo/step - 1e-9); k*step <= hi+step*1e-9; k++ {
		v := k * step
		if v == 0 {
			v = 0 // no negative zero
		}
		out = append(out, plot.Tick{Value: v, Label: t.format(v, step)})
	}
	return out
}

func (t ticks) step(least float64) float64 {
	for _, s := range t.steps {
		if s >= least {
			return s
		}
	}
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= least*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// decimalsFor is how many decimals tell neighbouring multiples of step apart.
func decimalsFor(step float64) int {
	for d := range 9 {
		scaled := step * math.Pow(10, float64(d))
		if math.Abs(scaled-math.Round(scaled)) < 1e-6*scaled {
			return d
		}
	}
	return 9
}

func number(v, step float64) string { return Decimal(v, decimalsFor(step)) }

func percent(v, step float64) string { return Decimal(100*v, decimalsFor(100*step)) }

// signed is percent with a sign, for differences.
func signedPercent(v, step float64) string { return withSign(100*v, decimalsFor(100*step)) }

func signedNumber(v, step float64) string { return withSign(v, decimalsFor(step)) }

func withSign(v float64, decimals int) string { return metric.Signed(v, decimals) }

// Decimal writes a number with a true minus sign and thousands separated by commas; NaN is a dash.
func Decimal(v float64, decimals int) string { return metric.Decimal(v, decimals) }

// Significant writes a number with about three significant digits.
func Significant(v float64) string {
	a := math.Abs(v)
	switch {
	case a >= 100 || a == 0 || math.IsNaN(a):
		return Decimal(v, 0)
	case a >= 10:
		return Decimal(v, 1)
	case a >= 1:
		return Decimal(v, 2)
	}
	return Decimal(v, 3)
}

// dayTicks are multiples of 30-day months and years of 365 days, whichever the span asks for.
var dayTicks = ticks{want: 8, format: number, steps: []float64{5, 10, 30, 60, 90, 180, 365, 730, 1825, 3650}}

var monthTicks = ticks{want: 7, format: number, steps: []float64{1, 2, 3, 6, 12, 24, 60, 120}}

// logTicks are for an axis that holds decimal logarithms: marks at 1 to 9 times the powers of ten, labels at the powers
// and, over less than two and a half decades, at 2 and 5 times them. (An axis with plot.LogScale would misplace its
// label and waste room.)
type logTicks struct{ format func(v, step float64) string }

// Ticks implements plot.Ticker.
func (t logTicks) Ticks(lo, hi float64) []plot.Tick {
	var out []plot.Tick
	for e := math.Floor(lo); e <= math.Ceil(hi); e++ {
		for m := 1; m <= 9; m++ {
			at := e + math.Log10(float64(m))
			if at < lo-1e-9 || at > hi+1e-9 {
				continue
			}
			tick := plot.Tick{Value: at}
			if m == 1 || hi-lo < 2.5 && (m == 2 || m == 5) {
				tick.Label = t.format(float64(m)*math.Pow(10, e), math.Pow(10, e))
			}
			out = append(out, tick)
		}
	}
	return out
}
