package rank

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// market is a pipeline with its declarations, so that tests set parameters as a scenario does.
type market struct {
	Pipeline
	set *param.Set
}

type setting struct {
	key   string
	value any
}

func newMarket(t interface {
	Helper()
	Fatalf(string, ...any)
}, settings ...setting) *market {
	t.Helper()
	m := &market{set: param.NewSet()}
	m.Declare(m.set.Under("platform.ranking"))
	for _, s := range settings {
		if err := m.set.Lookup("platform.ranking." + s.key).Set(s.value); err != nil {
			t.Fatalf("%s: %v", s.key, err)
		}
	}
	return m
}

func (m *market) allocate(v *View) ([]int64, *Scratch) {
	s := &Scratch{}
	memory, rooms := NewMemory(v.N), upTo(v.N)
	given := m.Allocate(v, s, &memory, rooms)
	return given.Impressions, s
}

// upTo returns the channels 0 … n−1.
func upTo(n int) []int32 {
	rooms := make([]int32, n)
	for i := range rooms {
		rooms[i] = int32(i)
	}
	return rooms
}

// plain returns n rooms of hosts past their first months that differ in nothing, with 1000 impressions to give.
func plain(n int) *View {
	v := &View{N: n, Key: chance.Root(7), Impressions: 1000}
	for i := range n {
		v.ID = append(v.ID, uint64(i))
		for k := range v.Signals {
			v.Signals[k] = append(v.Signals[k], 1)
		}
		v.Category, v.Tier, v.AgeDays = append(v.Category, 0), append(v.Tier, Tail), append(v.AgeDays, 400)
		v.Store, v.Micro, v.Niche = append(v.Store, false), append(v.Micro, false), append(v.Niche, false)
		v.Credit, v.Followers, v.Paid = append(v.Credit, 100), append(v.Followers, 0), append(v.Paid, 0)
	}
	return v
}

// scored returns plain rooms with the given sales per impression, so that under the defaults score = sales.
func scored(gmv ...float64) *View {
	v := plain(len(gmv))
	copy(v.Signals[GMV], gmv)
	return v
}

func anyView(t *rapid.T) *View {
	v := plain(rapid.IntRange(1, 60).Draw(t, "rooms"))
	v.Key = chance.Key(rapid.Uint64().Draw(t, "key"))
	v.Impressions = rapid.Int64Range(0, 1e7).Draw(t, "impressions")
	ids := rapid.SliceOfNDistinct(rapid.Uint64(), v.N, v.N, rapid.ID[uint64]).Draw(t, "ids")
	copy(v.ID, ids)
	signal := rapid.OneOf(rapid.Float64Range(0, 5), rapid.SampledFrom([]float64{0, 1, 1e-300, 1e9}))
	for i := range v.N {
		for k := range v.Signals {
			v.Signals[k][i] = signal.Draw(t, "signal")
		}
		v.Category[i] = uint8(rapid.IntRange(0, 11).Draw(t, "category"))
		v.Followers[i] = rapid.Int64Range(0, 1e7).Draw(t, "followers")
		v.Tier[i] = uint8(rapid.IntRange(0, 2).Draw(t, "tier"))
		v.AgeDays[i] = int32(rapid.IntRange(0, 90).Draw(t, "age"))
		v.Store[i], v.Micro[i] = rapid.Bool().Draw(t, "store"), rapid.Bool().Draw(t, "micro")
		v.Niche[i] = rapid.Bool().Draw(t, "niche")
		v.Credit[i] = rapid.Float64Range(0, 100).Draw(t, "credit")
		v.Paid[i] = rapid.Int64Range(0, 1e5).Draw(t, "paid")
	}
	return v
}

// anyMarket draws the value of every ranking parameter: any combination of rules.
func anyMarket(t *rapid.T) *market {
	m := &market{set: param.NewSet()}
	m.Declare(m.set)
	for _, p := range m.set.Params() {
		if rapid.Bool().Draw(t, "keep "+p.Key) {
			continue
		}
		var value any
		switch p.Kind {
		case param.Choice:
			value = rapid.SampledFrom(p.Choices).Draw(t, p.Key)
		case param.Int:
			value = rapid.Int64Range(int64(p.Min), int64(p.Max)).Draw(t, p.Key)
		default:
			value = rapid.Float64Range(p.Min, p.Max).Draw(t, p.Key)
		}
		if err := p.Set(value); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// V8: impressions are conserved exactly, whatever rules are combined.
func TestImpressionsAreConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		out, s := m.allocate(v)
		given := int64(0)
		for i, n := range out {
			if n < 0 {
				t.Fatalf("room %d gets %d impressions", i, n)
			}
			given += n
		}
		if given != v.Impressions {
			t.Fatalf("%d impressions given of %d", given, v.Impressions)
		}
		for i, x := range s.Share {
			if !(x >= 0 && x <= 1+1e-9) || math.IsNaN(s.Score[i]) {
				t.Fatalf("room %d has share %v, score %v", i, x, s.Score[i])
			}
		}
		if all := total(s.Share); math.Abs(all-1) > 1e-9 {
			t.Fatalf("shares add up to %v", all)
		}
	})
}

// V12: relabelling the rooms, keys travelling with them, gives exactly the relabelled result.
func TestRelabelledRoomsGetTheRelabelledResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		rows := make([]int32, v.N)
		for i := range rows {
			rows[i] = int32(i)
		}
		rows = rapid.Permutation(rows).Draw(t, "labels")
		w := &View{Key: v.Key, Impressions: v.Impressions}
		w.Gather(v, rows)
		before, s := m.allocate(v)
		after, r := m.allocate(w)
		for i, row := range rows {
			if after[i] != before[row] || r.Share[i] != s.Share[row] {
				t.Fatalf("room %d: %d impressions, %d when it is number %d", row, before[row], after[i], i)
			}
		}
	})
}

