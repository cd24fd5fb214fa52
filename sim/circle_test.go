package sim

import (
	"slices"
	"testing"

	"livebazaar/sim/crowd"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// marketOfTwoCircles is a small market of two circles after some weeks of shows.
func marketOfTwoCircles(t *testing.T) *World {
	t.Helper()
	p, set := rules.NewParams()
	for key, v := range map[string]any{"streamers.count": int64(120), "streamers.circle": int64(60),
		"merchants.count": int64(80), "mcns.count": int64(4), "consumers.count": int64(2000)} {
		if err := set.Lookup(key).Set(v); err != nil {
			t.Fatal(err)
		}
	}
	w, err := New(p, 5, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range 6 * state.Week {
		if err := w.Step(1); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func TestPartnersMeetWithinTheirCircle(t *testing.T) {
	t.Parallel()
	w := marketOfTwoCircles(t)
	met := [2]int{}
	for s, active := range w.Streamers.Active {
		for j := range state.LineUp {
			good := w.Offers.Good[w.Offer(w.Edition(), s, j)]
			if !active || good < 0 {
				continue
			}
			own := w.CircleOf(w.Hosts.ID[s])
			if other := w.CircleOf(w.Merchants.ID[good/state.GoodsPer]); other != own {
				t.Fatalf("streamer %d of circle %d shows a good of circle %d", s, own, other)
			}
			met[own]++
		}
	}
	if met[0] == 0 || met[1] == 0 {
		t.Errorf("goods on show by circle: %v", met)
	}
}

// What is recommended to a consumer is a room of its circle, and where the platform goes by its profile alone, a room of its
// profile's category if the circle has one open, else any of the circle. A circle without a room is shown those of all. With one
// place on a slate and no other way to a room, who enters one shows what was recommended.
func TestRecommendationsAreOfOnesCircleAndCategory(t *testing.T) {
	t.Parallel()
	p, set := rules.NewParams()
	for key, v := range map[string]any{
		"streamers.count": int64(120), "streamers.circle": int64(60), "merchants.count": int64(80), "mcns.count": int64(4),
		"consumers.count": int64(4000), "platform.recommend.places": int64(1), "platform.recommend.personalisation": 1.0,
		"platform.flow.content.private": 0.0, "platform.flow.content.purposive": 0.0, "platform.ranking.allocate": "uniform",
		"consumers.room.outside": 0.0,
	} {
		if err := set.Lookup(key).Set(v); err != nil {
			t.Fatal(err)
		}
	}
	w, err := New(p, 5, 0)
	if err != nil {
		t.Fatal(err)
	}
	run(t, w, 6*state.Week, 1)
	everybody := make([]int, len(w.Consumers.Rec))
	for i := range everybody {
		everybody[i] = i
	}
	var entered []crowd.Event
	w.Trace(everybody, nil, func(e crowd.Event) {
		if e.Kind == "enter" {
			entered = append(entered, e)
		}
	})
	var own, lent, strange int
	shown := map[int64]bool{}
	slot := 0
	var rooms []int32
	x := &reference{w: w, p: w.p}
	w.watch(func(event string, let func()) {
		switch event {
		case "morning":
			slot = 0
		case "attend":
			rooms = nil
			for _, host := range hostsInMarket(w) {
				if w.Hosts.Open[host]>>slot&1 == 1 && !w.Hosts.Barred[host] && len(x.onShow(host)) > 0 {
					rooms = append(rooms, host)
				}
			}
			slot++
		}
		let()
		if event != "hand over the slot's trace" {
			return
		}
		for _, e := range entered {
			circle, category := w.CircleOf(uint64(e.Consumer)), w.Consumers.Rec[e.Consumer].Profile
			ofCircle := func(host int32) bool { return w.CircleOf(w.Hosts.ID[host]) == circle }
			ofCategory := func(host int32) bool { return ofCircle(host) && w.Hosts.Category[host] == category }
			in := slices.IndexFunc(rooms, func(host int32) bool { return int64(w.Hosts.ID[host]) == e.Host })
			switch {
			case in < 0:
				t.Fatalf("day %d, slot %d: consumer %d enters a room that is not open", e.Day, e.Slot, e.Consumer)
			case !slices.ContainsFunc(rooms, ofCircle):
				strange++
			case !ofCircle(rooms[in]):
				t.Fatalf("day %d, slot %d: circle %d is shown a room of another", e.Day, e.Slot, circle)
			case !slices.ContainsFunc(rooms, ofCategory):
				lent++
			case !ofCategory(rooms[in]):
				t.Fatalf("day %d, slot %d: category %d is shown a room of category %d", e.Day, e.Slot, category, w.Hosts.Category[rooms[in]])
			default:
				own++
			}
			shown[e.Host] = true
		}
		entered = nil
	})
	run(t, w, state.Week, 1)
	for h, sessions := range w.Hosts.WeekOnShow.Sessions {
		if w.Hosts.Alive[h] && w.Hosts.WeekOnShow.Impressions[h] > 50 && !shown[int64(w.Hosts.ID[h])] {
			t.Errorf("nobody has entered the room of host %d in %d sessions", h, sessions)
		}
	}
	if own == 0 || lent == 0 || len(shown) < 50 {
		t.Errorf("%d rooms of one's category entered, %d where there was none, of %d hosts", own, lent, len(shown))
	}
	before := strange
	for h := range w.Hosts.Barred { // the first circle loses its rooms
		w.Hosts.Barred[h] = w.Hosts.Barred[h] || w.CircleOf(w.Hosts.ID[h]) == 0
	}
	run(t, w, 1, 1)
	if strange-before < 100 {
		t.Errorf("a circle without rooms enters %d", strange-before)
	}
}

func TestNumberOfCirclesGrowsWithTheMarketNotTheirSize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		streamers int64
		circles   int
	}{{40, 1}, {400, 1}, {599, 1}, {800, 2}, {4_000, 10}} {
		w := market(t, map[string]any{"streamers.count": c.streamers, "consumers.count": int64(100), "merchants.count": int64(10), "mcns.count": int64(1)})
		circles := map[int]bool{}
		for agent := range uint64(2000) {
			circles[w.CircleOf(agent)] = true
		}
		if len(circles) != c.circles {
			t.Errorf("%d streamers form %d circles, want %d", c.streamers, len(circles), c.circles)
		}
	}
}
