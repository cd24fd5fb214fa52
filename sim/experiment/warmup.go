package experiment

import (
	"context"
	"fmt"
)

// The warm-up of a replicate is shared by all its scenarios and simulated once: its last state is kept until the last
// of them is finished. A replicate with one run left to do goes straight on from it instead.

func warmupName(replicate int) string  { return fmt.Sprintf("warmup-%d", replicate) }
func warmingName(replicate int) string { return fmt.Sprintf("warming-%d", replicate) } // not finished yet

// warmUp simulates the warm-up of a replicate, from its checkpoint if it has one.
func (r *runner) warmUp(ctx context.Context, replicate int) (Market, error) {
	m, err := r.decode(warmingName(replicate), r.plan.Warmup)
	if err != nil {
		return nil, err
	}
	if m == nil {
		if m, err = r.markets.New(r.plan.Warmup, r.plan.Seed, replicate); err != nil {
			return nil, err
		}
	} else {
		r.meter.skip(m.Today() + r.plan.Warmup.Run.WarmupDays)
	}
	save := func() error { return r.keep(r.keeper.SaveState(warmingName(replicate), m.Encode)) }
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

// finishWarmUp keeps the state at the end of warm-up for the scenarios of the replicate.
func (r *runner) finishWarmUp(m Market, replicate int) error {
	if err := r.keep(r.keeper.SaveState(warmupName(replicate), m.Encode)); err != nil {
		return err
	}
	return r.keep(r.keeper.DropState(warmingName(replicate)))
}

// warmed returns a market at the end of the replicate's warm-up, under the baseline's rules.
func (r *runner) warmed(replicate int) (Market, error) {
	m, err := r.decode(warmupName(replicate), r.plan.Warmup)
	if err == nil && m == nil {
		err = fmt.Errorf("the state %s at the end of warm-up is gone", warmupName(replicate))
	}
	return m, err
}

// forgetWarmUp drops what no run of the replicate needs any more.
func (r *runner) forgetWarmUp(replicate int) error {
	for _, name := range []string{warmupName(replicate), warmingName(replicate)} {
		if err := r.keep(r.keeper.DropState(name)); err != nil {
			return err
		}
	}
	return nil
}
