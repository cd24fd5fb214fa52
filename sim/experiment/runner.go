package experiment

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// runner is a plan being carried out.
type runner struct {
	plan    *Plan
	keeper  Keeper
	markets Markets
	clock   func() time.Time
	index   map[string]int // of a scenario in the plan
	starts  []start
	queue   *queue
	meter   *meter
	stop    context.CancelFunc

	mu       sync.Mutex
	left     []int     // runs to finish, by replicate and start
	failures []failure // the first of them, by replicate and scenario
	untold   int       // failures beyond those
	broken   error     // what the keeper could not keep
}

// failure is what went wrong in one errand.
type failure struct {
	errand
	err error
}

// Run carries out the plan and commits each finished part; parts and states the keeper already has are not done again.
// When ctx is cancelled every run under way leaves an exact checkpoint and Run returns ctx's error. A run that fails or
// panics is named in the error and does not stop the others; a keeper that fails stops all.
//
// progress may be nil; it is called by one goroutine at a time.
func Run(ctx context.Context, plan Plan, keeper Keeper, progress func(Progress)) error {
	if err := plan.check(); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r := &runner{plan: &plan, keeper: keeper, markets: plan.Markets, clock: plan.Clock, queue: newQueue(), stop: stop,
		index: map[string]int{}, starts: plan.starts()}
	r.left = make([]int, plan.Replicates*len(r.starts))
	if r.markets == nil {
		r.markets = newWorlds(nil)
	}
	if r.clock == nil {
		r.clock = time.Now
	}
	for i, s := range plan.Scenarios {
		r.index[s.Name] = i
	}
	r.meter = newMeter(&plan, r.clock, progress)
	if err := r.prepare(); err != nil {
		return err
	}
	release := context.AfterFunc(ctx, r.queue.close)
	defer release()
	var workers sync.WaitGroup
	for range plan.Workers {
		workers.Go(func() {
			for e, ok := r.queue.take(); ok; e, ok = r.queue.take() {
				r.carryOut(ctx, e)
				r.queue.done()
			}
		})
	}
	workers.Wait()
	return r.outcome(ctx)
}

// prepare finds out what is left to do.
func (r *runner) prepare() error {
	for replicate := range r.plan.Replicates {
		for i := range r.starts {
			if err := r.prepareFrom(i, replicate); err != nil {
				return err
			}
		}
	}
	return nil
}

// prepareFrom does it for the scenarios that begin from a start, in a replicate.
func (r *runner) prepareFrom(at, replicate int) error {
	s := r.starts[at]
	var runs []errand
	begun := true // every run left has a checkpoint of its own
	for _, i := range s.scenarios {
		e := errand{replicate, at, i}
		t := r.task(e)
		if r.keeper.Finished(t.scenario.Name, replicate) {
			r.meter.finishedBefore(i, t.days())
			if err := t.forget(); err != nil {
				return err
			}
			continue
		}
		runs = append(runs, e)
		saved, err := t.usable()
		if err != nil {
			return err
		}
		begun = begun && saved
	}
	*r.leftOf(errand{replicate: replicate, start: at}) = len(runs)
	warmed := false
	for _, name := range []string{s.warmup(replicate), s.warming(replicate)} {
		usable, err := r.usable(name, s.params)
		if err != nil {
			return err
		}
		warmed = warmed || usable && name == s.warmup(replicate)
	}
	switch {
	case len(runs) == 0:
		r.meter.skip(s.params.Run.WarmupDays)
		return r.forgetWarmUp(s, replicate)
	case warmed, begun && !r.plan.twins(s, replicate):
		r.meter.skip(s.params.Run.WarmupDays)
		r.queue.add(runs...)
	default:
		r.queue.add(errand{replicate, at, warmingUp})
	}
	return nil
}

// leftOf is the count of runs to finish of a replicate that begin from a start.
func (r *runner) leftOf(e errand) *int { return &r.left[e.replicate*len(r.starts)+e.start] }

