package job

import "time"

// Description is what a job will do, for whoever decides whether to begin it.
type Description struct {
	Name         string // of the study, or of the one scenario
	Scenarios    int
	Replicates   int   // markets of each scenario
	Consumers    int64 // simulated, in a market of the baseline
	Streamers    int64
	WarmupDays   int64
	Days         int64 // after warm-up
	MarketDays   int64 // of all markets, with warm-ups and what is run again
	ConsumerDays int64 // the same, times the consumers of the baseline's market
	Memory       int64 // bytes
}

// Describe says what the job will do.
func (j *Job) Describe() Description {
	p, plan := j.Baseline().Params, j.Plan()
	d := Description{Name: j.Manifest.Study, Scenarios: len(j.Scenarios), Replicates: j.Manifest.Replicates, Consumers: p.Consumers.Count,
		Streamers: p.Streamers.Count, WarmupDays: p.Run.WarmupDays, Days: p.Run.Days, MarketDays: plan.MarketDays(), Memory: needOf(plan.Shape())}
	if !j.Compares() {
		d.Name = j.Scenarios[0].Name
	}
	d.ConsumerDays = d.MarketDays * d.Consumers
	return d
}

// Takes is how long the job takes at a pace, in consumer-days a second: the manifest of a former run has that of its machine. It
// is 0 where the pace is not above 0.
func (d Description) Takes(pace float64) time.Duration {
	if !(pace > 0) {
		return 0
	}
	return time.Duration(float64(d.ConsumerDays) / pace * float64(time.Second))
}
