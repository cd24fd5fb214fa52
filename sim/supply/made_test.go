package supply

import (
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/deals"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// made makes the merchants of a market of fifty, on the eve of its first day.
func made(t *testing.T, set map[string]any) *Supply {
	t.Helper()
	p, declared := rules.NewParams()
	for _, settings := range []map[string]any{{"consumers.count": int64(2000), "streamers.count": int64(80), "merchants.count": int64(50)}, set} {
		for key, value := range settings {
			if err := declared.Lookup(key).Set(value); err != nil {
				t.Fatalf("%s: %v", key, err)
			}
		}
	}
	m := state.New(state.Sizes{Streamers: p.Streamers.Capacity(), Merchants: p.Merchants.Capacity(), Venues: 1},
		state.Keys{Population: chance.Root(1), Market: chance.Root(2)}, 1)
	m.Scale, m.Origin = rules.ScaleOf(p), p.Origin()
	m.Prepare(p.Circles())
	s := New(m, p, deals.New(m, p))
	s.Populate()
	m.Day--
	return s
}

// dawn begins the next day for merchants.
func dawn(w *Supply) {
	w.Day++
	w.Accounts.Morning()
	w.ReceiveStock()
}
