package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"livebazaar/sim/experiment"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// results are what a finished job leaves in memory for its last tables.
type results struct {
	job       *job
	dir       string
	values    []record.Value
	contrasts []record.Contrast
	report    string // path of the report, "" if none was written
}

// create makes the result folder of a new job.
func (j *job) create(dir string, force bool) (*store.Folder, error) {
	folder, err := store.Create(dir, j.manifest, j.files(), force)
	if errors.Is(err, store.ErrNotResults) {
		return nil, usagef("--out %w", err)
	}
	if errors.Is(err, store.ErrExists) || errors.Is(err, store.ErrNewerFormat) {
		return nil, usageError{err}
	}
	return folder, err
}

// simulate runs what is left of the job and completes the folder. When the user stops it the folder stays resumable,
// and the error says how to go on.
func (c *console) simulate(ctx context.Context, j *job, folder *store.Folder) (*results, error) {
	defer folder.Close()
	c.announce(j)
	var labels []string
	for _, s := range j.scenarios {
		labels = append(labels, s.Label(c.lang))
	}
	m := newMeter(c, labels, j.manifest.Replicates, j.baseline().Params.Consumers.Count)
	collectRarely(j.baseline().Params.Consumers.Count, min(j.workers, len(j.scenarios)*j.manifest.Replicates))
	begun := time.Now()
	err := experiment.Run(ctx, j.plan(), folder, m.update)
	wall := time.Since(begun)
	m.finish()
	done, total := folder.Progress()
	if err != nil {
		return nil, c.halt(ctx, folder, err, done, total)
	}
	r := &results{job: j, dir: folder.Dir()}
	if r.values, err = folder.PartValues(); err != nil {
		return nil, err
	}
	if j.study() {
		r.contrasts = experiment.Contrasts(r.values, j.manifest.Study, j.manifest.Baseline, j.manifest.Level)
	}
	if err := folder.Finish(r.values, r.contrasts, store.RunStats{Wall: wall, Workers: j.workers, PeakRSSBytes: peakRSS()}); err != nil {
		return nil, err
	}
	return r, nil
}

// halt records why a run ended early and says how to go on.
func (c *console) halt(ctx context.Context, folder *store.Folder, err error, done, total int) error {
	if ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, errStopped)) {
		if err := folder.Stop(store.Stopped, "by the user"); err != nil {
			return err
		}
		return stoppedError{done: done, total: total, dir: folder.Dir()}
	}
	if stopErr := folder.Stop(store.Failed, err.Error()); stopErr != nil {
		err = errors.Join(err, stopErr)
	}
	return fmt.Errorf("%w\nafter %d of %d runs; what is finished is kept, go on with: livebazaar resume %s", err, done, total, shellWord(folder.Dir()))
}

// announce says what is about to be run.
func (c *console) announce(j *job) {
	p := j.baseline().Params
	name := j.manifest.Study
	if !j.study() {
		name = j.scenarios[0].Name
	}
	c.say(c.pick("%s: %s × %s, %s consumers, %s streamers, %d + %d days",
		"%s：%s × %s，%s 名消费者，%s 名主播，%d + %d 天"), name,
		c.count(len(j.scenarios), "scenario", "个情景"), c.count(j.manifest.Replicates, "replicate", "次重复"),
		thousands(fmt.Sprint(p.Consumers.Count)), thousands(fmt.Sprint(p.Streamers.Count)), p.Run.WarmupDays, p.Run.Days)
}

// count writes a number of things.
func (c *console) count(n int, en, zh string) string {
	switch {
	case c.lang == "zh":
		return fmt.Sprintf("%d %s", n, zh)
	case n == 1:
		return "1 " + en
	}
	return fmt.Sprintf("%d %ss", n, en)
}
