package answer

import (
	"slices"

	"livebazaar/internal/job"
	"livebazaar/internal/job/judge"
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// Result is the outcome of a job.
type Result struct {
	Dir              string       `json:"dir"`
	Report           string       `json:"report"`
	Study            string       `json:"study"`
	Baseline         string       `json:"baseline"`
	Replicates       int          `json:"replicates"`
	Digest           string       `json:"digest"`
	WallS            float64      `json:"wall_s"`
	ConsumerDaysPerS float64      `json:"consumer_days_per_s"`
	Summary          []Value      `json:"summary"`
	Levels           []Level      `json:"levels"`
	Contrasts        []Contrast   `json:"contrasts"`
	Predictions      []Prediction `json:"predictions"`
	Design           Design       `json:"design"`          // how sure, and how many replicates would be surer
	SharedBaseline   []Shared     `json:"shared_baseline"` // what the contrasts in the primary metrics have in common
	Pairs            []Contrast   `json:"pairs"`           // every two scenarios in the primary metrics, adjusted over all of them; secondary
}

// Value is a metric in one replicate of a scenario.
type Value struct {
	Scenario  string   `json:"scenario"`
	Replicate int      `json:"replicate"`
	Metric    string   `json:"metric"`
	Unit      string   `json:"unit"`
	Value     *float64 `json:"value"`
}

// Level is the mean of a metric over the replicates of a scenario, with the interval of that mean.
type Level struct {
	Scenario   string   `json:"scenario"`
	Metric     string   `json:"metric"`
	Unit       string   `json:"unit"`
	Mean       *float64 `json:"mean"`
	Lo         *float64 `json:"lo"`
	Hi         *float64 `json:"hi"`
	Replicates int      `json:"replicates"` // in which the metric is defined
	Level      float64  `json:"level"`      // of the interval, a fraction
}

func levels(levels []metric.Level) []Level {
	out := []Level{}
	for _, l := range levels {
		out = append(out, Level{l.Scenario, l.Metric, l.Unit, number(l.Mean), number(l.Lo), number(l.Hi), l.Replicates, l.Level})
	}
	return out
}

// Contrast is the paired difference of a scenario from a baseline in a metric.
type Contrast struct {
	Baseline     string   `json:"baseline"`
	Scenario     string   `json:"scenario"`
	Metric       string   `json:"metric"`
	Unit         string   `json:"unit"`
	Family       string   `json:"family"` // "primary", else secondary: that of the metric, "pairs", or "" where p is not adjusted
	Replicates   int      `json:"replicates"`
	BaselineMean *float64 `json:"baseline_mean"`
	BaselineLo   *float64 `json:"baseline_lo"`
	BaselineHi   *float64 `json:"baseline_hi"`
	ScenarioMean *float64 `json:"scenario_mean"`
	ScenarioLo   *float64 `json:"scenario_lo"`
	ScenarioHi   *float64 `json:"scenario_hi"`
	Diff         *float64 `json:"diff"`
	DiffLo       *float64 `json:"diff_lo"`
	DiffHi       *float64 `json:"diff_hi"`
	RelDiff      *float64 `json:"rel_diff"`
	RelLo        *float64 `json:"rel_lo"`
	RelHi        *float64 `json:"rel_hi"`
	P            *float64 `json:"p"`
	PHolm        *float64 `json:"p_holm"`
	ReadIn       string   `json:"read_in"`  // "%" of the baseline's mean, "pp" or the unit: what the tables show
	Shown        *float64 `json:"shown"`    // the difference in it
	ShownLo      *float64 `json:"shown_lo"` // null also where all pairs differ by one number
	ShownHi      *float64 `json:"shown_hi"`
}

// ContrastOf puts a contrast into this form; a metric is read as its edition has it.
func ContrastOf(of metric.Edition, d record.Contrast) Contrast {
	m, _ := of.Find(d.Metric)
	e := m.Difference(d)
	return Contrast{d.Baseline, d.Scenario, d.Metric, d.Unit, d.Family, d.Replicates, number(d.BaselineMean), number(d.BaselineLo),
		number(d.BaselineHi), number(d.ScenarioMean), number(d.ScenarioLo), number(d.ScenarioHi),
		number(d.Diff), number(d.DiffLo), number(d.DiffHi), number(d.RelDiff), number(d.RelLo), number(d.RelHi),
		number(d.P), number(d.PHolm), m.ShownIn(), number(e.Mid), number(e.Lo), number(e.Hi)}
}

// Of is the outcome of a job whose report is at a path ("" if there is none). Its manifest is read from the folder.
func Of(r *job.Results, report string) (Result, error) {
	m, err := store.ReadManifest(r.Dir())
	if err != nil {
		return Result{}, err
	}
	edition, predictions := metric.Of(m.ModelVersion), judge.Predicted(m)
	out := Result{Dir: r.Dir(), Report: report, Study: m.Study, Baseline: m.Baseline, Replicates: m.Replicates,
		Digest: m.Digest, WallS: m.WallS, ConsumerDaysPerS: m.ConsumerDaysPerS,
		Summary: []Value{}, Levels: levels(r.Levels()), Contrasts: []Contrast{}, Pairs: []Contrast{},
		Predictions: Verdicts(predictions, slices.Concat(r.Contrasts, judge.Further(m, predictions, r.Values)), m.Level, r.Job.Baseline().Params.Run.Days)}
	wish := design.Usual(r.Job.Level())
	out.Design, out.SharedBaseline = designOf(wish, design.Table(r.Contrasts, wish)), shared(edition, judge.Shared(m, r.Values))
	for _, d := range judge.Pairs(m, r.Values) {
		out.Pairs = append(out.Pairs, ContrastOf(edition, d))
	}
	for _, v := range r.Values {
		out.Summary = append(out.Summary, Value{v.Scenario, v.Replicate, v.Metric, v.Unit, number(v.Value)})
	}
	for _, d := range r.Contrasts {
		out.Contrasts = append(out.Contrasts, ContrastOf(edition, d))
	}
	return out, nil
}
