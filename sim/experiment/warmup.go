package experiment

import (
	"context"
	"fmt"
)

// The warm-up of a replicate is simulated once for all scenarios that begin from it: its last state is kept until the last
// of them is finished. A replicate with one run left to do goes straight on from it instead.

// warmUp simulates the warm-up of a replicate, from its checkpoint if it has one.
func (r *runner) warmUp(ctx context.Context, s start, replicate int) (Market, error) {
	m, err := r.decode(s.warming(replicate), s.params)
	if err != nil {
		return nil, err
	}
	if m == nil {
		if m, err = r.markets.New(s.params, r.plan.Seed, replicate); err != nil {
			return nil, err
		}
	} else {
		r.meter.skip(m.Today() + s.params.Run.WarmupDays)
	}
	save := func() error { return r.keep(r.keeper.SaveState(s.warming(replicate), m.Encode)) }
	saved := r.clock()
	for m.Today() < 0 {
		if err := ctx.Err(); err != nil {
			if saveErr := save(); saveErr != nil {
				return nil, saveErr
			}
			return nil, err
		}
		if _, err := r.step(m); err != nil {
			return nil, err
		}
		if r.clock().Sub(saved) >= checkpointEvery {
			if err := save(); err != nil {
				return nil, err
			}
			saved = r.clock()
		}
	}
	return m, nil
}

// finishWarmUp keeps the state at the end of warm-up for the scenarios that begin from it.
func (r *runner) finishWarmUp(m Market, s start, replicate int) error {
	if err := r.keep(r.keeper.SaveState(s.warmup(replicate), m.Encode)); err != nil {
		return err
	}
	return r.keep(r.keeper.DropState(s.warming(replicate)))
}

// warmed returns a market at the end of a warm-up, under the rules that were in force in it.
func (r *runner) warmed(s start, replicate int) (Market, error) {
	m, err := r.decode(s.warmup(replicate), s.params)
	if err == nil && m == nil {
		err = fmt.Errorf("the state %s at the end of warm-up is gone", s.warmup(replicate))
	}
	return m, err
}

// forgetWarmUp drops what no run needs any more.
func (r *runner) forgetWarmUp(s start, replicate int) error {
	for _, name := range []string{s.warmup(replicate), s.warming(replicate)} {
		if err := r.keep(r.keeper.DropState(name)); err != nil {
			return err
		}
	}
	return nil
}