func (r *runner) task(e errand) *task {
	s := r.plan.Scenarios[e.scenario]
	return &task{run: r, plan: r.plan, scenario: s, start: r.starts[e.start], replicate: e.replicate, stages: r.plan.stages(s, e.replicate)}
}

// carryOut does an errand and notes its failure.
func (r *runner) carryOut(ctx context.Context, e errand) {
	defer func() {
		if cause := recover(); cause != nil {
			r.fail(e, fmt.Errorf("panic: %v\n%s", cause, debug.Stack()))
		}
	}()
	var err error
	if e.scenario == warmingUp {
		err = r.warmUpAndGoOn(ctx, e)
	} else {
		err = r.finish(ctx, e, r.task(e))
	}
	if err != nil {
		r.fail(e, err)
	}
}

// warmUpAndGoOn simulates a warm-up and makes ready the runs that begin from it, or does the only one left right away.
func (r *runner) warmUpAndGoOn(ctx context.Context, e errand) error {
	s := r.starts[e.start]
	m, err := r.warmUp(ctx, s, e.replicate)
	if err != nil {
		return err
	}
	var runs []errand
	for _, i := range s.scenarios {
		if !r.keeper.Finished(r.plan.Scenarios[i].Name, e.replicate) {
			runs = append(runs, errand{e.replicate, e.start, i})
		}
	}
	if len(runs) == 1 && !r.plan.twins(s, e.replicate) {
		t := r.task(runs[0])
		t.market = m
		return r.finish(ctx, runs[0], t)
	}
	if err := r.finishWarmUp(m, s, e.replicate); err != nil {
		return err
	}
	r.queue.add(runs...)
	return nil
}

// finish does a task and what follows from it.
func (r *runner) finish(ctx context.Context, e errand, t *task) error {
	if err := t.do(ctx); err != nil {
		return err
	}
	r.meter.finished(e.scenario)
	r.mu.Lock()
	left := r.leftOf(e)
	*left--
	last := *left == 0
	r.mu.Unlock()
	if last {
		return r.forgetWarmUp(t.start, t.replicate)
	}
	return nil
}

// step simulates a day and returns its wall time in nanoseconds.
func (r *runner) step(m Market) (int64, error) {
	begun := r.clock()
	err := m.Step(r.queue.share(r.plan.Workers))
	r.meter.worked(1)
	return int64(r.clock().Sub(begun)), err
}

// keep notes an error of the keeper, which ends the whole run: nothing more could be kept.
func (r *runner) keep(err error) error {
	if err == nil {
		return nil
	}
	r.mu.Lock()
	if r.broken == nil {
		r.broken = err
	}
	r.mu.Unlock()
	r.stop()
	return err
}

// mostTold is how many failures are told. One can carry a stack of some kilobytes, and thousands say no more.
const mostTold = 20

// fail notes a failure; that a run was stopped is none.
func (r *runner) fail(e errand, err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	at, _ := slices.BinarySearchFunc(r.failures, e, func(f failure, e errand) int {
		return cmp.Or(cmp.Compare(f.replicate, e.replicate), cmp.Compare(f.scenario, e.scenario), cmp.Compare(f.start, e.start))
	})
	r.failures = slices.Insert(r.failures, at, failure{e, err})
	if len(r.failures) > mostTold {
		clear(r.failures[mostTold:])
		r.failures = r.failures[:mostTold]
		r.untold++
	}
}

// outcome returns what Run returns: nil only if everything was finished.
func (r *runner) outcome(ctx context.Context) error {
	if r.broken != nil {
		return r.broken
	}
	var errs []error
	for _, f := range r.failures {
		what := r.plan.title(r.starts[f.start], f.replicate)
		if f.scenario != warmingUp {
			what = fmt.Sprintf("scenario %s, replicate %d", r.plan.Scenarios[f.scenario].Name, f.replicate)
		}
		errs = append(errs, fmt.Errorf("%s: %w", what, f.err))
	}
	if r.untold > 0 {
		errs = append(errs, fmt.Errorf("and %d more failures", r.untold))
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	for _, runs := range r.left {
		if runs > 0 {
			return ctx.Err()
		}
	}
	return nil
}
