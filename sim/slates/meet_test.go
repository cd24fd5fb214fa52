package slates

import (
	"slices"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
)

// Which of several open needs is pursued hangs on nothing but the draw, and every open need has a chance.
func TestEveryOpenNeedIsPursued(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mask := rapid.Uint32Range(1, 1<<categories-1).Draw(t, "mask")
		var seen uint32
		for draw := range uint32(4096) {
			k := anyOf(mask, draw)
			if k >= categories || mask>>k&1 == 0 {
				t.Fatalf("need %d is not among %012b", k, mask)
			}
			seen |= 1 << k
		}
		if seen != mask {
			t.Fatalf("of the needs %012b only %012b are ever pursued", mask, seen)
		}
	})
}

// crowd makes a chunk of consumers with all kinds of needs and traits, and who of them is active.
func crowd(drawn func(n int64) int64, consumers int) (s *Slot, active []uint16) {
	draw := func(n uint64) uint64 { return uint64(drawn(int64(n))) }
	words := make([]uint64, consumers*RecordSize/8)
	for i := range words {
		words[i] = draw(1<<62)<<2 | draw(4)
	}
	day := 1 + draw(1<<14-2)
	for c := range consumers {
		record := words[c*RecordSize/8:]
		for w := range 3 {
			record[w] = 0
			for lane := range 4 {
				due := [...]uint64{draw(1 << 14), day, day - 1, day + 1, 0x7fff}[draw(5)]
				record[w] |= due << (16 * lane)
			}
		}
		record[ProfileAt/8] &^= 0xff << (8 * (ProfileAt % 8))
		record[ProfileAt/8] |= draw(categories) << (8 * (ProfileAt % 8))
		if draw(3) > 0 {
			active = append(active, uint16(c)|uint16(draw(2))<<LiveBit)
		}
	}
	circles := 1 + draw(5)
	wheels := make([][16]Wheel, circles)
	for i := range wheels {
		for k := range wheels[i] {
			wheels[i][k] = Wheel{uint32(draw(1000)), uint32(draw(100))}
		}
	}
	var urgency [urgencyDays]int32
	for i := range urgency {
		urgency[i] = int32(draw(3000))
	}
	return &Slot{Key: draw(1<<62)<<2 | draw(4), Day: day, Purposive: draw(1<<16 + 1), Outside: int64(draw(4000)) - 2000,
		Shelf: int64(draw(4000)) - 2000, First: draw(1 << 31), Circles: circles, Wheels: unsafe.Pointer(&wheels[0]),
		Urgency: &urgency, Tables: tables(), Records: unsafe.Pointer(&words[0])}, active
}

// The vector form meets the same visitors, in the same order, with the same bits.
func TestMeetVectorEqualsPlain(t *testing.T) {
	if !vector {
		t.Skip("no vector instructions here")
	}
	for seed := range uint64(400) {
		draw := drawer(seed)
		s, active := crowd(draw, 1+int(draw(200)))
		var plain, fast Arrivals
		for len(active) > 0 { // in several goes, as a chunk is
			n := 1 + int(draw(int64(len(active))))
			meet(&plain, s, active[:n])
			meetVector(&fast, s, &active[0], n)
			active = active[n:]
		}
		for kind := range plain {
			n := plain[kind].N
			if fast[kind].N != n {
				t.Fatalf("seed %d: %d visitors of kind %d, want %d", seed, fast[kind].N, kind, n)
			}
			a, b := columnsOf(&plain[kind]), columnsOf(&fast[kind])
			for name, column := range a {
				if kind == ShelfOnly && name != "key" && name != "twist" && name != "outside" && name != "shelf" && name != "who" {
					continue
				}
				for i := range n {
					if column[i] != b[name][i] {
						t.Fatalf("seed %d, kind %d, visitor %d of %d: %s is %#x, want %#x", seed, kind, i, n, name, b[name][i], column[i])
					}
				}
			}
		}
	}
}

func columnsOf(l *Arrived) map[string]*Column32 {
	return map[string]*Column32{"key": &l.Key, "twist": &l.Twist, "turn": &l.Turn, "pending": &l.Pending, "reach low": &l.ReachLo,
		"reach high": &l.ReachHi, "taste low": &l.TasteLo, "taste high": &l.TasteHi, "style": &l.Style, "outside": &l.Outside,
		"shelf": &l.Shelf, "who": &l.Who, "base": &l.Base, "size": &l.Size, "base of all": &l.AllBase, "size of all": &l.AllSize}
}

