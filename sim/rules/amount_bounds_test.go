package rules_test

import (
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// What settings are refused for is what a market would move: no bound is below the most that a day of a market of the usual
// settings moves for its purposes, and none is a thousand times above it, which would refuse what can be held.
func TestBoundsAreOfWhatMarketsMove(t *testing.T) {
	t.Parallel()
	w := small.Market(t, map[string]any{"platform.enforcement.sampling": 3.0, "platform.enforcement.retest": false,
		"merchants.entry.candidates": 0.1, "merchants.entry.cost": 10000.0, "mcns.traffic.share": 0.5, "merchants.fees.slot_fee_tier": int64(2)})
	type moved struct {
		from, to ledger.Class
		why      ledger.Purpose
	}
	bounds := map[string]float64{}
	for _, a := range w.Params().Amounts() {
		bounds[a.What] += a.Fen
		if len(a.Keys) == 0 || a.Most <= 0 {
			t.Errorf("%s: nothing says what it follows from", a.What)
		}
	}
	opened := map[string]float64{
		"the opening capital of agencies":  float64(w.Accounts.Moved(ledger.Outside, ledger.MCNs, ledger.Capital)),
		"the opening capital of merchants": float64(w.Accounts.Moved(ledger.Outside, ledger.Merchants, ledger.Capital)),
	}
	of := map[moved][]string{
		{ledger.MCNs, ledger.Outside, ledger.Operation}:      {"a week of the agencies' offices", "a week of the agencies' managers"},
		{ledger.MCNs, ledger.Outside, ledger.Training}:       {"a week of the agencies' training"},
		{ledger.Streamers, ledger.Outside, ledger.Operation}: {"a day of streamers' sessions"},
		{ledger.Merchants, ledger.Outside, ledger.Operation}: {"a day of store broadcasts", "the handling of a week's shows",
			"a week of merchants' fixed costs", "a week of merchants' live selling"},
		{ledger.Merchants, ledger.Outside, ledger.Opening}: {"opening the businesses of a week"},
		{ledger.Consumers, ledger.Escrow, ledger.Payment}:  {"an order in every slot at the mean list price"},
		{ledger.Consumers, ledger.Streamers, ledger.Tips}:  {"a day's tips"},
		{ledger.MCNs, ledger.Platforms, ledger.Traffic}:    {"a day's traffic"},
		{ledger.Merchants, ledger.Government, ledger.Fine}: {"a day's fines"},
	}
	most, surplus, days := map[moved]float64{}, 0.0, 0.0
	for range 10 * state.Week {
		small.Run(t, w, 1, 1)
		for m := range of {
			most[m] = max(most[m], float64(w.Accounts.Moved(m.from, m.to, m.why)))
		}
		surplus, days = surplus+float64(w.Rec.Days[len(w.Rec.Days)-1].SurplusDecision), days+1
	}
	known := map[string]bool{"consumer surplus": true, "a day's consumer surplus": true, "the fixed costs in the opening capital of merchants": true}
	demand := func(what string, bound, measured float64) {
		t.Helper()
		if measured <= 0 || bound < measured/3 || bound > 1000*measured { // means: a day's draws come out up to three times as high
			t.Errorf("%s: %.3g fen are reckoned with, %.3g were moved", what, bound, measured)
		}
	}
	for m, parts := range of {
		bound := 0.0
		for _, what := range parts {
			known[what] = true
			bound += bounds[what]
		}
		demand(parts[0], bound, most[m])
	}
	for what, fen := range opened {
		known[what] = true
		demand(what, bounds[what], fen)
	}
	demand("a day's consumer surplus", bounds["a day's consumer surplus"], surplus/days)
	for what := range bounds {
		if !known[what] {
			t.Errorf("nothing is known of %q", what)
		}
	}
}

// Each part of a bound that is one of several is of its own size: what doubles of the settings doubles of it.
func TestEachBoundFollowsFromItsKeys(t *testing.T) {
	t.Parallel()
	amountsOf := func(set map[string]any) map[string]float64 {
		fen := map[string]float64{}
		for _, a := range small.Rules(t, set).Amounts() {
			fen[a.What] = a.Fen
		}
		return fen
	}
	usual := amountsOf(nil)
	for _, c := range []struct {
		key   string
		value any // twice the usual
		what  string
		times float64
	}{
		{"mcns.firm.office", 4000.0, "a week of the agencies' offices", 2},
		{"mcns.scouting.manage", 120.0, "a week of the agencies' managers", 2},
		{"mcns.training.cost", 60.0, "a week of the agencies' training", 2},
		{"streamers.show.cost", 40.0, "a day of streamers' sessions", 2},
		{"merchants.store.session_cost", 6000.0, "a day of store broadcasts", 2},
		{"merchants.live.cost", 400.0, "a week of merchants' live selling", 2},
		{"merchants.fees.handling", 300.0, "the handling of a week's shows", 2},
		{"merchants.entry.overhead", 3000.0, "a week of merchants' fixed costs", 2},
		{"merchants.entry.overhead", 3000.0, "the fixed costs in the opening capital of merchants", 2},
		{"merchants.entry.cost", 600000.0, "opening the businesses of a week", 2},
		{"streamers.show.tip", 0.06, "a day's tips", 2},
		{"mcns.traffic.price", 100.0, "a day's traffic", 2},
		{"platform.recommend.places", int64(3), "a day's traffic", .5},
		{"platform.enforcement.sampling", 0.3, "a day's fines", 2},
		{"platform.enforcement.fine", 6.0, "a day's fines", 2},
	} {
		got := amountsOf(map[string]any{c.key: c.value})
		for what, before := range usual {
			want := 1.0
			if what == c.what || c.key == "merchants.entry.overhead" && (what == "a week of merchants' fixed costs" ||
				what == "the fixed costs in the opening capital of merchants") {
				want = c.times
			}
			if ratio := got[what] / before; ratio < want-.01 || ratio > want+.01 {
				t.Errorf("%s = %v: %s is %.3g times what it was, want %g", c.key, c.value, what, ratio, want)
			}
		}
	}
	// and with how many agents it is for, real ones in proportion
	for key, grow := range map[string][]string{
		"streamers": {"a week of the agencies' managers", "a week of the agencies' training", "a day of streamers' sessions",
			"the handling of a week's shows"},
		"merchants": {"a day of store broadcasts", "opening the businesses of a week", "a week of merchants' fixed costs",
			"the fixed costs in the opening capital of merchants"},
	} {
		more := map[string]any{"streamers.count": int64(160), "streamers.real": 2 * small.Rules(t, nil).Streamers.Real}
		if key == "merchants" {
			more = map[string]any{"merchants.count": int64(100)}
		}
		got := amountsOf(more)
		for _, what := range grow {
			if ratio := got[what] / usual[what]; ratio < 1.95 || ratio > 2.05 {
				t.Errorf("with twice the %s %s is %.3g times what it was, want 2", key, what, ratio)
			}
		}
	}
}
