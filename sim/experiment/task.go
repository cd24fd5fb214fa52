package experiment

import (
	"cmp"
	"context"
	"time"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// task is one scenario in one replicate: its stages one after the other, then the commit.
type task struct {
	run       *runner
	plan      *Plan
	scenario  Scenario
	start     start
	replicate int
	stages    []stage

	market Market // of the present stage; nil between stages
	paused Market // the factual run while branches are run from its state; nil when it is not in memory
	saved  time.Time

	kept, dropped int // dates at which the waiting factual run is kept, and of which it is dropped again
	journal
}

// journal is what a checkpoint of a task holds besides the markets.
type journal struct {
	Stage    int
	Running  bool  // a market's state follows
	Nanos    int64 // wall time of the market so far
	Part     *record.Part
	Removed  []int64         // whom the present branch goes without
	Branches []metric.Branch // those that are done
	Holdings []metric.Holding
	Twin     []metric.Holding // those of the twin market
}

// checkpointEvery is the wall time between two checkpoints of a task; a day that takes longer is finished first.
const checkpointEvery = 45 * time.Second

// do runs the task to its end, from its checkpoint if it has one. When ctx is cancelled it leaves a checkpoint.
func (t *task) do(ctx context.Context) error {
	if err := t.load(); err != nil {
		return err
	}
	t.saved = t.run.clock()
	for ; t.Stage < len(t.stages); t.Stage++ {
		if !t.Running {
			if err := t.begin(); err != nil {
				return err
			}
			t.Running = true
		}
		if err := t.simulate(ctx); err != nil {
			return err
		}
		t.end()
		t.market, t.Running = nil, false
	}
	t.Part.MarketNanos = t.Nanos
	t.Part.Tables = append(t.Part.Tables, metric.TwinTable(t.Twin, t.scenario.Name, t.replicate))
	if err := t.run.keep(t.run.keeper.Commit(t.Part)); err != nil {
		return err
	}
	return t.forget()
}

// simulate runs the market of the present stage to the stage's last day.
func (t *task) simulate(ctx context.Context) error {
	for until := t.stages[t.Stage].until; t.market.Today() < until; {
		if err := ctx.Err(); err != nil {
			return cmp.Or(t.save(), err)
		}
		nanos, err := t.run.step(t.market)
		if err != nil {
			return err
		}
		t.Nanos += nanos
		if t.run.clock().Sub(t.saved) >= checkpointEvery {
			if err := t.save(); err != nil {
				return err
			}
		}
	}
	return nil
}
