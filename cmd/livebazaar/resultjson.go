package main

import (
	"math"
	"slices"

	"livebazaar/sim/design"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// number is a value for other programs; undefined is null.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

type resultJSON struct {
	Dir              string           `json:"dir"`
	Report           string           `json:"report"`
	Study            string           `json:"study"`
	Baseline         string           `json:"baseline"`
	Replicates       int              `json:"replicates"`
	Digest           string           `json:"digest"`
	WallS            float64          `json:"wall_s"`
	ConsumerDaysPerS float64          `json:"consumer_days_per_s"`
	Summary          []valueJSON      `json:"summary"`
	Levels           []levelJSON      `json:"levels"`
	Contrasts        []contrastJSON   `json:"contrasts"`
	Predictions      []predictionJSON `json:"predictions"`
	Design           designJSON       `json:"design"`          // how sure, and how many replicates would be surer
	SharedBaseline   []sharedJSON     `json:"shared_baseline"` // what the contrasts in the primary metrics have in common
	Pairs            []contrastJSON   `json:"pairs"`           // every two scenarios in the primary metrics, adjusted over all of them; secondary
}

type valueJSON struct {
	Scenario  string   `json:"scenario"`
	Replicate int      `json:"replicate"`
	Metric    string   `json:"metric"`
	Unit      string   `json:"unit"`
	Value     *float64 `json:"value"`
}

// levelJSON is the mean of a metric over the replicates of a scenario, with the interval of that mean.
type levelJSON struct {
	Scenario   string   `json:"scenario"`
	Metric     string   `json:"metric"`
	Unit       string   `json:"unit"`
	Mean       *float64 `json:"mean"`
	Lo         *float64 `json:"lo"`
	Hi         *float64 `json:"hi"`
	Replicates int      `json:"replicates"` // in which the metric is defined
	Level      float64  `json:"level"`      // of the interval, a fraction
}

func levelsJSON(levels []metric.Level) []levelJSON {
	out := []levelJSON{}
	for _, l := range levels {
		out = append(out, levelJSON{l.Scenario, l.Metric, l.Unit, number(l.Mean), number(l.Lo), number(l.Hi), l.Replicates, l.Level})
	}
	return out
}

type contrastJSON struct {
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

func contrastOf(of metric.Edition, d record.Contrast) contrastJSON {
	m, _ := of.Find(d.Metric)
	e := m.Difference(d)
	return contrastJSON{d.Baseline, d.Scenario, d.Metric, d.Unit, d.Family, d.Replicates, number(d.BaselineMean), number(d.BaselineLo),
		number(d.BaselineHi), number(d.ScenarioMean), number(d.ScenarioLo), number(d.ScenarioHi),
		number(d.Diff), number(d.DiffLo), number(d.DiffHi), number(d.RelDiff), number(d.RelLo), number(d.RelHi),
		number(d.P), number(d.PHolm), m.ShownIn(), number(e.Mid), number(e.Lo), number(e.Hi)}
}

// json is the outcome for other programs.
func (r *results) json() (resultJSON, error) {
	m, err := store.ReadManifest(r.dir)
	if err != nil {
		return resultJSON{}, err
	}
	out := resultJSON{Dir: r.dir, Report: r.report, Study: m.Study, Baseline: m.Baseline, Replicates: m.Replicates,
		Digest: m.Digest, WallS: m.WallS, ConsumerDaysPerS: m.ConsumerDaysPerS,
		Summary: []valueJSON{}, Levels: levelsJSON(r.levels()), Contrasts: []contrastJSON{}, Pairs: []contrastJSON{},
		Predictions: verdictsJSON(predicted(m), slices.Concat(r.contrasts, further(m, predicted(m), r.values)), m.Level, r.job.baseline().Params.Run.Days)}
	wish, more := design.Usual(r.job.level()), sharingOf(m, r.values)
	out.Design, out.SharedBaseline = designOf(wish, design.Table(r.contrasts, wish)), sharedJSONs(metric.Of(m.ModelVersion), more.shared)
	for _, d := range more.pairs {
		out.Pairs = append(out.Pairs, contrastOf(metric.Of(m.ModelVersion), d))
	}
	for _, v := range r.values {
		out.Summary = append(out.Summary, valueJSON{v.Scenario, v.Replicate, v.Metric, v.Unit, number(v.Value)})
	}
	for _, d := range r.contrasts {
		out.Contrasts = append(out.Contrasts, contrastOf(metric.Of(m.ModelVersion), d))
	}
	return out, nil
}
