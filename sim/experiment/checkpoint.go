package experiment

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"

	"livebazaar/sim"
)

// A checkpoint is what a task knows, then the state of the present market. The state the branches start from does not
// change: it is kept once, under a name of its own, before the first checkpoint that counts on it.

func (t *task) name(kind string) string {
	return stateName(kind, t.run.index[t.scenario.Name], t.replicate)
}

// stateName names a task's saved state; scenarios go by number because their names may be long.
func stateName(kind string, scenario, replicate int) string {
	return fmt.Sprintf("%s-%d-%d", kind, scenario, replicate)
}

// save keeps an exact checkpoint.
func (t *task) save() error {
	if t.origin != nil && !t.Kept {
		if err := t.run.keep(t.run.keeper.SaveState(t.name("origin"), t.origin.Encode)); err != nil {
			return err
		}
		t.Kept = true
	}
	err := t.run.keeper.SaveState(t.name("job"), func(w io.Writer) error {
		if err := gob.NewEncoder(w).Encode(&t.journal); err != nil {
			return err
		}
		return t.market.Encode(w)
	})
	t.saved = t.run.clock()
	return t.run.keep(err)
}

// read takes journal and market from the checkpoint, if there is one.
func (t *task) read() (found bool, err error) {
	return t.run.open(t.name("job"), func(r *bufio.Reader) error {
		t.journal = journal{}
		if err := gob.NewDecoder(r).Decode(&t.journal); err != nil {
			return err
		}
		m, err := t.run.markets.Decode(t.scenario.Params, r)
		t.market = m
		return err
	})
}

// load takes up the checkpoint, if there is one.
func (t *task) load() error {
	found, err := t.read()
	if err != nil || !found {
		return err
	}
	t.run.meter.skip(t.done())
	if t.Stage == 0 && t.Branched {
		_, err = t.branchOrigin()
	}
	return err
}

// done returns how many days of the task's stages were simulated before the checkpoint.
func (t *task) done() int64 {
	var days int64
	for _, st := range t.stages[:t.Stage+1] {
		days += t.plan.days(t.scenario, st)
	}
	return days - (t.scenario.Params.Run.Days - t.market.Today())
}

// branchOrigin returns the state that the branches start from.
func (t *task) branchOrigin() (Market, error) {
	if t.origin != nil {
		return t.origin, nil
	}
	m, err := t.run.decode(t.name("origin"), t.scenario.Params)
	if err == nil && m == nil {
		err = unreadable{t.name("origin"), errors.New("the branches start from it, and it is gone")}
	}
	t.origin = m
	return m, err
}

// forget drops what a finished task no longer needs.
func (t *task) forget() error {
	for _, kind := range []string{"job", "origin"} {
		if err := t.run.keep(t.run.keeper.DropState(t.name(kind))); err != nil {
			return err
		}
	}
	return nil
}

// decode loads a saved market; nil if there is none.
func (r *runner) decode(name string, p *sim.Params) (Market, error) {
	var m Market
	_, err := r.open(name, func(in *bufio.Reader) (err error) {
		m, err = r.markets.Decode(p, in)
		return err
	})
	return m, err
}

// open reads a saved state and reports whether there is one. The reader is buffered once, so that several decoders may
// read from it in turn.
func (r *runner) open(name string, read func(*bufio.Reader) error) (bool, error) {
	in, err := r.keeper.LoadState(name)
	if err != nil || in == nil {
		return false, r.keep(err)
	}
	defer in.Close()
	if err := read(bufio.NewReader(in)); err != nil {
		return true, unreadable{name, err}
	}
	return true, nil
}

// unreadable is a saved state that is there, whole by its sum, and says nothing.
type unreadable struct {
	name string
	err  error
}

func (u unreadable) Error() string { return fmt.Sprintf("saved state %s: %v", u.name, u.err) }
func (u unreadable) Unwrap() error { return u.err }

// usable reports whether a saved market is there and can be read. One that cannot, by a fault of the program that wrote it
// or of the machine's memory, would block the run for good: it is dropped, so that what it held is done again from the
// last state that can be read, and the user is told.
func (r *runner) usable(name string, p *sim.Params) (bool, error) {
	return r.try(func() (bool, error) {
		m, err := r.decode(name, p)
		return m != nil, err
	}, name)
}

// usable is the same for the checkpoint of a task, with the state of its branching day.
func (t *task) usable() (bool, error) {
	probe := &task{run: t.run, plan: t.plan, scenario: t.scenario, replicate: t.replicate, stages: t.stages}
	return t.run.try(func() (bool, error) {
		found, err := probe.read()
		if err == nil && found && probe.Kept {
			_, err = probe.branchOrigin()
		}
		return found, err
	}, t.name("job"), t.name("origin"))
}

// try reads saved states and drops them if they cannot be read.
func (r *runner) try(read func() (bool, error), names ...string) (found bool, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = unreadable{names[0], fmt.Errorf("panic: %v", cause)}
		}
		if wrong := (unreadable{}); errors.As(err, &wrong) {
			found, err = false, nil
			if r.plan.Notice != nil {
				r.plan.Notice(wrong.Error() + "; what it held is done again from the last state that can be read")
			}
			for _, name := range names {
				if dropErr := r.keep(r.keeper.DropState(name)); err == nil {
					err = dropErr
				}
			}
		}
	}()
	return read()
}
