package experiment

import (
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
	replicate int
	stages    []stage

	market Market // of the present stage; nil between stages
	origin Market // what the branches start from; nil when it is not in memory
	saved  time.Time
	journal
}

// journal is what a checkpoint of a task holds besides the markets.
type journal struct {
	Stage     int
	Running   bool  // a market's state follows
	Nanos     int64 // wall time of the market so far
	Part      *record.Part
	Branched  bool  // the branching day has passed
	Kept      bool  // the state of the branching day is kept
	Top       int64 // serial number of the best seller before the branching day, −1 for none
	TopBefore int64 // its net GMV up to the branching day, all its life, fen
	TopOwn    int64 // and after it
	Factual   course
	Branches  []course
	Holdings  []metric.Holding
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
	measureRemovals(t.Part, t.Factual, t.Branches, t.TopOwn)
	if err := t.run.keep(t.run.keeper.Commit(t.Part)); err != nil {
		return err
	}
	return t.forget()
}

// simulate runs the market of the present stage to the last day.
func (t *task) simulate(ctx context.Context) error {
	branched, branches := branchDay(t.scenario), t.plan.branches(t.scenario, t.replicate)
	for t.market.Today() < t.scenario.Params.Run.Days {
		if err := ctx.Err(); err != nil {
			if saveErr := t.save(); saveErr != nil {
				return saveErr
			}
			return err
		}
		if t.Stage == 0 && branches && !t.Branched && t.market.Today() == branched {
			if err := t.atBranch(); err != nil {
				return err
			}
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
