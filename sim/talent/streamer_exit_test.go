package talent

import (
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// Whoever leaves is out of the market at once, and its slot rests until every order of its last day has been settled. Who takes it
// over then has a new name and an empty account.
func TestASlotRestsUntilTheLastOrdersAreSettled(t *testing.T) {
	t.Parallel()
	p, _ := rules.NewParams()
	m := state.New(state.Sizes{Streamers: p.Streamers.Capacity(), MCNs: p.MCNs.Capacity(), Venues: 1},
		state.Keys{Population: chance.Root(1), Market: chance.Root(2)}, 1)
	m.Scale, m.Origin = rules.ScaleOf(p), p.Origin()
	m.Prepare(p.Circles())
	w := New(m, p)
	w.Populate()
	const slot = 3
	name := w.Hosts.ID[slot]
	w.Day = 100
	w.leaveMarket(slot)
	if w.Streamers.Active[slot] || w.Hosts.Alive[slot] || w.Hosts.Open[slot] != 0 || w.Streamers.MCN[slot] >= 0 {
		t.Error("the streamer that left is still there")
	}
	w.Accounts.Move(state.Outside, state.StreamerAccount(slot), ledger.Commission, 5)
	for ; w.Day <= 100+vacancy; w.Day++ {
		if w.vacant(slot) {
			t.Fatalf("the slot is open %d days after the exit", w.Day-100)
		}
	}
	if !w.vacant(slot) {
		t.Fatalf("the slot is not open %d days after the exit", w.Day-100)
	}
	w.enterStreamer(slot, chance.Root(5), &[state.NumCategories]float64{})
	if w.Hosts.ID[slot] == name || int64(w.Hosts.Born[slot]) != w.Day || !w.Streamers.Active[slot] || w.Streamers.MCN[slot] >= 0 {
		t.Errorf("streamer %d took over from %d on day %d with agency %d", w.Hosts.ID[slot], name, w.Hosts.Born[slot], w.Streamers.MCN[slot])
	}
	if w.Accounts.Of(ledger.Streamers, slot) != 0 || w.Accounts.Sum() != 0 {
		t.Errorf("the newcomer has %d fen, all accounts %d", w.Accounts.Of(ledger.Streamers, slot), w.Accounts.Sum())
	}
}
