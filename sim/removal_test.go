package sim_test

import (
	"cmp"
	"reflect"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/internal/small"
	"livebazaar/sim"
)

// hostsOf are the slots of streamers in the market by serial number.
func hostsOf(w *sim.World, people []int64) []int {
	hosts := make([]int, len(people))
	for i, id := range people {
		hosts[i] = slices.Index(w.Hosts.ID[:w.NumStreamers()], uint64(id))
	}
	return hosts
}

// town is a market of some more merchants and agencies.
func town(t testing.TB, set map[string]any) *sim.World {
	t.Helper()
	return small.Made(t, small.Params(t, map[string]any{"consumers.count": int64(2000), "streamers.count": int64(80), "mcns.count": int64(4),
		"merchants.count": int64(60)}, set), 1, 0)
}

// Head dependence needs the head: people by what was ordered from them in exactly the 90 days before, reckoned here day by day,
// the lower serial number first where two sold the same. Stores sell more than most and are none of them, and those who were
// removed are not found again.
func TestTheBestAreThoseWhoTookMostOrdersInExactlyTheDaysBefore(t *testing.T) {
	t.Parallel()
	w := small.Market(t, nil)
	small.Run(t, w, 35+30, 1)
	placed := map[int64]int64{}
	for range 90 {
		small.Run(t, w, 1, 1)
		for h := range w.NumStreamers() {
			placed[int64(w.Hosts.ID[h])] += w.Hosts.Today.GMV[h]
		}
	}
	if w.Day != 120 {
		t.Fatalf("day %d is no month end", w.Day)
	}
	var want []int64
	for h, in := range w.Streamers.Active {
		if in {
			want = append(want, int64(w.Hosts.ID[h]))
		}
	}
	for _, e := range w.Exiles {
		want = append(want, int64(e.ID))
	}
	slices.SortFunc(want, func(a, b int64) int { return cmp.Or(cmp.Compare(placed[b], placed[a]), cmp.Compare(a, b)) })
	if placed[want[2]] == 0 || placed[want[len(want)-1]] != placed[want[len(want)-2]] {
		t.Fatal("the market shows neither a head nor a tie")
	}
	got := w.TopStreamers(90, len(want)+5)
	if !slices.Equal(got, want) {
		t.Errorf("the best are %v…, want %v…", got[:5], want[:5])
	}
	w.Bar(got[:1])
	if again := w.TopStreamers(90, 9); !slices.Equal(again, got[1:10]) {
		t.Errorf("without the best: %v of %v", again, got)
	}
}

// The placebo: streamers with a session of late, more of them added to fewer, another draw by another key, and the same people
// as far as they are there in a market that went another way.
func TestRandomStreamersAreActiveAndOfOneDraw(t *testing.T) {
	t.Parallel()
	w := small.Market(t, nil)
	small.Run(t, w, 35+60, 1)
	other := small.Fork(t, w)
	other.Reseed(77)
	small.Run(t, other, 30, 1)
	small.Run(t, w, 30, 1)
	key := chance.Root(3)
	some, more := w.RandomStreamers(3, key), w.RandomStreamers(10, key)
	if len(more) != 10 || !slices.Equal(some, more[:3]) {
		t.Errorf("three are %v, ten %v", some, more)
	}
	if slices.Equal(more, w.RandomStreamers(10, chance.Root(4))) || slices.IsSorted(more) {
		t.Errorf("no draw: %v", more)
	}
	for _, h := range hostsOf(w, w.RandomStreamers(1000, key)) {
		if h < 0 || !w.Streamers.Active[h] || w.Day-int64(w.Streamers.LastSession[h]) >= 28 {
			t.Errorf("host %d has no session in four weeks", h)
		}
	}
	all, there := w.RandomStreamers(1000, key), other.RandomStreamers(1000, key)
	both := func(of, in []int64) []int64 {
		return slices.DeleteFunc(slices.Clone(of), func(id int64) bool { return !slices.Contains(in, id) })
	}
	if shared := both(all, there); len(shared) < 20 || len(shared) == len(all) || !slices.Equal(shared, both(there, all)) {
		t.Error("those who are in both markets are not drawn in one order")
	}
}

// Whoever is removed is missed as an absent host is: until line-ups change, visits, orders, follows and every consumer are the
// same, bit for bit, as in the market in which the same hosts fell ill; and nobody unfollows at the news.
func TestAVisitToSomebodyRemovedGoesWhereAVisitToAnAbsentHostGoes(t *testing.T) {
	t.Parallel()
	w := small.Market(t, nil)
	small.Run(t, w, 35+60, 1)
	for next := small.Fork(t, w); ; next = small.Fork(t, w) {
		small.Run(t, next, 1, 1)
		if next.StartsWeek() {
			break
		}
		w = next
	}
	small.Run(t, w, 1, 1) // the week has begun
	people := w.TopStreamers(90, 3)
	top := hostsOf(w, people)
	barred, absent := small.Fork(t, w), small.Fork(t, w)
	barred.Bar(people)
	followers := 0
	for _, h := range top {
		absent.Streamers.Absent[h] = 1 << 20
		followers += int(w.Main().Followers[h])
	}
	if followers == 0 {
		t.Fatal("nobody follows the best")
	}
	for range 5 {
		for _, m := range []*sim.World{w, barred, absent} {
			small.Run(t, m, 1, 1)
		}
		if !reflect.DeepEqual(barred.Consumers, absent.Consumers) || !slices.Equal(barred.Rec.Days, absent.Rec.Days) {
			t.Fatalf("day %d differs from a day on which the same hosts are absent", w.Day)
		}
	}
	if slices.Equal(w.Rec.Days, barred.Rec.Days) {
		t.Error("nothing is missed")
	}
	left := 0
	for _, h := range top {
		left += int(barred.Main().Followers[h])
	}
	if left < followers*19/20 {
		t.Errorf("of %d followers of those removed %d are left after five days", followers, left)
	}
}

