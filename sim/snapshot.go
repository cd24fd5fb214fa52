package sim

import (
	"errors"
	"fmt"
	"io"
	"reflect"

	"livebazaar/sim/column"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// A snapshot is the state of a market, column by column in the order of the fields of state.Market (see package
// column). The layout of all types is part of its head, so that a snapshot of another layout is refused and not misread.

const snapshotMagic = "livebazaar state\n"

// layout identifies the types of the state.
var layout = column.Layout(ModelVersion, reflect.TypeFor[state.Market]())

// ErrSnapshot reports a snapshot of another version or layout, or one cut short.
var ErrSnapshot = errors.New("sim: not a state of this version of the model")

// Encode writes the exact state.
func (w *World) Encode(out io.Writer) error {
	return column.Encode(out, snapshotMagic, layout, w.Market)
}

// Decode reads a state and puts the rules p in force, which must be for the same sizes.
func Decode(p *rules.Params, in io.Reader) (*World, error) { return Compile(p).Decode(in) }

// Decode reads a state and puts those of the rules in force that hold on its day. They must be for the same sizes.
func (r *Rules) Decode(in io.Reader) (*World, error) {
	p := r.periods[0].p
	m := &state.Market{}
	switch err := column.Decode(in, snapshotMagic, layout, int(p.Consumers.Count), m); {
	case errors.Is(err, column.ErrFormat):
		return nil, ErrSnapshot
	case err != nil:
		return nil, fmt.Errorf("%w: %v", ErrSnapshot, err)
	}
	if int64(len(m.Consumers.Rec)) != p.Consumers.Count || len(m.Streamers.Active) != p.Streamers.Capacity() ||
		len(m.Merchants.Alive) != p.Merchants.Capacity() || len(m.MCNs.Alive) != p.MCNs.Capacity() || m.First != 1-p.Run.WarmupDays {
		return nil, ErrSizes
	}
	for i := range m.Consumers.Rec {
		for _, rel := range m.Consumers.Rec[i].Rel {
			if int(rel.Channel()) >= m.NumChannels() { // package slates trusts the hosts in records
				return nil, fmt.Errorf("%w: consumer %d remembers a host that is none", ErrSnapshot, i)
			}
		}
	}
	m.Arrange()
	now := r.on(m.Day)
	m.Prepare(now.p.Circles())
	w := work(m, r, now)
	w.talent.BoundChoices() // of a state that was made under other rules
	return w, nil
}

// Fork returns an exact copy that goes its own way.
func (w *World) Fork() (*World, error) {
	return work(w.Market.Fork(w.ahead()), w.rules, &period{p: w.p, t: w.t}), nil
}
