package sim

import (
	"testing"

	"livebazaar/sim/state"
)

// What a streamer gives back of its commission lowers its prices, costs the merchant nothing, and sells.
func TestGivebackIsTheStreamersDiscount(t *testing.T) {
	t.Parallel()
	const share = .5
	orders := func(gives bool) (sum int64) {
		w := town(t, nil)
		run(t, w, 60, 1)
		for (w.Day+1-w.First)%state.Week != 0 {
			run(t, w, 1, 1)
		}
		var half []int
		for s, in := range w.Streamers.Active {
			if in && w.Hosts.ID[s]%2 == 0 {
				half = append(half, s)
				w.Streamers.Learner[s].Weeks = -10 // chooses nothing else meanwhile
				if gives {
					w.Streamers.Learner[s].Accepted.Giveback, w.Streamers.Learner[s].Trial.Giveback = share, share
				}
			}
		}
		for range 4 * state.Week {
			run(t, w, 1, 1)
			for _, s := range half {
				sum += w.Hosts.Today.Orders[s]
			}
		}
		return sum
	}
	if without, with := orders(false), orders(true); with < without*11/10 {
		t.Errorf("those who give half of their commission back get %d orders, else %d", with, without)
	}
}

// A bound that new rules bring holds at once, also for who had chosen more: at 0 the price is the merchant's alone, whatever
// was accepted before and whoever comes back.
func TestANewBoundHoldsForOldChoices(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 60, 1)
	gave := 0
	for i, active := range w.Streamers.Active {
		if active && w.Streamers.Giveback[i] > 0 {
			gave++
		}
	}
	if gave == 0 {
		t.Fatal("nobody gives back: the test sees nothing")
	}
	if err := w.Switch(rulesWith(t, map[string]any{"streamers.giveback.most": 0.0, "streamers.schedule.most": 5.0})); err != nil {
		t.Fatal(err)
	}
	for range 150 {
		run(t, w, 1, 1)
		for i, active := range w.Streamers.Active {
			if active && (w.Streamers.Giveback[i] > 0 || w.Streamers.Sessions[i] > 5) {
				t.Fatalf("day %d: streamer %d gives back %g and aims at %g sessions", w.Day, i, w.Streamers.Giveback[i], w.Streamers.Sessions[i])
			}
		}
	}
}