// A removed streamer that was banned and waits to be back under a new name never is, while without the removal it is; whoever
// gave up is not among the best, whatever it sold.
func TestWhoIsRemovedNeverComesBackUnderAnyName(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"streamers.accident.scandal": .01, "streamers.accident.bans": 1.0, "streamers.comeback.tries": 1.0,
		"streamers.comeback.away": 60.0, "platform.enforcement.real_name": 0.0})
	for w.Day < 200 && len(w.Exiles) < 4 {
		small.Run(t, w, 1, 1)
	}
	if len(w.Exiles) < 4 {
		t.Fatal("nobody waits to be back")
	}
	best := w.TopStreamers(90, 1000)
	people := map[int64]bool{}
	for h, in := range w.Streamers.Active {
		people[int64(w.Hosts.ID[h])] = in
	}
	var exiles []int64
	type skill struct{ content, product, wage float64 }
	gone := map[skill]bool{}
	for _, e := range w.Exiles {
		exiles, people[int64(e.ID)] = append(exiles, int64(e.ID)), true
		gone[skill{e.ContentTop, e.ProductTop, e.Wage}] = true
		if !slices.Contains(best, int64(e.ID)) {
			t.Errorf("streamer %d, who will be back, cannot be among the best", e.ID)
		}
	}
	for _, id := range best {
		if !people[id] {
			t.Errorf("streamer %d is among the best, and left for good", id)
		}
	}
	barred := small.Fork(t, w)
	barred.Bar(exiles)
	var present []int64 // names of those who are back
	back := func(m *sim.World) (n int) {
		for range 200 {
			small.Run(t, m, 1, 1)
			for s, in := range m.Streamers.Active {
				if in && int64(m.Hosts.Born[s]) == m.Day && gone[skill{m.Streamers.Ceiling[s], m.Streamers.ProductTop[s], m.Streamers.Wage[s]}] {
					n++
					present = append(present, int64(m.Hosts.ID[s]))
				}
			}
		}
		return n
	}
	if n := back(w); n < 3 {
		t.Errorf("only %d of %d come back where nobody is removed", n, len(exiles))
	}
	// Who is back is another to the market: what it sold under its former name counts for nobody.
	waiting := map[int64]bool{}
	for _, e := range w.Exiles {
		waiting[int64(e.ID)] = true
	}
	best = w.TopStreamers(90, 1000)
	for _, id := range exiles {
		if !waiting[id] && slices.Contains(best, id) {
			t.Errorf("streamer %d is back under a new name, and its former one is among the best", id)
		}
	}
	judged := 0
	for h, in := range w.Streamers.Active {
		if id := int64(w.Hosts.ID[h]); in && slices.Contains(present, id) {
			judged++
			if slices.Contains(exiles, id) || !slices.Contains(best, id) {
				t.Errorf("streamer %d, back under this new name, is none of those to be judged", id)
			}
		}
	}
	if judged == 0 {
		t.Error("nobody who came back is still there")
	}
	if n := back(barred); n > 0 {
		t.Errorf("%d of those removed come back", n)
	}
}

// The best who are in the market when they are removed open no room again, sign with no agency and are not banned, so that they
// never come back by another door.
func TestWhoIsRemovedSignsWithNoAgencyAndIsNotBanned(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"streamers.accident.scandal": .01, "streamers.accident.bans": 1.0, "streamers.comeback.tries": 1.0,
		"platform.enforcement.real_name": 0.0, "mcns.firm.founders": 0.5})
	small.Run(t, w, 90+60, 1)
	people := w.TopStreamers(90, 20)
	agency := map[int64]int32{}
	for i, h := range hostsOf(w, people) {
		if h >= 0 {
			agency[people[i]] = w.Streamers.MCN[h]
		}
	}
	w.Bar(people)
	for range 120 {
		small.Run(t, w, 1, 1)
		for _, e := range w.Exiles {
			if slices.Contains(people, int64(e.ID)) {
				t.Fatalf("day %d: streamer %d was removed and is banned", w.Day, e.ID)
			}
		}
		for h, in := range w.Streamers.Active {
			id := int64(w.Hosts.ID[h])
			before, removed := agency[id]
			if !in || !removed {
				continue
			}
			if now := w.Streamers.MCN[h]; now >= 0 && before < 0 {
				t.Fatalf("day %d: streamer %d was removed and signs with agency %d", w.Day, id, now)
			}
			if w.Hosts.Open[h] != 0 || w.Hosts.Today.Sessions[h] != 0 {
				t.Fatalf("day %d: streamer %d was removed and opens its room", w.Day, id)
			}
			agency[id] = w.Streamers.MCN[h]
		}
	}
}
