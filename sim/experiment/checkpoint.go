package experiment

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"

	"livebazaar/sim"
)

// A checkpoint is what a task knows, then the state of the present market. The state in which the factual run waits for its
// branches does not change: it is kept once for each date, under a name of its own, before the first checkpoint that counts on
// it, and dropped after the first that does not.

func (t *task) name(kind string) string {
	return stateName(kind, t.run.index[t.scenario.Name], t.replicate)
}

// stateName names a task's saved state; scenarios go by number because their names may be long.
func stateName(kind string, scenario, replicate int) string {
	return fmt.Sprintf("%s-%d-%d", kind, scenario, replicate)
}

// origin names the state in which the factual run waits at a date of removals. Each date has its own: while that of the second
// is written the last checkpoint may still be of a branch from the first.
func (t *task) origin(date int) string { return t.name(fmt.Sprint("origin", date)) }

// save keeps an exact checkpoint.
func (t *task) save() error {
	st := &t.stages[t.Stage]
	if st.removed != nil && t.kept <= st.date {
		if err := t.run.keep(t.run.keeper.SaveState(t.origin(st.date), t.paused.Encode)); err != nil {
			return err
		}
		t.kept = st.date + 1
	}
	err := t.run.keep(t.run.keeper.SaveState(t.name("job"), func(w io.Writer) error {
		if err := gob.NewEncoder(w).Encode(&t.journal); err != nil {
			return err
		}
		return t.market.Encode(w)
	}))
	for ; err == nil && t.dropped < st.date; t.dropped++ {
		err = t.run.keep(t.run.keeper.DropState(t.origin(t.dropped)))
	}
	t.saved = t.run.clock()
	return err
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
	if st := &t.stages[t.Stage]; st.removed != nil {
		t.kept = st.date + 1
	}
	t.run.meter.skip(t.done())
	return nil
}

// done returns how many days of the task's stages were simulated before the checkpoint.
func (t *task) done() int64 {
	days := t.market.Today() - t.stages[t.Stage].from
	for _, st := range t.stages[:t.Stage] {
		days += st.days()
	}
	return days
}

// factual returns the factual run as it waits at a date for the branches from there.
func (t *task) factual(date int) (Market, error) {
	if t.paused != nil {
		return t.paused, nil
	}
	m, err := t.run.decode(t.origin(date), t.scenario.Params)
	if err == nil && m == nil {
		err = unreadable{t.origin(date), errors.New("the branches start from it, and it is gone")}
	}
	t.paused = m
	return m, err
}

// forget drops what a finished task no longer needs.
func (t *task) forget() error {
	names := []string{t.name("job")}
	for date := range t.plan.dates(t.scenario) {
		names = append(names, t.origin(date))
	}
	for _, name := range names {
		if err := t.run.keep(t.run.keeper.DropState(name)); err != nil {
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

// usable is the same for the checkpoint of a task, with the state in which its factual run waits for a branch.
func (t *task) usable() (bool, error) {
	probe := &task{run: t.run, plan: t.plan, scenario: t.scenario, start: t.start, replicate: t.replicate, stages: t.stages}
	return t.run.try(func() (bool, error) {
		found, err := probe.read()
		if err == nil && found {
			if st := &probe.stages[probe.Stage]; st.removed != nil {
				_, err = probe.factual(st.date)
			}
		}
		return found, err
	}, t.name("job"), t.origin(0), t.origin(1))
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
