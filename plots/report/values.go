package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"livebazaar/plots"
	"livebazaar/sim/metric"
)

// differenceText writes a difference with its interval for a sentence, as −2.1 % [−3.0, −1.2], or that there is none in any
// replicate; where it remains after Holm's adjustment with its mark, and of how many replicates it is where that is not all.
func (s *study) differenceText(e metric.Estimate, decimals int, mark string) string {
	mid, interval := e.Difference(decimals)
	text := strings.TrimSpace(mid + " " + interval)
	if e.One {
		text = strings.TrimSuffix(text, metric.Constant) + s.say(" in every pair", "，每对均同")
	}
	return text + mark + s.outOf(e)
}

// outOf says of how many replicates an estimate is the mean where that is not all of them.
func (s *study) outOf(e metric.Estimate) string {
	if e.Fewer(s.Manifest.Replicates) == "" {
		return ""
	}
	return fmt.Sprintf(s.say(", in %d of %s", "，%[2]s中的 %[1]d 次"), e.N, s.count(s.Manifest.Replicates, "replicate", "次重复"))
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

// keyDifference is a scenario key with another value than in the baseline.
type keyDifference struct {
	Key, Label, Unit, Acts, From, To string
}

// unlike lists the keys in which a scenario differs from another one, sorted by key. Titles and questions say the same
// thing in words and are left out.
func unlike(from, to plots.Scenario) []keyDifference {
	keys := map[string]bool{}
	for k := range from.Keys {
		keys[k] = true
	}
	for k := range to.Keys {
		keys[k] = true
	}
	var out []keyDifference
	for k := range keys {
		a, b := valueText(from.Keys[k]), valueText(to.Keys[k])
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
