package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"livebazaar/agents/param"
	"livebazaar/plots"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// results are what a finished job leaves in memory for its last tables.
type results struct {
	job       *job
	dir       string
	folder    *store.Folder // still to be drawn, and locked
	values    []record.Value
	contrasts []record.Contrast
	report    string       // path of the report, "" if none was written
	tell      func() error // prints the outcome; nil: as a run or a comparison
}

// levels are the means of all metrics with their intervals.
func (r *results) levels() []metric.Level { return metric.Levels(r.values, r.job.level()) }

// level is that of all intervals.
func (j *job) level() float64 {
	if j.manifest.Level > 0 {
		return j.manifest.Level
	}
	return metric.DefaultLevel
}

// create makes the result folder of a new job.
func (j *job) create(dir string, force bool) (*store.Folder, error) {
	folder, err := store.Create(dir, j.manifest, j.files(), force)
	if errors.Is(err, store.ErrNotResults) {
		return nil, usagef("--out %w", err)
	}
	for _, wrong := range []error{store.ErrExists, store.ErrNewerFormat, store.ErrDamaged, store.ErrInTheWay} {
		if errors.Is(err, wrong) {
			return nil, usageError{err}
		}
	}
	return folder, err
}

// simulate runs what is left of the job until its results are whole. The folder is left open for conclude, or whoever
// closes it; after an error it is closed. When the user stops it the folder stays resumable, and the error says how to
// go on.
func (c *console) simulate(ctx context.Context, j *job, folder *store.Folder) (*results, error) {
	r := &results{job: j, dir: folder.Dir(), folder: folder}
	if folder.Manifest().Whole() {
		return r, r.read()
	}
	c.announce(j)
	var labels []string
	for _, s := range j.scenarios {
		labels = append(labels, s.Label(c.lang))
	}
	m := newMeter(c, labels, j.manifest.Replicates, j.baseline().Params.Consumers.Count)
	begun := time.Now()
	heard := listens(ctx, folder.Dir())
	plan := j.plan()
	plan.Notice = func(s string) { c.say("notice: %s", s) }
	err := experiment.Run(ctx, plan, folder, m.update)
	heard()
	wall := time.Since(begun)
	m.finish()
	if err == nil {
		r.values, err = folder.PartValues()
	}
	if err == nil {
		if j.study() {
			r.contrasts = experiment.Contrasts(r.values, j.manifest.Study, j.manifest.Baseline, j.manifest.Level, j.manifest.Metrics)
		}
		err = folder.Finish(r.values, r.contrasts, store.RunStats{Wall: wall, Workers: j.workers, PeakRSSBytes: peakRSS()})
	}
	if err != nil {
		return nil, c.halt(ctx, folder, err)
	}
	return r, nil
}

// read takes values and contrasts from a folder whose results are whole.
func (r *results) read() error {
	stored, err := store.Open(r.dir)
	if err == nil {
		r.values, err = stored.Summary()
	}
	if err == nil {
		r.contrasts, err = stored.Contrasts()
	}
	if err != nil {
		return errors.Join(err, r.folder.Close())
	}
	return nil
}

// halt records why a run ended early and says how to go on.
func (c *console) halt(ctx context.Context, folder *store.Folder, err error) error {
	done, total := folder.Progress()
	whole := folder.Manifest().Whole()
	if ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, errStopped)) {
		if err := folder.Stop(store.Stopped, "by the user"); err != nil {
			return err
		}
		return stoppedError{done: done, total: total, dir: folder.Dir(), whole: whole, zh: c.lang == "zh"}
	}
	if stopErr := folder.Stop(store.Failed, err.Error()); stopErr != nil {
		err = errors.Join(err, stopErr)
	}
	return failedError{error: err, done: done, total: total, dir: folder.Dir(), whole: whole, zh: c.lang == "zh"}
}

// conclude draws figures and report, which completes the folder, and prints the last tables of a finished job.
func (c *console) conclude(ctx context.Context, r *results) error {
	if _, err := c.draw(ctx, r.folder, drawing{report: true}); err != nil {
		return c.halt(ctx, r.folder, err)
	}
	if err := r.folder.Close(); err != nil {
		return err
	}
	r.report, c.kept = reportPath(r.dir), r.dir
	switch {
	case r.tell != nil:
		return r.tell()
	case c.json:
		out, err := r.json()
		if err != nil {
			return err
		}
		return c.writeJSON(out)
	case r.job.study():
		return c.showComparison(r)
	}
	k := r.comparison(c.lang)
	if err := c.showLevels(k, k.metrics.Headlines()); err != nil {
		return err
	}
	fmt.Fprintln(c.out, r.report)
	return nil
}

// reportPath is where the report of a result folder is.
func reportPath(dir string) string { return filepath.Join(dir, plots.ReportName) }

// announce says what is about to be run.
func (c *console) announce(j *job) {
	p := j.baseline().Params
	name := j.manifest.Study
	if !j.study() {
		name = j.scenarios[0].Name
	}
	c.say(c.pick("%s: %s × %s, %s %s, %s %s, %d + %s",
		"%s：%s × %s，%s %s，%s %s，%d + %s"), name,
		c.count(len(j.scenarios), "scenario", "个情景"), c.count(j.manifest.Replicates, "replicate", "次重复"),
		metric.Decimal(float64(p.Consumers.Count), 0), c.pick(param.Things(p.Consumers.Count, "consumer"), "名消费者"),
		metric.Decimal(float64(p.Streamers.Count), 0), c.pick(param.Things(p.Streamers.Count, "streamer"), "名主播"),
		p.Run.WarmupDays, c.count(int(p.Run.Days), "day", "天"))
}

// count writes a number of things.
func (c *console) count(n int, en, zh string) string {
	if c.lang == "zh" {
		return fmt.Sprintf("%d %s", n, zh)
	}
	return param.Count(n, en)
}
