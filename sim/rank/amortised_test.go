package rank

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
)

// A series is slots that one venue ranks one after another.
type series struct {
	*market
	memory Memory
	s      Scratch
	slot   chance.Key
}

func newSeries(m *market, channels int) *series {
	return &series{market: m, memory: NewMemory(channels)}
}

// next gives the impressions of the next slot on the channels of the rooms.
func (r *series) next(v *View, rooms []int32) []int64 {
	v.Key = chance.Root(7).At(uint64(r.slot))
	r.slot++
	return r.Allocate(v, &r.s, &r.memory, rooms).Impressions
}

// sum gives those of many slots in which the same rooms are open.
func (r *series) sum(v *View, slots int) []float64 {
	all := make([]float64, v.N)
	for range slots {
		for i, n := range r.next(v, upTo(v.N)) {
			all[i] += float64(n)
		}
	}
	return all
}

// owed is what the rule remembers of the channels.
func (r *series) owed(t testing.TB) []float64 {
	t.Helper()
	if len(r.memory.Columns) != 1 {
		t.Fatalf("the rules remember %d columns", len(r.memory.Columns))
	}
	return r.memory.Columns[0]
}

// Equity of attention (Biega, Gummadi & Weikum 2018): over a series of slots every room is given the exposure that its score deserves,
// also where a slot shows the best two alone. Without the rule the others are never shown. What is still owed in the end, and what is
// forgotten on the way, is the difference.
func TestAmortisedExposureIsInProportionToScores(t *testing.T) {
	t.Parallel()
	const slots = 2000
	scores := []float64{5, 4, 3, 2, 1}
	best := []setting{{"allocate", "top-k"}, {"top_k.k", 2.0}, {"top_k.split", "equal"}, {"cold_start.share", 0.0}}
	plain := newSeries(newMarket(t, best...), 5).sum(scored(scores...), slots)
	if !slices.Equal(plain, []float64{500 * slots, 500 * slots, 0, 0, 0}) {
		t.Fatalf("without the rule the rooms get %v", plain)
	}
	r := newSeries(newMarket(t, append(best, setting{"amortised.speed", 1.0}, setting{"amortised.half_life", 365.0})...), 5)
	given := r.sum(scored(scores...), slots)
	for i, n := range given {
		if deserved := scores[i] / 15 * 1000 * slots; math.Abs(n-deserved) > 0.02*deserved {
			t.Errorf("room %d of score %v gets %.0f impressions of %.0f that it deserves", i, scores[i], n, deserved)
		}
	}
	for i, owed := range r.owed(t) {
		if math.Abs(owed) > 2 {
			t.Errorf("room %d is owed %v slots' exposure in the end: it grows without bound", i, owed)
		}
	}
}

// The slower rooms are given what they are owed, the nearer is their exposure to what it is without the rule.
func TestSpeedOfAmortisationIsBetweenNoneAndAll(t *testing.T) {
	t.Parallel()
	last := -1.0
	for _, speed := range []float64{0, 0.1, 0.4, 1} {
		m := newMarket(t, setting{"allocate", "top-k"}, setting{"top_k.k", 2.0}, setting{"amortised.speed", speed})
		given := newSeries(m, 5).sum(scored(5, 4, 3, 2, 1), 400)
		if below := given[2] + given[3] + given[4]; below <= last && speed != 0 {
			t.Errorf("at speed %v the rooms below the cut get %v impressions, %v at the speed before", speed, below, last)
		} else {
			last = below
		}
	}
}

// A slot by hand: of shares ¾ and ¼ the better room is given everything, so the other is owed ¼, and the better one −¼. After another
// slot, which counts in full, what was owed before counts a little less. Where all scores are 0 nobody deserves anything.
func TestWhatARoomIsOwedIsWhatItDeservesLessWhatItGot(t *testing.T) {
	t.Parallel()
	r := newSeries(newMarket(t, setting{"allocate", "top-k"}, setting{"top_k.k", 1.0}, setting{"cold_start.share", 0.0},
		setting{"amortised.speed", 0.1}, setting{"amortised.half_life", 7.0}), 2)
	keep := math.Pow(2, -1.0/(3*7))
	two := 0.25 * (1 + keep)
	for slot, want := range [][]float64{{-0.25, 0.25}, {-two, two}, {-two * keep, two * keep}} {
		v, winner := scored(3, 1), 0
		if slot == 2 {
			v = scored(0, 0)
		}
		given := r.next(v, upTo(2))
		if slot < 2 && given[0] != 1000 {
			t.Fatalf("the better room gets %d of 1000 impressions", given[0])
		}
		if slot == 2 { // whom the draw shows has had it
			if given[1] > 0 {
				winner = 1
			}
			want[winner]--
		}
		for i, owed := range r.owed(t) {
			if math.Abs(owed-want[i]) > 1e-12 {
				t.Errorf("after slot %d room %d is owed %v, want %v", slot+1, i, owed, want[i])
			}
		}
	}
}

