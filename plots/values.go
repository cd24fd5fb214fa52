package plots

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// levelText writes the value of a metric in its unit: shares in per cent.
func levelText(v float64, unit string) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case unit == "share":
		return decimal(100*v, 1) + " %"
	}
	return significant(v)
}

// differenceText writes a difference with its interval, as −2.1 % [−3.0, −1.2].
func differenceText(b band, m metric.Metric, relative bool) string {
	if math.IsNaN(b.mean) {
		return "–"
	}
	scale, unit := 1.0, ""
	switch {
	case relative:
		scale, unit = 100, " %"
	case m.Unit == "share":
		scale, unit = 100, " pp"
	}
	decimals := decimalsShown(scale*b.mean, scale*(b.hi-b.lo)/2)
	s := withSign(scale*b.mean, decimals) + unit
	if !math.IsNaN(b.lo) {
		s += " [" + withSign(scale*b.lo, decimals) + ", " + withSign(scale*b.hi, decimals) + "]"
	}
	return s
}

// decimalsShown keeps two digits of the half-width of the interval, between none and four decimals; without an interval
// three digits of the value.
func decimalsShown(v, half float64) int {
	size := math.Abs(half) / 10
	if math.IsNaN(half) || half == 0 {
		size = math.Abs(v) / 100
	}
	if size == 0 || math.IsNaN(size) {
		return 1
	}
	return int(math.Min(math.Max(-math.Floor(math.Log10(size)), 0), 4))
}

// summarise returns the mean of a metric over the replicates of a scenario with its interval.
func (s *study) summarise(values []record.Value, scenario int, id string) band {
	var v []float64
	for _, x := range values {
		if x.Scenario == s.scenarios[scenario].name && x.Metric == id {
			v = append(v, x.Value)
		}
	}
	return interval(v, s.level)
}

// keyDifference is a scenario key with another value than in the baseline.
type keyDifference struct {
	Key, Label, Unit, From, To string
}

// unlike lists the keys in which a scenario differs from another one, sorted by key. Titles and questions say the same
// thing in words and are left out.
func unlike(from, to scenario) []keyDifference {
	keys := map[string]bool{}
	for k := range from.keys {
		keys[k] = true
	}
	for k := range to.keys {
		keys[k] = true
	}
	var out []keyDifference
	for k := range keys {
		a, b := valueText(from.keys[k]), valueText(to.keys[k])
		switch k {
		case "title", "title_zh", "question", "question_zh", "schema", "extends":
			continue
		}
		if a != b {
			out = append(out, keyDifference{Key: k, From: a, To: b})
		}
	}
	slices.SortFunc(out, func(a, b keyDifference) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// valueText writes a value of a scenario file; whole floats and integers look alike.
func valueText(v any) string {
	switch x := v.(type) {
	case nil:
		return "–"
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case string:
		return x
	}
	return fmt.Sprint(v)
}
