package experiment

import (
	"math"

	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// What is set beside the contrasts with the baseline, since they share it.

// MostPaired is how many scenarios are set beside each other two by two. Of more there are no pairs: what grows with the square of
// their number is neither read nor held.
const MostPaired = 64

// Pairs compares every two scenarios of a study in its primary metrics, rule by rule: the baseline first, then the others by name.
// p-values are adjusted (Holm) over all of them. They are a family of their own, and secondary. Of more scenarios than MostPaired
// there are none.
func Pairs(values []record.Value, study, baseline string, level float64, primary []string) []record.Contrast {
	all := byScenario(values)
	var names []string
	if all[baseline] != nil {
		names = []string{baseline}
	}
	names = append(names, all.others(baseline)...)
	if len(names) > MostPaired {
		return nil
	}
	var rows []record.Contrast
	for _, m := range metric.Primary(primary) {
		for i := range names {
			for j := i + 1; j < len(names); j++ {
				row := all.contrast(m, study, names[i], names[j], level)
				row.Family = record.Pairs
				rows = append(rows, row)
			}
		}
	}
	adjust(rows)
	return rows
}

// SharedBaseline says, for each primary metric, how far the errors of the contrasts with the baseline go together, and how far the
// baseline is from the mean of the others, over the replicates in which all scenarios are measured. It needs two contrasts; ratios
// of means, which have no value by replicate, are left out.
func SharedBaseline(values []record.Value, study, baseline string, level float64, primary []string) []design.Shared {
	all := byScenario(values)
	others := all.others(baseline)
	if all[baseline] == nil || len(others) < 2 {
		return nil
	}
	var out []design.Shared
	for _, m := range metric.Primary(primary) {
		if m.Ratio[0] != "" {
			continue
		}
		of := []*series{all[baseline][m.ID]}
		for _, name := range others {
			of = append(of, all[name][m.ID])
		}
		base, rest := measuredIn(align(of...))
		mean := make([]float64, len(base))
		for i := range mean {
			for _, s := range rest {
				mean[i] += s[i]
			}
			mean[i] /= float64(len(rest))
		}
		out = append(out, design.Shared{Metric: m.ID, Contrasts: len(others), Replicates: len(base), Correlation: meanCorrelation(base, rest),
			Others: row(m, study, "", baseline, level, Paired(mean, base, level))})
	}
	return out
}

// measuredIn keeps the replicates in which every series is defined, and parts the first series from the others.
func measuredIn(of [][]float64) (first []float64, rest [][]float64) {
	kept := make([][]float64, len(of))
	for i := range of[0] {
		whole := true
		for _, s := range of {
			whole = whole && s[i] == s[i]
		}
		for k, s := range of {
			if whole {
				kept[k] = append(kept[k], s[i])
			}
		}
	}
	return kept[0], kept[1:]
}

// meanCorrelation is the mean over pairs of scenarios of the correlation between their differences from the baseline; NaN for fewer
// than three replicates, and where no pair has differences that vary.
func meanCorrelation(base []float64, rest [][]float64) float64 {
	if len(base) < 3 {
		return math.NaN()
	}
	var around [][]float64
	var size []float64
	for _, s := range rest {
		d := make([]float64, len(base))
		for i := range d {
			d[i] = s[i] - base[i]
		}
		m, squares := student.Mean(d), 0.0
		for i := range d {
			d[i] -= m
			squares += float64(d[i] * d[i])
		}
		around, size = append(around, d), append(size, math.Sqrt(squares))
	}
	total, pairs := 0.0, 0
	tiny := float64(1e-12 * largest(append(rest, base)...)) // equal differences of rounded yuan do not vary
	for i := range around {
		for j := i + 1; j < len(around); j++ {
			if !(min(size[i], size[j]) > tiny) {
				continue
			}
			product := 0.0
			for r := range base {
				product += float64(around[i][r] * around[j][r])
			}
			total += product / size[i] / size[j]
			pairs++
		}
	}
	if pairs == 0 {
		return math.NaN()
	}
	return total / float64(pairs)
}
