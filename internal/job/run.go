package job

import (
	"context"
	"errors"
	"time"

	"livebazaar/internal/job/judge"
	"livebazaar/internal/memory"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// Watch is told how a run goes. Each of its functions may be nil.
type Watch struct {
	Progress  func(experiment.Progress) // how far the markets are; called by one goroutine at a time
	Notice    func(string)              // what the user should know, such as a saved state that cannot be read
	Simulated func()                    // no market runs any more: what follows does not listen to the context
}

// Results are what a job found. Its folder is open, and locked, until Close.
type Results struct {
	Job       *Job
	Values    []record.Value
	Contrasts []record.Contrast
	folder    *store.Folder
}

// Run does what is left of a job in its folder until the results are whole. After an error the folder is closed: the error is an
// Ended where what is finished is kept.
func (j *Job) Run(ctx context.Context, folder *store.Folder, watch Watch) (*Results, error) {
	r := &Results{Job: j, folder: folder}
	if folder.Manifest().Whole() {
		return r, r.read()
	}
	begun := time.Now()
	plan := j.Plan()
	plan.Notice = watch.Notice
	err := experiment.Run(ctx, plan, folder, watch.Progress)
	wall := time.Since(begun)
	if watch.Simulated != nil {
		watch.Simulated()
	}
	if err == nil {
		r.Values, err = folder.PartValues()
	}
	if err == nil {
		if m := j.Manifest; j.Compares() {
			r.Contrasts = experiment.Contrasts(r.Values, m.Study, m.Baseline, m.Level, m.Metrics)
		}
		err = folder.Finish(r.Values, r.Contrasts, store.RunStats{Wall: wall, Workers: j.Workers, PeakRSSBytes: memory.Peak()})
	}
	if err != nil {
		return nil, End(ctx, folder, err)
	}
	return r, nil
}

// read takes values and contrasts from a folder whose results are whole.
func (r *Results) read() error {
	stored, err := store.Open(r.Dir())
	if err == nil {
		r.Values, err = stored.Summary()
	}
	if err == nil {
		r.Contrasts, err = stored.Contrasts()
	}
	if err != nil {
		return errors.Join(err, r.folder.Close())
	}
	return nil
}

// Dir is the path of the result folder.
func (r *Results) Dir() string { return r.folder.Dir() }

// Close gives up the folder.
func (r *Results) Close() error { return r.folder.Close() }

// Levels are the means of all metrics with their intervals.
func (r *Results) Levels() []metric.Level { return metric.Levels(r.Values, r.Job.Level()) }

// Comparison is what there is to say of the results, with titles in a language.
func (r *Results) Comparison(lang string) *judge.Comparison {
	m, days := r.Job.Manifest, r.Job.Baseline().Params.Run.Days
	k := &judge.Comparison{Days: min(365, days), Measured: days, Baseline: m.Baseline, Titles: r.Job.Titles(lang),
		Deciding: m.Metrics, Planned: m.Replicates, Metrics: metric.Of(m.ModelVersion),
		Level: r.Job.Level(), Levels: r.Levels(), Contrasts: r.Contrasts, Predictions: judge.Predicted(m),
		Shared: judge.Shared(m, r.Values)}
	k.Further = judge.Further(m, k.Predictions, r.Values)
	for _, name := range r.Job.Names() {
		if name != k.Baseline {
			k.Scenarios = append(k.Scenarios, name)
		}
	}
	return k
}

// Ended is a run that ended before its results, or figures and report, were whole. What is finished is kept in the folder, and
// the run can be taken up again.
type Ended struct {
	Dir         string
	Done, Total int  // runs of one scenario on one market
	Whole       bool // only figures and report are left
	Stopped     bool // by whoever cancelled the context; else it failed
	Err         error
}

func (e Ended) Error() string { return e.Err.Error() }
func (e Ended) Unwrap() error { return e.Err }

// End records in a folder why its run ended early, and closes it. The error says how far it came.
func End(ctx context.Context, folder *store.Folder, err error) error {
	e := Ended{Dir: folder.Dir(), Whole: folder.Manifest().Whole(), Err: err}
	e.Done, e.Total = folder.Progress()
	if ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.Cause(ctx))) {
		e.Stopped = true
		if err := folder.Stop(store.Stopped, "by the user"); err != nil {
			return err
		}
		return e
	}
	if stopErr := folder.Stop(store.Failed, err.Error()); stopErr != nil {
		e.Err = errors.Join(err, stopErr)
	}
	return e
}