// Who is met is in one list at most: live shoppers in one of two, by whether they search, others where they have a need.
func TestEverybodyIsMetOnceOrHasNoNeed(t *testing.T) {
	for seed := range uint64(50) {
		s, active := crowd(drawer(seed), 150)
		var a Arrivals
		Meet(&a, s, active)
		met := map[uint32]int{}
		for kind := range a {
			for i := range a[kind].N {
				met[a[kind].Who[i]&0xffff] = kind
			}
		}
		if total := a[Browsing].N + a[Searching].N + a[ShelfOnly].N; int(total) != len(met) {
			t.Fatalf("seed %d: %d visits of %d visitors", seed, total, len(met))
		}
		for _, number := range active {
			local := uint32(number) &^ (1 << LiveBit)
			open := Due((*[3]uint64)(unsafe.Add(s.Records, int(local)*RecordSize+DueAt)), s.Day) != 0
			kind, there := met[local]
			switch live := number>>LiveBit == 1; {
			case there != (live || open), there && live == (kind == ShelfOnly), there && kind == Searching && !open:
				t.Fatalf("seed %d: consumer %d, live %v, open needs %v: kind %d, met %v", seed, local, live, open, kind, there)
			}
		}
	}
}

// A visitor's key is that of chance: its draws are those of the member of the slot's key.
func TestVisitorsHaveTheKeysOfChance(t *testing.T) {
	s, active := crowd(drawer(7), 90)
	first := uint64(4096)
	slot := chance.Root(5)
	s.Key = uint64(slot) + (first+1)*chance.Member
	var a Arrivals
	Meet(&a, s, active)
	for kind := range a {
		for i := range a[kind].N {
			want := slot.At(first + uint64(a[kind].Who[i]&0xffff))
			if got := chance.Key(uint64(a[kind].Key[i])<<32 | uint64(a[kind].Twist[i])); got != want {
				t.Fatalf("visitor %d of kind %d has key %#x, want %#x", i, kind, got, want)
			}
		}
	}
}

func BenchmarkMeet(b *testing.B) {
	s, active := crowd(drawer(3), 600)
	for _, form := range []struct {
		name string
		meet func(*Arrivals, *Slot, []uint16)
	}{{"fast", Meet}, {"plain", meet}} {
		b.Run(form.name, func(b *testing.B) {
			a := &Arrivals{}
			for b.Loop() {
				for kind := range a {
					a[kind].N = 0
				}
				form.meet(a, s, active)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(active)), "ns/visitor")
		})
	}
}

// The vector forms wake the same consumers, find the same fans and list them in the same order.
func TestWakeVectorEqualsPlain(t *testing.T) {
	if !vector {
		t.Skip("no vector instructions here")
	}
	for seed := range uint64(400) {
		draw := drawer(seed)
		habits := make([]uint8, 1+draw(300))
		for i := range habits {
			habits[i] = uint8(draw(48))
		}
		var awake [16]uint64
		for class := range awake {
			for slot := range Slots {
				awake[class] |= uint64(0x8000+draw(32769)-1) << (16 * slot)
			}
		}
		moves := []uint64{0, 1, 1 << 15, 1<<16 - 1, 1 << 16, uint64(draw(1 << 16))}[draw(6)]
		sleepers := func() *Sleepers {
			room := len(habits) + Lanes
			s := &Sleepers{Key: chance.Root(seed).Bits(0), Habits: habits, Awake: &awake, FansKey: chance.Root(seed).Bits(1), Moves: moves,
				When: make([]uint8, room), Fans: make([]uint16, room), Slots: make([]uint8, room)}
			for slot := range s.Active {
				s.Active[slot] = make([]uint16, room)
			}
			return s
		}
		plain, fast := sleepers(), sleepers()
		wake(plain)
		wakeVector(fast)
		if n := plain.NFans; fast.NFans != n || !slices.Equal(plain.Fans[:n], fast.Fans[:n]) || !slices.Equal(plain.Slots[:n], fast.Slots[:n]) ||
			!slices.Equal(plain.When[:len(habits)], fast.When[:len(habits)]) {
			t.Fatalf("seed %d, %d of 65536 would move:\n%v\n%v", seed, moves, fast, plain)
		}
		list(plain)
		listVector(fast)
		if plain.N != fast.N || plain.Live != fast.Live || plain.Shoppers != fast.Shoppers {
			t.Fatalf("seed %d: %v, %v, %d; want %v, %v, %d", seed, fast.N, fast.Live, fast.Shoppers, plain.N, plain.Live, plain.Shoppers)
		}
		for slot, n := range plain.N {
			if !slices.Equal(plain.Active[slot][:n], fast.Active[slot][:n]) {
				t.Fatalf("seed %d, slot %d:\n%v\n%v", seed, slot, fast.Active[slot][:n], plain.Active[slot][:n])
			}
		}
	}
}
