package judge

import (
	"math"
	"sort"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// Trial is what a trial found: what moved, judged by its contrasts, as their table, the figure and the report have them.
type Trial struct {
	Of                   *scenarios.Trial
	Moved, Unclear, Same []record.Contrast // by clarity, the clearest first
	Needed               *Needed           // replicates that would show 1 % of the first metric; nil where that is not known
	Pairs                int               // of that metric
	Own                  scenarios.Start   // of the changed side
	Idle                 []Idle            // changes that act only under a condition that does not hold
}

// Idle is a change that could not act.
type Idle struct {
	Key       string
	Condition param.Condition
}

// Needed is how many replicates would show a difference of 1 % in a metric, and how few or many it may be since the spread is
// known from few pairs: at the ends of the 95 % interval of its variance.
type Needed struct {
	Replicates, Low, High int // above rules.MostReplicates: more than there may be
	Pairs                 int // that the spread is known from
}

// The difference that a trial says how many replicates would show: 1 %, four times in five.
const (
	ToldMetric     = "gmv"
	ToldDifference = 0.01
	ToldPower      = 0.8
)

// TellingPairs are the fewest whose spread says anything about the spread of all pairs: of fewer, the upper end of its interval is
// more than 2.5 times what was seen, and so many more replicates are beyond use.
const TellingPairs = 6

// Tried sorts the contrasts of a trial into what moved, what did not clearly, and what is the same.
func Tried(trial *scenarios.Trial, contrasts []record.Contrast) *Trial {
	t := &Trial{Of: trial}
	var all []record.Contrast
	for _, m := range metric.All() {
		for _, row := range contrasts {
			if row.Metric == m.ID && metric.Known(row) {
				all = append(all, row)
			}
		}
	}
	clearestFirst(all)
	for _, row := range all {
		switch {
		case metric.Same(row):
			t.Same = append(t.Same, row)
		case metric.Stands(row):
			t.Moved = append(t.Moved, row)
		default:
			t.Unclear = append(t.Unclear, row)
		}
		if row.Metric == ToldMetric && !metric.Same(row) {
			t.Needed, t.Pairs = needed(row), row.Replicates
		}
	}
	changed := trial.Study.Scenarios[1]
	for _, d := range trial.Changes {
		if condition, unmet := changed.Set.Unmet(d.Param); unmet {
			t.Idle = append(t.Idle, Idle{d.Param.Key, condition})
		}
	}
	t.Own = trial.Study.Start(1)
	return t
}

// clearestFirst sorts by p; what was measured in one pair only has none, and comes last.
func clearestFirst(rows []record.Contrast) {
	sort.SliceStable(rows, func(a, b int) bool {
		p, q := rows[a].P, rows[b].P
		return p < q || !math.IsNaN(p) && math.IsNaN(q)
	})
}

// needed is how many replicates the spread of the pairs of a contrast asks for: (m−1)s²/χ² with m−1 degrees of freedom are the
// ends of the interval of the variance. It is nil where the pairs tell no spread.
func needed(row record.Contrast) *Needed {
	m := row.Replicates
	if m < TellingPairs {
		return nil
	}
	spread := (row.RelHi - row.RelLo) / 2 / student.Quantile(row.Level, m-1) * math.Sqrt(float64(m))
	if !(spread > 0) {
		return nil
	}
	fewer, more := design.Doubt(m)
	at := func(times float64) int { return replicatesFor(spread*math.Sqrt(times), row.Level) }
	return &Needed{replicatesFor(spread, row.Level), at(fewer), at(more), m}
}

// replicatesFor is how many replicates would show a true difference of 1 % in the metric four times in five, in a single
// comparison at the level of the interval, for the spread of pairs over the baseline's mean.
func replicatesFor(spread, level float64) int {
	return design.ForPower(spread, ToldDifference, level, ToldPower)
}

// PairedLevels are levels over the pairs that the differences of a trial are of: a replicate in which only one side was measured
// is in neither, so that a difference is that of the levels beside it.
func PairedLevels(values []record.Value, level float64) []metric.Level {
	type pair struct {
		metric    string
		replicate int
	}
	sides := map[pair]int{}
	for _, v := range values {
		if !math.IsNaN(v.Value) {
			sides[pair{v.Metric, v.Replicate}]++
		}
	}
	var both metric.Tally
	for _, v := range values {
		if sides[pair{v.Metric, v.Replicate}] < 2 {
			v.Value = math.NaN()
		}
		both.Add(v)
	}
	return both.Levels(level)
}
