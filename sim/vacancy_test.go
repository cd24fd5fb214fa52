package sim

import (
	"reflect"
	"slices"
	"testing"

	"livebazaar/internal/dissect"
	"livebazaar/sim/column"
	"livebazaar/sim/crowd"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// An entering is the event in which newcomers take slots of a kind, and what says of one whether it is taken.
type entering struct {
	kind  string
	taken func(w *World) []bool
}

var enterings = map[string]entering{
	"streamers enter": {"streamer", func(w *World) []bool { return w.Streamers.Active }},
	"merchants enter": {"merchant", func(w *World) []bool { return w.Merchants.Alive }},
	"found agencies":  {"mcn", func(w *World) []bool { return w.MCNs.Alive }},
}

// kept are the columns that speak of a slot's last occupant: who it was, that it has left and when, and the books by which it is known
// whether its month's row is still to be written.
var kept = []string{"Hosts.ID", "Hosts.Alive", "Streamers.Active", "Streamers.Left", "Merchants.ID", "Merchants.Alive", "Merchants.Left",
	"Merchants.Month.Delivered", "Merchants.MonthOpen", "Merchants.PaidInMonth", "Goods.Worth", "MCNs.ID", "MCNs.Alive"}

// haunt leaves something in all other columns of the slots of a kind that nobody is in, and returns what cleans those up that nobody
// has taken since, and how many somebody has.
func haunt(w *World, of entering) (cleanUp func() (taken int)) {
	before, vacant := &state.Market{}, slices.Clone(of.taken(w))
	column.Copy(before, w.Market)
	each := func(do func(c, was *dissect.Column, row int), in func(slot int) bool) {
		were := dissect.Columns(before)
		for k, c := range dissect.Columns(w.Market) {
			for slot := range vacant {
				if in(slot) && !slices.Contains(kept, c.Name) {
					for _, row := range (dissect.Slot{Kind: of.kind, Number: slot}).Rows(w.Market, c.Per) {
						do(&c, &were[k], row)
					}
				}
			}
		}
	}
	each(func(c, _ *dissect.Column, row int) { dissect.Scribble(c.Values.Index(row)) },
		func(slot int) bool { return !vacant[slot] })
	return func() (taken int) {
		each(func(c, was *dissect.Column, row int) { c.Values.Index(row).Set(was.Values.Index(row)) },
			func(slot int) bool { return !vacant[slot] && !of.taken(w)[slot] })
		for slot, now := range of.taken(w) {
			taken += one(now && !vacant[slot])
		}
		return taken
	}
}

// What somebody leaves behind in a slot is nothing to who takes it. In one of two markets every column of every slot that nobody is in
// is scribbled over whenever newcomers choose theirs; months later, with newcomers of all kinds, the markets are the same in every
// column, and so is their record.
func TestWhoeverTakesASlotInheritsNothing(t *testing.T) {
	t.Parallel()
	set := map[string]any{"streamers.accident.scandal": 0.02, "streamers.accident.bans": 0.5, "streamers.comeback.away": 35.0,
		"streamers.entry.rate": 0.2, "merchants.entry.retire": 0.9, "merchants.entry.candidates": 0.2, "merchants.entry.cost": 10000.0,
		"mcns.firm.capital": 30000.0, "mcns.firm.office": 7200.0, "mcns.firm.patience": int64(2), "mcns.firm.trial": int64(12),
		"mcns.firm.founders": 1.0, "mcns.firm.reluctance": 3.0, "mcns.firm.steepness": 0.1}
	plain, haunted, newcomers := small(t, set), small(t, set), map[string]int{}
	haunted.watch(func(event string, let func()) {
		of, enters := enterings[event]
		if !enters {
			let()
			return
		}
		cleanUp := haunt(haunted, of)
		let()
		newcomers[of.kind] += cleanUp()
	})
	for range 26 {
		run(t, plain, state.Week, 1)
		run(t, haunted, state.Week, 1)
		differ := make(columnSet, len(columns))
		if differ.add(sumsOf(plain), sumsOf(haunted)); differ.any() {
			t.Fatalf("day %d: what was left in slots is found in %v", plain.Day, differ.beyond(make(columnSet, len(columns))))
		}
	}
	sameRecord(t, "with something in every slot", &plain.Rec, &haunted.Rec)
	for _, of := range enterings {
		if newcomers[of.kind] < 3 {
			t.Errorf("%d slots of a %s were taken", newcomers[of.kind], of.kind)
		}
	}
}

// A copy of a market under way shares no memory with it, its state as little as the scratch in which a day is worked out; but the
// rules, which are never changed.
func TestACopyOfAMarketUnderWaySharesNoMemory(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 40, 2)
	copied := fork(t, w)
	run(t, copied, 1, 2) // its scratch is there, too
	neverChanged := []reflect.Type{reflect.TypeFor[Rules](), reflect.TypeFor[rules.Params](), reflect.TypeFor[crowd.Tables]()}
	for _, name := range dissect.Shared(w, copied, neverChanged...) {
		t.Errorf("in both there is %s", name)
	}
}