// A room that a gate bars deserves nothing while it is barred: it does not come back with arrears, and the others share what is
// given as if it were not there.
func TestWhoIsBarredIsOwedNothing(t *testing.T) {
	t.Parallel()
	r := newSeries(newMarket(t, setting{"amortised.speed", 0.1}, setting{"gate.entry_credit", 50.0}, setting{"cold_start.share", 0.0}), 3)
	v := scored(6, 3, 1)
	v.Credit[0] = 10
	for range 50 {
		if given := r.next(v, upTo(3)); given[0] != 0 {
			t.Fatalf("the barred room gets %d impressions", given[0])
		}
	}
	for i, owed := range r.owed(t) {
		if math.Abs(owed) > 0.01 {
			t.Errorf("room %d is owed %v of a slot's exposure", i, owed)
		}
	}
}

// Switched off, also after it was on, the rule changes no impression, and what it remembers no more.
func TestAmortisationSwitchedOffRemembersNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		r := newSeries(m, v.N)
		if err := m.set.Lookup("amortised.speed").Set(1.0); err != nil {
			t.Fatal(err)
		}
		r.next(v, upTo(v.N))
		if err := m.set.Lookup("amortised.speed").Set(0.0); err != nil {
			t.Fatal(err)
		}
		before := slices.Clone(r.memory.Columns[0])
		with := slices.Clone(r.next(v, upTo(v.N)))
		m.remembering = nil
		m.before = slices.DeleteFunc(slices.Clone(m.before), func(s Step) bool { _, is := s.(*amortised); return is })
		if without, _ := m.allocate(v); !slices.Equal(with, without) {
			t.Fatalf("switched off %v, without it %v", with, without)
		}
		if !slices.Equal(r.memory.Columns[0], before) {
			t.Fatalf("switched off it remembers %v, not %v", r.memory.Columns[0], before)
		}
	})
}

// V8 and V12 over a series: impressions are conserved in every slot, and relabelled rooms on relabelled channels have the relabelled
// exposure and memory.
func TestSeriesAreConservedAndRelabelled(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		if m.set.Lookup("amortised.speed").Set(1.0) != nil {
			t.Fatal("no such speed")
		}
		labels := rapid.Permutation(upTo(v.N)).Draw(t, "labels")
		w := &View{Impressions: v.Impressions}
		w.Gather(v, labels)
		a, b := newSeries(m, v.N), newSeries(m, v.N)
		for range 5 {
			plain, given := a.next(v, upTo(v.N)), int64(0)
			relabelled := b.next(w, upTo(v.N))
			for i, room := range labels {
				if given += plain[i]; relabelled[i] != plain[room] {
					t.Fatalf("room %d gets %d impressions, %d as number %d", room, plain[room], relabelled[i], i)
				}
			}
			if given != v.Impressions {
				t.Fatalf("%d impressions given of %d", given, v.Impressions)
			}
		}
		for i, room := range labels {
			if a.memory.Columns[0][room] != b.memory.Columns[0][i] {
				t.Fatalf("room %d is owed %v, %v as number %d", room, a.memory.Columns[0][room], b.memory.Columns[0][i], i)
			}
		}
	})
}

// A slot without an impression to give leaves what rooms are owed alone.
func TestNothingIsOwedForASlotWithoutVisitors(t *testing.T) {
	t.Parallel()
	r := newSeries(newMarket(t, setting{"amortised.speed", 1.0}, setting{"allocate", "top-k"}, setting{"top_k.k", 1.0}), 2)
	v := scored(3, 1)
	r.next(v, upTo(2))
	before := slices.Clone(r.owed(t))
	v.Impressions = 0
	if r.next(v, upTo(2)); !slices.Equal(r.owed(t), before) {
		t.Errorf("rooms are owed %v, %v before", r.owed(t), before)
	}
}
