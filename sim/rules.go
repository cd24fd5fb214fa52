package sim

import (
	"errors"
	"slices"

	"livebazaar/sim/crowd"
	"livebazaar/sim/rules"
)

// Rules say what holds in a market, and from which day. They are never changed: copies of a market and replicates share them.
type Rules struct {
	periods []period // by first day, the first from the start
}

// A period is a stretch of days under one set of parameters.
type period struct {
	from int64 // first day
	p    *rules.Params
	t    *crowd.Tables // what follows from the parameters, for the fast loop
}

// Compile returns rules that hold from the start of a market to its end. The parameters must not change any more.
func Compile(p *rules.Params) *Rules {
	return &Rules{[]period{{from: -rules.MaxDays, p: p, t: crowd.Compile(p)}}}
}

// ErrOrder reports rules that would begin before those that they follow on.
var ErrOrder = errors.New("sim: rules must begin after those before them")

// Then returns the same rules up to the day before from, and those of p from that day on; a market whose first day is later is
// made under p. Sizes and the length of warm-up must be the same.
func (r *Rules) Then(from int64, p *rules.Params) (*Rules, error) {
	last := &r.periods[len(r.periods)-1]
	if from <= last.from {
		return nil, ErrOrder
	}
	if !p.SameSizes(last.p) {
		return nil, ErrSizes
	}
	return &Rules{append(slices.Clone(r.periods), period{from: from, p: p, t: crowd.Compile(p)})}, nil
}

// on returns what is in force on a day.
func (r *Rules) on(day int64) *period {
	k := len(r.periods) - 1
	for k > 0 && r.periods[k].from > day {
		k--
	}
	return &r.periods[k]
}

// ErrSizes reports rules for a market of other sizes.
var ErrSizes = errors.New("sim: the rules are for a market of other sizes")

// enactToday puts the rules in force that begin today.
func (w *World) enactToday() {
	if now := w.rules.on(w.Day); now.from == w.Day {
		w.enact(now)
	}
}

// enact puts rules in force. The parts keep what they work with, so that rules that change every week cost next to nothing.
// Choices beyond their bounds come within them at once.
func (w *World) enact(now *period) {
	p := now.p
	w.p, w.t, w.Circles = p, now.t, p.Circles()
	w.street.Enact(p)
	w.crowd.Enact(p, now.t)
	w.venue.Enact(p)
	w.deals.Enact(p)
	w.supply.Enact(p)
	w.talent.Enact(p)
	w.books.Enact(p)
	w.Rec.Reserve(w.ahead())
	w.talent.BoundChoices()
}

// Follow lets other rules hold from the next day on, whatever was to come. Sizes and the length of warm-up must be the same.
func (w *World) Follow(r *Rules) error {
	next := r.on(w.Day + 1)
	if !next.p.SameSizes(w.p) {
		return ErrSizes
	}
	w.rules = r
	w.enact(next)
	return nil
}

// Switch puts other rules in force from the next day on, to the end. Sizes and the length of warm-up must be the same.
func (w *World) Switch(p *rules.Params) error { return w.Follow(Compile(p)) }
