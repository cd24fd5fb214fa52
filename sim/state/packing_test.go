package state_test

import (
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"livebazaar/sim/rules"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// A remembered host survives packing into 64 bits.
func TestRelationsSurvivePacking(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		host := rapid.Int32Range(0, state.MaxChannels-1).Draw(t, "host")
		positive := rapid.Uint32Range(0, 255).Draw(t, "positive")
		negative := rapid.Uint32Range(0, 255).Draw(t, "negative")
		bond := rapid.Uint32Range(0, 127).Draw(t, "bond")
		visits := rapid.Uint32Range(0, 63).Draw(t, "visits")
		followed := rapid.Bool().Draw(t, "followed")
		day := rapid.Uint32Range(0, rules.MaxDays).Draw(t, "day")
		r := state.NewRelation(host, positive, negative, bond, visits, followed, day)
		if r.Channel() != host || r.Positive() != positive || r.Negative() != negative || r.Bond() != bond || r.Visits() != visits ||
			r.Followed() != followed || r.Day() != day {
			t.Fatalf("%#x: host %d, evidence %d and %d, bond %d, visits %d, followed %t, day %d",
				uint64(r), r.Channel(), r.Positive(), r.Negative(), r.Bond(), r.Visits(), r.Followed(), r.Day())
		}
		if r|state.RelFollowed != state.NewRelation(host, positive, negative, bond, visits, true, day) {
			t.Fatal("setting the follow bit changes more than the follow")
		}
	})
}

// A consumer and an order are as small as the documentation of memory says.
func TestPackedSizes(t *testing.T) {
	t.Parallel()
	if n := unsafe.Sizeof(state.Consumer{}); n != 96 {
		t.Errorf("a consumer takes %d bytes", n)
	}
	if n := unsafe.Sizeof(state.Order{}); n != 24 {
		t.Errorf("an order takes %d bytes", n)
	}
}

// The twelve needs are compared with the day at once (bit tricks); the plain comparison must say the same.
func TestOpenNeedsEqualThePlainComparison(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var c state.Consumer
		today := rapid.Uint64Range(1, rules.MaxDays).Draw(t, "today")
		due := make([]uint16, state.NumCategories)
		var want uint32
		for k := range due {
			about := []uint16{0, uint16(today) - 1, uint16(today), uint16(today) + 1, state.NoNeed - 1, state.NoNeed}
			due[k] = rapid.OneOf(rapid.Uint16Range(0, state.NoNeed), rapid.SampledFrom(about)).Draw(t, "due")
			c.SetDue(k, due[k])
			if uint64(due[k]) <= today {
				want |= 1 << k
			}
		}
		for k := range due {
			if c.DueDay(k) != due[k] {
				t.Fatalf("need %d is due on %d, not %d", k, c.DueDay(k), due[k])
			}
		}
		if got := slates.Due(&c.Due, today); got != want {
			t.Fatalf("day %d: open needs %012b, want %012b", today, got, want)
		}
	})
}

// The memory of hosts: a host that is remembered is found, one who took a departed host's place is not mistaken for
// it, and follows are given up last of all (never).
func TestMemoryOfHosts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const hosts = 8
		born := make([]uint32, hosts)
		for h := range born {
			born[h] = rapid.Uint32Range(0, 100).Draw(t, "born")
		}
		var c state.Consumer
		remembered := map[int32]int{}
		for j := range c.Rel {
			host := rapid.Int32Range(0, hosts-1).Draw(t, "host")
			if _, twice := remembered[host]; twice || rapid.Bool().Draw(t, "empty") {
				continue
			}
			c.Rel[j] = state.NewRelation(host, 8, 0, 1, 1, rapid.Bool().Draw(t, "followed"), rapid.Uint32Range(1, 100).Draw(t, "day"))
			remembered[host] = j
		}
		for h := range int32(hosts) {
			j, ok := remembered[h]
			if ok && c.Rel[j].Day() < born[h] {
				ok = false
			}
			if got := c.Find(h, born[h]); ok && got != j || !ok && got != -1 {
				t.Fatalf("host %d is at %d, found at %d", h, j, got)
			}
		}
		j := c.Vacate(born)
		stale := func(r state.Relation) bool { return r == 0 || r.Day() < born[r.Channel()] }
		if j < 0 {
			for _, r := range c.Rel {
				if stale(r) || !r.Followed() {
					t.Fatalf("no room is made although %#x could go", uint64(r))
				}
			}
			return
		}
		for k, r := range c.Rel {
			switch {
			case stale(c.Rel[j]) && stale(r) && k < j:
				t.Fatal("of two free places the later is taken")
			case stale(c.Rel[j]):
			case stale(r):
				t.Fatal("a living memory is given up although there is a free place")
			case c.Rel[j].Followed():
				t.Fatal("a followed host is given up")
			case !r.Followed() && r.Day() < c.Rel[j].Day():
				t.Fatal("not the host met longest ago is given up")
			case !r.Followed() && r.Day() == c.Rel[j].Day() && k < j:
				t.Fatal("of two hosts met on a day the later is given up")
			}
		}
	})
}

// The records are laid out as the slates read them.
func TestRecordsAreLaidOutAsSlatesReadThem(t *testing.T) {
	t.Parallel()
	var c state.Consumer
	if unsafe.Sizeof(c) != slates.RecordSize || unsafe.Offsetof(c.Rel) != slates.RelationsAt || state.RelationSlots != slates.Followed ||
		state.MaxChannels != 1<<slates.HostBits || state.RelFollowed != 1<<slates.FollowedBit ||
		state.NewRelation(0, 0, 0, 0, 0, false, 1) != 1<<slates.DayBit {
		t.Error("a consumer's record is not what package slates reads")
	}
	for host := range int32(slates.HostBits) { // the host is the lowest bits, as they are
		if state.NewRelation(1<<host, 0, 0, 0, 0, false, 0) != 1<<host {
			t.Errorf("host %d is not where package slates reads it", 1<<host)
		}
	}
}
