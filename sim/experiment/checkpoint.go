package experiment

import (
	"bufio"
	"encoding/gob"
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

// load takes up the checkpoint, if there is one.
func (t *task) load() error {
	found, err := t.run.open(t.name("job"), func(r *bufio.Reader) error {
		t.journal = journal{}
		if err := gob.NewDecoder(r).Decode(&t.journal); err != nil {
			return err
		}
		m, err := t.run.markets.Decode(t.scenario.Params, r)
		t.market = m
		return err
	})
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
		err = fmt.Errorf("the state %s that the branches start from is gone", t.name("origin"))
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
		return true, fmt.Errorf("saved state %s: %w", name, err)
	}
	return true, nil
}
