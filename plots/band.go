package plots

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

var nan = math.NaN()

// band is a mean over replicates with its t interval mean ± t(n−1)·sd/√n. With one replicate the interval is NaN.
type band struct {
	mean, lo, hi float64
	n            int
}

// interval returns the mean of the values that are not NaN and its interval at the level.
func interval(values []float64, level float64) band {
	runs := make([][]float64, len(values))
	for i := range values {
		runs[i] = values[i : i+1]
	}
	if len(runs) == 0 {
		return band{mean: nan, lo: nan, hi: nan}
	}
	return bands(runs, level)[0]
}

// quantileT is the two-sided quantile of Student's t with the degrees of freedom.
func quantileT(level float64, freedom int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile(0.5 + level/2)
}

// bands takes the interval over replicates at every position; runs[replicate][position].
func bands(runs [][]float64, level float64) []band {
	if len(runs) == 0 {
		return nil
	}
	out := make([]band, len(runs[0]))
	column := make([]float64, len(runs))
	// The quantile is found by iteration and most positions share their degrees of freedom.
	quantile := make([]float64, len(runs)+1)
	for n := 2; n <= len(runs); n++ {
		quantile[n] = quantileT(level, n-1)
	}
	for p := range out {
		column = column[:0]
		for _, run := range runs {
			if !math.IsNaN(run[p]) {
				column = append(column, run[p])
			}
		}
		b := band{mean: nan, lo: nan, hi: nan, n: len(column)}
		if b.n > 0 {
			mean, sd := stat.MeanStdDev(column, nil)
			b.mean = mean
			if b.n > 1 {
				half := quantile[b.n] * sd / math.Sqrt(float64(b.n))
				b.lo, b.hi = mean-half, mean+half
			}
		}
		out[p] = b
	}
	return out
}

// relative returns the paired difference of runs to base as a share of base's mean, R = mean(s − b)/mean(b), with the
// interval of the delta method for a ratio of paired means (Cochran 1977, Sampling Techniques, eq. 6.13): that of the
// residuals (s − b − R·b)/mean(b). It is the definition of the contrasts, here at every position.
func relative(runs, base [][]float64, level float64) []band {
	if len(runs) == 0 {
		return nil
	}
	ratio, residuals := make([]float64, len(runs[0])), make([][]float64, len(runs))
	for r := range runs {
		residuals[r] = make([]float64, len(ratio))
	}
	for p := range ratio {
		diff, mean, n := 0.0, 0.0, 0
		for r := range runs {
			if d := runs[r][p] - base[r][p]; !math.IsNaN(d) {
				diff, mean, n = diff+d, mean+base[r][p], n+1
			}
		}
		ratio[p] = diff / mean
		for r := range runs {
			residuals[r][p] = (runs[r][p] - base[r][p] - ratio[p]*base[r][p]) * float64(n) / mean
		}
	}
	out := bands(residuals, level)
	for p := range out {
		out[p].mean, out[p].lo, out[p].hi = ratio[p], ratio[p]+out[p].lo, ratio[p]+out[p].hi
	}
	return out
}
