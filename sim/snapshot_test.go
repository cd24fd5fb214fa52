package sim_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// small snapshots: 300 consumers, so that thousands of damaged ones can be tried.
func hamlet(t testing.TB) *sim.World {
	t.Helper()
	return small.Market(t, map[string]any{
		"consumers.count": int64(300), "streamers.count": int64(12), "merchants.count": int64(8), "mcns.count": int64(1),
	})
}

func TestForkGoesOnLikeItsOrigin(t *testing.T) {
	t.Parallel()
	a := small.Market(t, nil)
	small.Run(t, a, 38, 1)
	b := small.Fork(t, a)
	if !bytes.Equal(small.Encoded(t, a), small.Encoded(t, b)) {
		t.Fatal("a fork differs from its origin at once")
	}
	small.Run(t, a, 40, 1)
	if bytes.Equal(small.Encoded(t, a), small.Encoded(t, b)) {
		t.Fatal("the fork moves with its origin")
	}
	small.Run(t, b, 40, 1)
	if !bytes.Equal(small.Encoded(t, a), small.Encoded(t, b)) {
		t.Error("a fork goes another way than its origin")
	}
}

// A market that is saved and loaded after every single day — in mid-week and mid-month, in warm-up and after, with
// orders and stock under way — is the market that was never interrupted.
func TestResumingAtAnyDayBoundaryChangesNothing(t *testing.T) {
	t.Parallel()
	straight := small.Market(t, nil)
	resumed := small.Market(t, nil)
	for range 75 { // 35 days of warm-up, then a month and more
		small.Run(t, straight, 1, 1)
		small.Run(t, resumed, 1, 1)
		var err error
		if resumed, err = sim.Decode(resumed.Params(), bytes.NewReader(small.Encoded(t, resumed))); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(small.Encoded(t, straight), small.Encoded(t, resumed)) {
		t.Error("a market loaded every morning goes another way")
	}
}

// One worker is seven workers, byte for byte (docs/decisions/portable-arithmetic.md): each chunk's work is its own, and what crosses workers is
// added up in whole numbers.
func TestWorkersDoNotMatter(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set         map[string]any
		days, short int // short: under the race detector
	}{
		"of many consumers": {map[string]any{"consumers.count": int64(5*state.ChunkSize + 77)}, 60, 12},
		"of many streamers and merchants, of whom a worker takes a part": {map[string]any{"streamers.count": int64(1500),
			"merchants.count": int64(1300), "mcns.count": int64(100), "platform.fees.clawback": false}, 38, 9},
	} {
		days := c.days
		if testing.Short() {
			days = c.short
		}
		var want []byte
		for _, workers := range []int{1, 2, 3, 7, 33} {
			w := small.Market(t, c.set)
			small.Run(t, w, days, workers)
			got := small.Encoded(t, w)
			if want == nil {
				want = got
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%d workers make another market %s than one", workers, name)
			}
		}
		w := small.Market(t, c.set)
		for day := range days {
			small.Run(t, w, 1, 1+day%4)
		}
		if !bytes.Equal(small.Encoded(t, w), want) {
			t.Errorf("changing the number of workers on the way makes another market %s", name)
		}
	}
}

// Observation draws nothing and changes nothing; and what a trace tells is the same for any number of workers.
func TestTracingChangesNothing(t *testing.T) {
	t.Parallel()
	set := map[string]any{"consumers.count": int64(state.ChunkSize + 500)}
	plain := small.Market(t, set)
	small.Run(t, plain, 45, 1)
	var stories []string
	for _, workers := range []int{1, 3} {
		traced := small.Market(t, set)
		var story bytes.Buffer
		everybody := make([]int, len(traced.Consumers.Rec))
		for i := range everybody {
			everybody[i] = i
		}
		hosts := make([]int64, 0)
		for _, id := range traced.Hosts.ID {
			hosts = append(hosts, int64(id))
		}
		kinds := map[string]int{}
		traced.Trace(everybody, hosts, func(e sim.Event) {
			kinds[e.Kind]++
			fmt.Fprintln(&story, e)
		})
		small.Run(t, traced, 45, workers)
		if !bytes.Equal(small.Encoded(t, plain), small.Encoded(t, traced)) {
			t.Errorf("tracing with %d workers changes the market", workers)
		}
		stories = append(stories, story.String())
		var opened, entered, ordered, delivered, visits, slots, orders, refused int64
		for _, d := range traced.Rec.Days {
			slots, visits, orders, refused, delivered = slots+d.ActiveSlots, visits+d.Visits, orders+d.Orders, refused+d.Stockouts, delivered+d.Delivered
		}
		opened, entered, ordered = int64(kinds["open"]), int64(kinds["enter"]), int64(kinds["order"])
		if opened != slots || entered != visits || ordered != orders+refused || int64(kinds["keep"]+kinds["return"]) != delivered || kinds["session"] == 0 {
			t.Errorf("the trace tells of %v; the record of %d slots, %d visits, %d orders, %d deliveries", kinds, slots, visits, orders+refused, delivered)
		}
	}
	if stories[0] != stories[1] {
		t.Error("the story of a trace hangs on the number of workers")
	}
}

// A snapshot that was cut short or damaged anywhere is refused with a word, never misread and never a crash.
func TestDamagedSnapshotsAreRefused(t *testing.T) {
	t.Parallel()
	w := hamlet(t)
	small.Run(t, w, 40, 1)
	p, whole := w.Params(), small.Encoded(t, w)
	if _, err := sim.Decode(p, bytes.NewReader(whole)); err != nil {
		t.Fatal(err)
	}
	refused := func(what string, b []byte) {
		t.Helper()
		if bytes.Equal(b, whole) {
			return // what was written is what was there
		}
		defer func() {
			if r := recover(); r != nil {
				t.Fatalf("%s: %v", what, r)
			}
		}()
		if _, err := sim.Decode(p, bytes.NewReader(b)); !errors.Is(err, sim.ErrSnapshot) && !errors.Is(err, sim.ErrSizes) {
			t.Fatalf("%s: %v", what, err)
		}
	}
	key := chance.Root(1)
	for i := range 100 {
		n := key.Below(uint64(i), len(whole))
		refused(fmt.Sprintf("the first %d of %d bytes", n, len(whole)), whole[:n])
	}
	for i := range 250 {
		at := key.At(1).Below(uint64(i), len(whole))
		if i < 80 {
			at = i // magic, layout, keys, first lengths
		}
		b := bytes.Clone(whole)
		b[at] ^= 1 << (key.At(2).Bits(uint64(i)) & 7)
		refused(fmt.Sprintf("a bit of byte %d", at), b)
		copy(b[at:], []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f})
		refused(fmt.Sprintf("garbage at byte %d", at), b)
		copy(b[at:], []byte{0, 0, 0, 0, 0x10, 0, 0, 0}) // a length of 2^36
		refused(fmt.Sprintf("a long column at byte %d", at), b)
	}
	refused("nothing", nil)
	refused("some text", []byte("livebazaar stats\nand so on"))
}

// FuzzDecode lets the fuzzer damage a snapshot: whatever is accepted must be a market that encodes to the same bytes.
func FuzzDecode(f *testing.F) {
	w := hamlet(f)
	small.Run(f, w, 9, 1)
	p := w.Params()
	f.Add(small.Encoded(f, w))
	f.Add([]byte("livebazaar state\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := sim.Decode(p, bytes.NewReader(b))
		if err != nil {
			return
		}
		if got := small.Encoded(t, w); !bytes.Equal(got, b[:len(got)]) {
			t.Error("what was accepted encodes to something else")
		}
	})
}
