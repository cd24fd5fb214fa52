package main

import (
	"context"
	"fmt"

	"livebazaar/agents/param"
	"livebazaar/internal/job"
	"livebazaar/internal/job/answer"
	"livebazaar/internal/terminal"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"
)

// simulate runs what is left of the job until its results are whole, and shows how far it is. The folder is left open for conclude,
// or whoever closes it; after an error it is closed. When the user stops it the folder stays resumable, and the error says how to
// go on.
func (c *console) simulate(ctx context.Context, j *job.Job, folder *store.Folder) (*job.Results, error) {
	if folder.Manifest().Whole() {
		return j.Run(ctx, folder, job.Watch{})
	}
	c.announce(j)
	var labels []string
	for _, s := range j.Scenarios {
		labels = append(labels, s.Label(c.Lang))
	}
	m := terminal.NewMeter(c.Console, labels, j.Manifest.Replicates, j.Baseline().Params.Consumers.Count)
	heard := listens(ctx, folder.Dir())
	r, err := j.Run(ctx, folder, job.Watch{
		Progress: m.Update,
		Notice:   func(s string) { c.Say("notice: %s", s) },
		Simulated: func() {
			heard()
			m.Finish()
		},
	})
	return r, c.ended(err)
}

// conclude draws figures and report, which completes the folder, and prints the last tables of a finished job: as tell does, or
// those of a run or a comparison where it is nil.
func (c *console) conclude(ctx context.Context, r *job.Results, tell func(report string) error) error {
	heard := listens(ctx, r.Dir())
	err := r.Draw(ctx, c.drawing(nil, true))
	heard()
	if err != nil {
		return c.ended(err)
	}
	if err := r.Close(); err != nil {
		return err
	}
	report := job.ReportPath(r.Dir())
	c.kept = r.Dir()
	switch {
	case tell != nil:
		return tell(report)
	case c.json:
		out, err := answer.Of(r, report)
		if err != nil {
			return err
		}
		return c.WriteJSON(out)
	case r.Job.Compares():
		return c.ShowComparison(r.Comparison(c.Lang), report)
	}
	k := r.Comparison(c.Lang)
	if err := c.ShowLevels(k, k.Metrics.Headlines()); err != nil {
		return err
	}
	fmt.Fprintln(c.Out, report)
	return nil
}

// announce says what is about to be run.
func (c *console) announce(j *job.Job) {
	d := j.Describe()
	c.Say(c.Pick("%s: %s × %s, %s %s, %s %s, %d + %s",
		"%s：%s × %s，%s %s，%s %s，%d + %s"), d.Name,
		c.Count(d.Scenarios, "scenario", "个情景"), c.Count(d.Replicates, "replicate", "次重复"),
		metric.Decimal(float64(d.Consumers), 0), c.Pick(param.Things(d.Consumers, "consumer"), "名消费者"),
		metric.Decimal(float64(d.Streamers), 0), c.Pick(param.Things(d.Streamers, "streamer"), "名主播"),
		d.WarmupDays, c.Count(int(d.Days), "day", "天"))
}