// V13: a rule switched on with a setting that has no effect gives exactly the result without it.
func TestRulesWithoutEffectChangeNothing(t *testing.T) {
	neutral := []setting{{"cold_start.share", 0.0}, {"minimum_exposure", 0.0}, {"cap", 1.0}, {"diversity", 0.0},
		{"paid.ad_load", 0.0}, {"gate.entry_credit", 0.0}, {"gate.entry_satisfaction", 0.0},
		{"gate.credit_low", 0.0}, {"gate.credit_high", 0.0},
		{"support.waist", 1.0}, {"support.tail", 1.0}, {"support.niche", 1.0}, {"support.store", 1.0}, {"support.micro", 1.0}}
	rapid.Check(t, func(t *rapid.T) {
		v := anyView(t)
		m := anyMarket(t)
		for _, s := range neutral {
			if err := m.set.Lookup(s.key).Set(s.value); err != nil {
				t.Fatal(err)
			}
		}
		with, _ := m.allocate(v)
		m.before, m.after = m.before[:1], nil // the score and the allocation alone
		without, _ := m.allocate(v)
		if !slices.Equal(with, without) {
			t.Fatalf("with the rules %v, without them %v", with, without)
		}
	})
}

func TestDefaultsRankBySalesWithColdStart(t *testing.T) {
	v := scored(4, 3, 2, 1)
	v.AgeDays[3] = 5
	out, _ := newMarket(t).allocate(v)
	// Shares .4 .3 .2 .1, of which 95 % stay; the newcomer gets 5 % more.
	if want := []int64{380, 285, 190, 145}; !slices.Equal(out, want) {
		t.Errorf("impressions %v, want %v", out, want)
	}
}

func TestMarketWithoutRoomsGivesNothing(t *testing.T) {
	v := plain(0)
	if out, _ := newMarket(t).allocate(v); len(out) != 0 {
		t.Errorf("impressions %v without a room", out)
	}
}

func TestOneRoomGetsEverything(t *testing.T) {
	for _, p := range []string{"uniform", "top-k", "proportional", "softmax", "tier-quota"} {
		if out, _ := newMarket(t, setting{"allocate", p}).allocate(scored(0)); out[0] != 1000 {
			t.Errorf("%s: %v", p, out)
		}
	}
}

func TestSignalsNobodyReadsAreNotNeeded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, m := anyView(t), anyMarket(t)
		full, _ := m.allocate(v)
		for k := range v.Signals {
			if !m.Reads(Signal(k)) {
				v.Signals[k] = nil
			}
		}
		if bare, _ := m.allocate(v); !slices.Equal(full, bare) {
			t.Fatalf("all signals %v, signals read %v", full, bare)
		}
	})
}

// busy returns a market with every rule acting.
func busy(t testing.TB, allocate string) *market {
	return newMarket(t, setting{"allocate", allocate}, setting{"weights.order", 1.0}, setting{"weights.negative", 0.2},
		setting{"proportional.gamma", 1.5}, setting{"top_k.split", "score"}, setting{"gate.entry_satisfaction", 0.2},
		setting{"gate.credit_low", 20.0}, setting{"gate.credit_high", 60.0}, setting{"cold_start.share", 0.1},
		setting{"minimum_exposure", 0.2}, setting{"cap", 0.03}, setting{"diversity", 0.1}, setting{"support.tail", 1.5},
		setting{"support.store", 1.2}, setting{"paid.ad_load", 0.1})
}

// varied returns n rooms of skewed merit.
func varied(n int) *View {
	v, k := plain(n), chance.Root(11)
	for i := range n {
		for j := range v.Signals {
			v.Signals[j][i] = k.At(uint64(j)).Exponential(uint64(i))
		}
		v.Tier[i], v.AgeDays[i], v.Store[i] = uint8(i%3), int32(i%200), i%5 == 0
		v.Credit[i], v.Paid[i] = 100*k.Uniform(uint64(i)), int64(i%40)
	}
	v.Impressions = int64(120 * n)
	return v
}

func TestAllocateNeedsNoMemory(t *testing.T) {
	for _, name := range []string{"uniform", "top-k", "proportional", "softmax", "tier-quota"} {
		m, v, s := busy(t, name), varied(100), &Scratch{}
		memory, rooms := NewMemory(v.N), upTo(v.N)
		m.Allocate(v, s, &memory, rooms)
		if n := testing.AllocsPerRun(100, func() { m.Allocate(v, s, &memory, rooms) }); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

func BenchmarkAllocate(b *testing.B) {
	for _, n := range []int{100, 100000} {
		for _, name := range []string{"default", "uniform", "top-k", "proportional", "softmax", "tier-quota"} {
			for _, all := range []bool{false, true} {
				m := newMarket(b)
				switch {
				case all && name == "default":
					continue
				case all:
					m = busy(b, name)
				case name != "default":
					m = newMarket(b, setting{"allocate", name})
				}
				b.Run(fmt.Sprintf("rooms=%d/%s/every-rule=%t", n, name, all), func(b *testing.B) {
					v, s, memory, rooms := varied(n), &Scratch{}, NewMemory(n), upTo(n)
					b.ReportAllocs()
					for b.Loop() {
						m.Allocate(v, s, &memory, rooms)
					}
				})
			}
		}
	}
}
