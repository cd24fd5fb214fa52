package sim

import (
	"slices"
	"testing"
)

// marketOfTwoCircles is a small market of two circles after some weeks of shows.
func marketOfTwoCircles(t *testing.T) *World {
	t.Helper()
	p, set := NewParams()
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
	for range 6 * Week {
		if err := w.Step(1); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func TestPartnersMeetWithinTheirCircle(t *testing.T) {
	w := marketOfTwoCircles(t)
	met := [2]int{}
	for s, active := range w.Streamers.Active {
		for j := range LineUp {
			good := w.Offers.Good[w.offer(w.Edition(), s, j)]
			if !active || good < 0 {
				continue
			}
			own := w.circleOf(w.Hosts.ID[s])
			if other := w.circleOf(w.Merchants.ID[good/GoodsPer]); other != own {
				t.Fatalf("streamer %d of circle %d shows a good of circle %d", s, own, other)
			}
			met[own]++
		}
	}
	if met[0] == 0 || met[1] == 0 {
		t.Errorf("goods on show by circle: %v", met)
	}
}

// What is recommended to a consumer, from all categories or from one, is a room of its circle.
func TestRecommendationsAreOfOnesCircle(t *testing.T) {
	w := marketOfTwoCircles(t)
	dawn(w)
	shown := [2]int{}
	for slot := range NumSlots {
		w.run.slot = slot
		w.openRooms()
		r := &w.run
		for circle := range r.wheel {
			for c, wheel := range r.wheel[circle][:mixed+1] {
				for _, column := range r.wheels.Columns[wheel.Base : wheel.Base+wheel.Size] {
					for _, room := range column.Room {
						if of := w.circleOf(w.Hosts.ID[r.open[room]]); of != circle {
							t.Fatalf("slot %d, category %d: circle %d is shown a room of circle %d", slot, c, circle, of)
						}
						shown[circle]++
					}
				}
			}
		}
	}
	if shown[0] == 0 || shown[1] == 0 {
		t.Errorf("rooms on the wheels of the circles: %v", shown)
	}
}

// A wheel holds the rooms of a circle that are shown, those of its category alone where there are any; a circle without a room
// is shown those of all.
func TestWheelsHoldTheRoomsOfTheirCategory(t *testing.T) {
	w := marketOfTwoCircles(t)
	dawn(w)
	r, own, lent := &w.run, 0, 0
	check := func(nobody int) { // the circle that has no room, −1 for none
		t.Helper()
		for circle := range r.wheel {
			rooms := func(category int) (all []int32) {
				for i, host := range r.open {
					mine := w.circleOf(w.Hosts.ID[host]) == circle || circle == nobody
					if mine && r.impressions[i] > 0 && (category == mixed || int(w.Hosts.Category[host]) == category) {
						all = append(all, int32(i))
					}
				}
				return all
			}
			for c := range mixed + 1 {
				want := rooms(c)
				own += one(len(want) > 0)
				if len(want) == 0 || circle == nobody {
					lent++
					want = rooms(mixed)
				}
				var got []int32
				wheel := r.wheel[circle][c]
				for _, column := range r.wheels.Columns[wheel.Base : wheel.Base+wheel.Size] {
					got = append(got, column.Room[:]...)
				}
				slices.Sort(got)
				if got = slices.Compact(got); !slices.Equal(got, want) {
					t.Fatalf("circle %d, category %d: rooms %v on the wheel, want %v", circle, c, got, want)
				}
			}
		}
	}
	for slot := range NumSlots {
		r.slot = slot
		w.openRooms()
		check(-1)
	}
	for i, host := range r.open { // the first circle loses its rooms
		if w.circleOf(w.Hosts.ID[host]) == 0 {
			r.impressions[i] = 0
		}
	}
	w.buildWheels()
	check(0)
	if own == 0 || lent == 0 {
		t.Errorf("%d wheels of a category, %d lent ones", own, lent)
	}
}

func TestNumberOfCirclesGrowsWithTheMarketNotTheirSize(t *testing.T) {
	for _, c := range []struct {
		streamers int64
		circles   uint64
	}{{40, 1}, {400, 1}, {599, 1}, {800, 2}, {10_000, 25}} {
		p, _ := NewParams()
		p.Streamers.Count = c.streamers
		w := &World{p: p}
		w.drawCircles()
		if w.run.circles != c.circles {
			t.Errorf("%d streamers form %d circles, want %d", c.streamers, w.run.circles, c.circles)
		}
	}
}
