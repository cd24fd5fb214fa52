package sim

import (
	"slices"
	"testing"

	"livebazaar/sim/state"
)

// A market left to itself lives (docs/model.md, section 7.7): buyers do not die out, nothing grows for ever, rooms
// are open every day, and the books of the whole run balance.
func TestMarketStaysAlive(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 35+240, 1)
	if err := balanced(w); err != nil {
		t.Error(err)
	}
	measured := w.Rec.Days[35:]
	if measured[0].Day != 1 || measured[len(measured)-1].Day != 240 {
		t.Fatalf("days %d to %d", measured[0].Day, measured[len(measured)-1].Day)
	}
	for _, d := range measured {
		if d.Rooms == 0 || d.Visits == 0 || d.Orders == 0 || d.ShelfOrders == 0 || d.LiveStreamers == 0 {
			t.Fatalf("day %d stands still: %+v", d.Day, d)
		}
	}
	sales := func(from, to int) (sum int64) {
		for _, d := range measured[from:to] {
			sum += d.GMVNet
		}
		return sum
	}
	early, late := sales(0, 60), sales(180, 240)
	if late < early/4 || late > early*4 {
		t.Errorf("sixty days' net sales go from %d to %d fen", early, late)
	}
}

// Who is barred is shown to nobody from the next day on, sells nothing, puts no goods on show that would move reference
// prices, has no accident that others would pay for, and everybody else goes on.
func TestBarredHostsAreNeverShown(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"streamers.accident.illness": 0.5})
	run(t, w, 40, 1)
	people := w.TopStreamers(30, 3)
	top := hostsOf(w, people)
	w.Bar(people)
	absent := slices.Clone(w.Streamers.Absent)
	for day := range 15 {
		run(t, w, 1, 1)
		for _, h := range top {
			if w.Streamers.Absent[h] != absent[h] {
				t.Fatalf("day %d: barred host %d has an accident", w.Day, h)
			}
			for j := range state.LineUp {
				if day >= state.Week && w.Offers.Good[w.Offer(w.Edition(), h, j)] >= 0 {
					t.Fatalf("day %d: barred host %d has a good on show", w.Day, h)
				}
			}
			if today := &w.Hosts.Today; today.Impressions[h] != 0 || today.Visits[h] != 0 || today.Orders[h] != 0 {
				t.Fatalf("day %d: barred host %d has %d impressions, %d visits, %d orders", w.Day, h, today.Impressions[h], today.Visits[h], today.Orders[h])
			}
		}
		if w.Rec.Days[len(w.Rec.Days)-1].Impressions == 0 {
			t.Fatal("nobody else is shown either")
		}
	}
}

// A boost multiplies a host's share of what is recommended while it lasts, and impressions stay conserved. It is seen
// best on a host that is on few slates: no slate shows a room twice.
func TestBoostRaisesExposure(t *testing.T) {
	t.Parallel()
	w := market(t, map[string]any{"consumers.count": int64(2000), "streamers.count": int64(200), "merchants.count": int64(120)})
	run(t, w, 40, 1)
	some := hostsOf(w, w.TopStreamers(30, 8)[3:])
	plain, boosted := fork(t, w), fork(t, w)
	for _, h := range some {
		boosted.Boost(h, 3)
	}
	var a, b int64
	for range 7 {
		run(t, plain, 1, 1)
		run(t, boosted, 1, 1)
		for _, h := range some {
			a += plain.Hosts.Today.Impressions[h]
			b += boosted.Hosts.Today.Impressions[h]
		}
	}
	if a == 0 || b < a*13/10 || b > 3*a*12/10 {
		t.Errorf("three times the weight gives %d impressions instead of %d", b, a)
	}
}
