package sim

import (
	"math"
	"reflect"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// What is counted on the way is what a census finds: live shoppers, the dissatisfied among them, and every host's
// followers, in a market whose users come and go and whose hosts are replaced.
func TestCountersAgreeWithACensus(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"consumers.dropout.live": 0.1, "consumers.dropout.reactivation": 0.05, "consumers.follow.visit": -1.0,
		"consumers.dropout.host": 0.3, "consumers.satisfaction.reference": 0.9, "consumers.adoption.ill": -0.2})
	for range 12 {
		run(t, w, 11, 1)
		var users, unhappy int64
		followers := make([]int64, w.NumHosts())
		for i := range w.Consumers.Rec {
			c := &w.Consumers.Rec[i]
			if w.Consumers.Habit[i]&state.UseMask == state.Adopter {
				users++
				if float64(c.Mood) < math.Floor(w.p.Consumers.Adoption.Ill*64+.5) {
					unhappy++
				}
			}
			for _, r := range c.Rel {
				if h := r.Channel(); r.Followed() && w.Hosts.Alive[h] && int64(r.Day()) >= w.Number(int64(w.Hosts.Born[h])) {
					followers[h]++
				}
			}
		}
		if w.Consumers.Adopters != users || w.Consumers.Unhappy != unhappy {
			t.Fatalf("day %d: %d live shoppers and %d dissatisfied by the counters, %d and %d by a census",
				w.Day, w.Consumers.Adopters, w.Consumers.Unhappy, users, unhappy)
		}
		for h, n := range followers {
			if w.Hosts.Alive[h] && w.Main().Followers[h] != n {
				t.Fatalf("day %d: host %d has %d followers by the counter, %d by a census", w.Day, h, w.Main().Followers[h], n)
			}
		}
		if unhappy == 0 || unhappy == users {
			t.Errorf("day %d: %d of %d are dissatisfied: nothing to count", w.Day, unhappy, users)
		}
	}
}

// The record counts sessions, not hours: a session of half an hour is one session, and the metric knows how long it is.
func TestSessionsAreCountedWhateverTheirLength(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"streamers.show.hours": 0.5})
	seen := false
	for range 12 {
		run(t, w, 1, 1)
		var held int64
		for s, active := range w.Streamers.Active {
			if active {
				held += w.Hosts.Today.Sessions[s]
			}
		}
		if got := w.Rec.Days[len(w.Rec.Days)-1].Sessions; got != held {
			t.Fatalf("day %d: %d sessions on record, %d held", w.Day, got, held)
		}
		seen = seen || held > 0
	}
	if !seen {
		t.Error("nobody held a session: nothing to count")
	}
}

// A repeat order is one paid within 30 days of a kept one; having bought at some time, as nearly everybody has, is no repeat.
func TestRepeatOrdersLookBackThirtyDays(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 120, 1)
	longAgo := int64(0)
	for range 5 {
		before := make([]uint16, len(w.Consumers.Rec))
		for i := range w.Consumers.Rec {
			before[i] = w.Consumers.Rec[i].LastKept
		}
		run(t, w, 1, 1)
		today, lately := uint16(w.Number(w.Day)), int64(0)
		for i := range w.Consumers.Chunks {
			from, _ := w.Consumers.ChunkOf(i)
			for _, due := range w.Consumers.Chunks[i].Due {
				for _, o := range due {
					last := before[from+int(o.Local)]
					if o.Day != today || last == 0 {
						continue
					}
					if today-last <= 30 {
						lately++
					} else {
						longAgo++
					}
				}
			}
		}
		if got := w.Rec.Days[len(w.Rec.Days)-1].RepeatOrders; got != lately {
			t.Fatalf("day %d: %d repeat orders by the counter, %d by a census", w.Day, got, lately)
		}
		if lately == 0 {
			t.Errorf("day %d: no repeat order to count", w.Day)
		}
	}
	if longAgo == 0 {
		t.Error("no buyer of longer ago: the look-back decides nothing")
	}
}

// A repeat purchase is one decided on after the first was received: nothing placed before can be, however late it comes. The
// soonest is placed a day after the receipt and is two days on its way.
func TestRepeatPurchasesArePlacedAfterReceipt(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 150, 1)
	const soonest = 3
	var early, next, repeats int64
	for _, row := range w.Rec.Cohorts {
		repeats += row.Repeat
		switch {
		case row.Age < soonest:
			early += row.Repeat
		case row.Age == soonest:
			next += row.Repeat
		}
	}
	if early > 0 || next == 0 {
		t.Errorf("of %d repeat purchases %d came within %d days of the receipt before, %d on the day after", repeats, early, soonest-1, next)
	}
}

// What workers count is on record, counter by counter, however many they are: of a market of several chunks every counter is the
// same with one worker and with three, and none is idle.
func TestEveryCounterOfEveryWorkerIsOnRecord(t *testing.T) {
	t.Parallel()
	alone := small(t, map[string]any{"consumers.count": int64(3 * state.ChunkSize), "consumers.dropout.live": 0.05, "merchants.stock.least": int64(1),
		"merchants.stock.initial": 1.0, "merchants.honesty.scruple": 0.0, "merchants.honesty.esteem": 0.0})
	run(t, alone, 50, 1)
	crew := fork(t, alone)
	run(t, alone, 3, 1)
	run(t, crew, 3, 3)
	counted := map[string]bool{}
	for i := range alone.Rec.Days {
		one, three := reflect.ValueOf(alone.Rec.Days[i]), reflect.ValueOf(crew.Rec.Days[i])
		for f := range one.NumField() {
			name := one.Type().Field(f).Name
			if one.Field(f).Int() != three.Field(f).Int() {
				t.Errorf("day %d: %s is %d with one worker, %d with three", alone.Rec.Days[i].Day, name, one.Field(f).Int(), three.Field(f).Int())
			}
			counted[name] = counted[name] || i >= 50 && one.Field(f).Int() != 0
		}
	}
	for name, is := range counted {
		if !is && name != "Platform" {
			t.Errorf("%s is 0 on all days: nothing was counted", name)
		}
	}
}

// Who buys from somebody that has taken the place of the former seller does not buy from the same one.
func TestWhoTookThePlaceOfASellerIsNotTheSameSeller(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 100, 1)
	after := func(w *World) (repeats, streamer, merchant int64) {
		run(t, w, 2, 1) // no spell that begins today ends so soon
		for _, row := range w.Rec.Cohorts {
			repeats, streamer, merchant = repeats+row.Repeat, streamer+row.SameStreamer, merchant+row.SameMerchant
		}
		return repeats, streamer, merchant
	}
	var before record.CohortAge
	for _, row := range w.Rec.Cohorts {
		before.Repeat += row.Repeat
		before.SameStreamer += row.SameStreamer
		before.SameMerchant += row.SameMerchant
	}
	others := fork(t, w)
	for h := range others.Hosts.Born {
		others.Hosts.Born[h] = int32(w.Day)
	}
	for m := range others.Merchants.Born {
		others.Merchants.Born[m] = int32(w.Day)
	}
	if repeats, streamer, merchant := after(w); repeats == before.Repeat || streamer == before.SameStreamer || merchant == before.SameMerchant {
		t.Error("nobody bought again from the same seller: nothing to tell apart")
	}
	if repeats, streamer, merchant := after(others); repeats == before.Repeat || streamer != before.SameStreamer || merchant != before.SameMerchant {
		t.Errorf("of %d repeats from others in the old places %d count as of the same streamer, %d of the same merchant", repeats-before.Repeat,
			streamer-before.SameStreamer, merchant-before.SameMerchant)
	}
}
