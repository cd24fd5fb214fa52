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

// differences are those of a metric under each scenario, in the order of the study and in the unit that it is read in, and how
// many decimals all of them are written with. The baseline's own is undefined.
func (s *study) differences(m metric.Metric) (row []metric.Estimate, decimals int) {
	for sc := range s.scenarios {
		e := metric.Estimate{Mid: nan, Lo: nan, Hi: nan}
		if c, ok := s.contrast(sc, m.ID); ok && sc > 0 {
			e = m.Difference(c).In(s.lang)
		}
		row = append(row, e)
	}
	return row, metric.Decimals(row...)
}

// levels are those of a metric under each scenario, with decimals enough to see the differences between them, which are known
// better than the levels.
func (s *study) levels(of []metric.Level, m metric.Metric) (row []metric.Estimate, decimals int) {
	var all []metric.Estimate
	for i := range s.scenarios {
		row = append(row, s.levelOf(of, i, m.ID).Estimate().In(s.lang))
		if c, ok := s.contrast(i, m.ID); ok && i > 0 {
			all = append(all, metric.InLevels(c))
		}
	}
	return row, metric.LevelDecimals(row, all)
}

// levelOf is the level of a metric under a scenario among all of them; an undefined one if there is none.
func (s *study) levelOf(levels []metric.Level, scenario int, id string) metric.Level {
	name := s.scenarios[scenario].name
	if at, ok := s.levelAt()[cell{name, id}]; ok {
		return levels[at]
	}
	return metric.LevelOf(nil, name, id)
}

// placeLevels says where each level is.
func (s *study) placeLevels() map[cell]int {
	levels, err := s.levelsOf()
	if err != nil {
		return nil // whoever asks for the levels is told
	}
	at := make(map[cell]int, len(levels))
	for i, l := range slices.Backward(levels) {
		at[cell{l.Scenario, l.Metric}] = i
	}
	return at
}

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
	if e.Fewer(s.manifest.Replicates) == "" {
		return ""
	}
	return fmt.Sprintf(s.say(", in %d of %s", "，%[2]s中的 %[1]d 次"), e.N, s.count(s.manifest.Replicates, "replicate", "次重复"))
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

// readLevels are the levels of every metric under every scenario.
func (s *study) readLevels() ([]metric.Level, error) {
	var t metric.Tally
	err := s.source.EachValue(func(v record.Value) error {
		t.Add(v)
		return nil
	})
	return t.Levels(s.level), err
}

// keyDifference is a scenario key with another value than in the baseline.
type keyDifference struct {
	Key, Label, Unit, Acts, From, To string
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
