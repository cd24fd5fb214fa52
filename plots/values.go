package plots

import (
	"slices"

	"livebazaar/plots/markets"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Differences are those of a metric under each scenario, in the order of the study and in the unit that it is read in, and how
// many decimals all of them are written with. The baseline's own is undefined.
func (s *Study) Differences(m metric.Metric) (row []metric.Estimate, decimals int) {
	for sc := range s.Rules {
		e := metric.Estimate{Mid: markets.NaN, Lo: markets.NaN, Hi: markets.NaN}
		if c, ok := s.Contrast(sc, m.ID); ok && sc > 0 {
			e = m.Difference(c).In(s.Language)
		}
		row = append(row, e)
	}
	return row, metric.Decimals(row...)
}

// Levels are those of a metric under each scenario, with decimals enough to see the differences between them, which are known
// better than the levels.
func (s *Study) Levels(of []metric.Level, m metric.Metric) (row []metric.Estimate, decimals int) {
	var all []metric.Estimate
	for i := range s.Rules {
		row = append(row, s.LevelOf(of, i, m.ID).Estimate().In(s.Language))
		if c, ok := s.Contrast(i, m.ID); ok && i > 0 {
			all = append(all, metric.InLevels(c))
		}
	}
	return row, metric.LevelDecimals(row, all)
}

// LevelOf is the level of a metric under a scenario among all of them; an undefined one if there is none.
func (s *Study) LevelOf(levels []metric.Level, scenario int, id string) metric.Level {
	name := s.Rules[scenario].Name
	if at, ok := s.levelAt()[cell{name, id}]; ok {
		return levels[at]
	}
	return metric.LevelOf(nil, name, id)
}

// placeLevels says where each level is.
func (s *Study) placeLevels() map[cell]int {
	levels, err := s.AllLevels()
	if err != nil {
		return nil // whoever asks for the levels is told
	}
	at := make(map[cell]int, len(levels))
	for i, l := range slices.Backward(levels) {
		at[cell{l.Scenario, l.Metric}] = i
	}
	return at
}

// readLevels are the levels of every metric under every scenario.
func (s *Study) readLevels() ([]metric.Level, error) {
	var t metric.Tally
	err := s.source.EachValue(func(v record.Value) error {
		t.Add(v)
		return nil
	})
	return t.Levels(s.Confidence), err
}
