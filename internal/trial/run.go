package trial

import (
	"context"
	"fmt"
	"sync"

	"livebazaar/sim"
)

// Plan says what is run.
type Plan struct {
	Experiments []Experiment
	Quick       bool
	Seed        uint64
	Workers     int
	Settings    Settings               // on top of the defaults, in all experiments
	Scenarios   map[string]*sim.Params // bundled scenarios that experiments ask for
}

// Keeper keeps what was found, so that a run that is stopped goes on. Its functions are called by one goroutine at a time.
type Keeper interface {
	Find(experiment string, replicate int) (Numbers, bool)
	Keep(experiment string, replicate int, found Numbers) error
}

// Progress says how far a run is.
type Progress struct {
	Done, Cells     int   // replicates of experiments
	Days, TotalDays int64 // simulated, about
	Now             string
}

// replicates is how many markets the plan has of an experiment.
func (p *Plan) replicates(e *Experiment) int {
	if p.Quick {
		return e.Quick
	}
	return e.Replicates
}

// runner shares the replicates out.
type runner struct {
	*Plan
	keep Keeper
	tell func(Progress)

	mu    sync.Mutex
	found map[string][]Numbers
	now   Progress
}

// Run runs the experiments of a plan in their replicates, of which those that are kept are not run again, and returns what each found,
// by replicate. Tell, which may be nil, is called by one goroutine at a time.
func Run(ctx context.Context, p Plan, keep Keeper, tell func(Progress)) (map[string][]Numbers, error) {
	r := &runner{Plan: &p, keep: keep, tell: tell, found: map[string][]Numbers{}}
	most := 0
	for i := range p.Experiments {
		e := &p.Experiments[i]
		n := p.replicates(e)
		most = max(most, n)
		r.found[e.Name] = make([]Numbers, n)
		for k := range n {
			r.now.Cells++
			r.now.TotalDays += e.Days
			if kept, ok := keep.Find(e.Name, k); ok {
				r.found[e.Name][k] = kept
				r.now.Done++
				r.now.Days += e.Days
			}
		}
	}
	r.say()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var crew sync.WaitGroup
	for range min(max(1, p.Workers), max(1, most)) {
		crew.Go(func() {
			for replicate := range next {
				if err := r.replicate(ctx, replicate); err != nil {
					cancel(err)
				}
			}
		})
	}
	for replicate := range most {
		next <- replicate
	}
	close(next)
	crew.Wait()
	return r.found, context.Cause(ctx)
}

// replicate runs what is left of the experiments on one market.
func (r *runner) replicate(ctx context.Context, k int) error {
	b := &Bench{Replicate: k, Quick: r.Quick, plan: r.Plan, ctx: ctx}
	for i := range r.Experiments {
		e := &r.Experiments[i]
		if k >= len(r.found[e.Name]) || r.found[e.Name][k] != nil {
			continue
		}
		if ctx.Err() != nil {
			return nil
		}
		found, err := r.one(b, e)
		if err != nil {
			return err
		}
		r.mu.Lock()
		r.found[e.Name][k] = found
		err = r.keep.Keep(e.Name, k, found)
		r.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}

// one runs an experiment on one replicate. Days count at most as many as the experiment says it takes.
func (r *runner) one(b *Bench, e *Experiment) (found Numbers, err error) {
	left := e.Days
	count := func(days int64) {
		days = min(days, left)
		left -= days
		r.mu.Lock()
		r.now.Days += days
		r.now.Now = e.Name
		r.mu.Unlock()
		r.say()
	}
	b.passed = count
	defer func() {
		switch cause := recover().(type) {
		case nil:
			count(left)
			r.mu.Lock()
			r.now.Done++
			r.mu.Unlock()
			r.say()
		case fault:
			if err = cause.error; b.ctx.Err() == nil {
				err = fmt.Errorf("%s, replicate %d: %w", e.Name, b.Replicate, err)
			}
		default:
			panic(cause)
		}
	}()
	if found = e.Run(b); found == nil {
		found = Numbers{}
	}
	return found, nil
}

func (r *runner) say() {
	if r.tell == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell(r.now)
}
