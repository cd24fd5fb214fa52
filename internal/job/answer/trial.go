package answer

import (
	"slices"
	"time"

	"livebazaar/internal/job"
	"livebazaar/internal/job/judge"
	"livebazaar/scenarios"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// Trial is a trial for other programs.
type Trial struct {
	Scenario     string        `json:"scenario"`
	Changes      []Change      `json:"changes"`
	Replicates   int           `json:"replicates"`
	Days         int64         `json:"days"`
	Level        float64       `json:"level"` // of the intervals
	WallS        float64       `json:"wall_s"`
	Metrics      []TrialMetric `json:"metrics"`        // the clearest first
	Needed       *Needed       `json:"needed"`         // null where it is not known
	OwnStart     []string      `json:"own_start"`      // changes that act only at the start: the changed side has its own
	OnEntry      []string      `json:"on_entry"`       // changes that act on those who enter after day 0
	ActsOnlyWhen []string      `json:"acts_only_when"` // changes that could not act, with their condition
	Levels       []Level       `json:"levels"`
	Dir          string        `json:"dir"`    // "" if nothing is kept
	Report       string        `json:"report"` // "" if nothing is kept
}

// Change is a setting that a trial changes.
type Change struct {
	Key     string `json:"key"`
	From    any    `json:"from"`
	To      any    `json:"to"`
	Default any    `json:"default"`
	Unit    string `json:"unit"`
}

// TrialMetric is what became of a metric in a trial.
type TrialMetric struct {
	Contrast
	Verdict string `json:"verdict"` // moved, unclear or same
}

// Needed is how many replicates would show a small difference.
type Needed struct {
	Metric     string  `json:"metric"`
	Percent    float64 `json:"difference_percent"`
	Power      float64 `json:"power"`
	Replicates int     `json:"replicates"`      // 50,001: more than there may be
	Low        int     `json:"replicates_low"`  // at the ends of the 95 % interval of the variance
	High       int     `json:"replicates_high"` // 50,001: more than there may be
	Pairs      int     `json:"pairs"`           // that the spread is known from
}

// Tried is a trial that took so long, with the results it is judged by. idle are its changes that could not act, in words. Dir and
// report are "" if nothing is kept.
func Tried(t *judge.Trial, r *job.Results, took time.Duration, idle []string, dir, report string) Trial {
	study := t.Of.Study
	out := Trial{Scenario: study.Scenarios[0].Name, Replicates: study.Replicates, Days: study.Scenarios[0].Params.Run.Days, Level: study.Level,
		WallS: took.Seconds(), Metrics: []TrialMetric{},
		OwnStart: Keys(t.Own.Own), OnEntry: Keys(slices.Concat(t.Own.Entry, t.Own.Partly)), ActsOnlyWhen: append([]string{}, idle...),
		Levels: levels(r.Levels()), Dir: dir, Report: report}
	for _, d := range t.Of.Changes {
		out.Changes = append(out.Changes, Change{d.Param.Key, d.From, d.To, d.Param.Default, d.Param.Unit})
	}
	for _, part := range []struct {
		verdict string
		rows    []record.Contrast
	}{{"moved", t.Moved}, {"unclear", t.Unclear}, {"same", t.Same}} {
		for _, row := range part.rows {
			out.Metrics = append(out.Metrics, TrialMetric{ContrastOf(metric.Edition{}, row), part.verdict})
		}
	}
	if n := t.Needed; n != nil {
		out.Needed = &Needed{judge.ToldMetric, 100 * judge.ToldDifference, judge.ToldPower, n.Replicates, n.Low, n.High, n.Pairs}
	}
	return out
}

// Keys are the parameters of a list, not nil.
func Keys(list []scenarios.Difference) []string {
	keys := []string{}
	for _, d := range list {
		keys = append(keys, d.Param.Key)
	}
	return keys
}
