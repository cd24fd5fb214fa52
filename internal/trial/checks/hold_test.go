package checks

import (
	"testing"

	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// unkept keeps nothing.
type unkept struct{}

func (unkept) Find(string, int) (trial.Numbers, bool) { return nil, false }
func (unkept) Keep(string, int, trial.Numbers) error  { return nil }

// onBench runs an experiment on a small market.
func onBench(t *testing.T, run func(b *trial.Bench) trial.Numbers) trial.Numbers {
	t.Helper()
	plan := trial.Plan{Seed: 1, Workers: 1, Quick: true, Settings: trial.Settings{"consumers.count": int64(1000), "streamers.count": int64(60),
		"merchants.count": int64(40), "mcns.count": int64(3), "run.warmup_days": int64(35)},
		Experiments: []trial.Experiment{{Name: "e", Quick: 1, Days: 1, Run: run}}}
	found, err := trial.Run(t.Context(), plan, unkept{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return found["e"][0]
}

// sameDays counts the days on which two records differ.
func sameDays(a, b *sim.World) (other int) {
	for i := range a.Book().Days {
		if a.Book().Days[i] != b.Book().Days[i] {
			other++
		}
	}
	return other
}

// Who is held to a market under the same prices is that market, day by day; so is one with a wedge of nothing.
func TestHoldingToTheSamePricesChangesNothing(t *testing.T) {
	t.Parallel()
	onBench(t, func(b *trial.Bench) trial.Numbers {
		factual := b.GrownToSunday(nil, 20)
		nobody := func(int) bool { return false }
		all := func(int) bool { return true }
		arms := map[string]*sim.World{"held": b.Fork(factual), "held, all treated": b.Fork(factual), "list wedge": b.Fork(factual),
			"discount wedge": b.Fork(factual)}
		one := func() prices { return prices{1, 1} }
		hold(arms["held"], factual, nobody, one)
		hold(arms["held, all treated"], factual, all, one)
		listWedge(arms["list wedge"], all, 1)
		discountWedge(arms["discount wedge"], all, 1)
		var copies []*sim.World
		for _, w := range arms {
			copies = append(copies, w)
		}
		beside(b, factual, copies, 35, func(int, *sim.World, int) {})
		for name, w := range arms {
			if n := sameDays(factual, w); n > 0 {
				t.Errorf("%s: %d days are others", name, n)
			}
		}
		return nil
	})
}

// In a market that is held, line-ups are those of the factual one, and prices differ by the factor, of the treated alone.
func TestHeldPricesDifferByTheirFactor(t *testing.T) {
	t.Parallel()
	onBench(t, func(b *trial.Bench) trial.Numbers {
		factual := b.GrownToSunday(nil, 20)
		w := b.Fork(factual)
		treated := func(good int) bool { return good%2 == 0 }
		hold(w, factual, treated, func() prices { return prices{1.2, .5} })
		beside(b, factual, []*sim.World{w}, 15, func(int, *sim.World, int) {})
		first, places := w.Offer(w.Edition(), 0, 0), 0
		for i := first; i < first+w.NumHosts()*state.LineUp; i++ {
			g := int(w.Offers.Good[i])
			if int32(g) != factual.Offers.Good[i] {
				t.Fatalf("place %d shows %d, not %d", i, g, factual.Offers.Good[i])
			}
			if h := (i - first) / state.LineUp; g < 0 || !w.Hosts.Alive[h] || !sameMerchant(w, factual, g/state.GoodsPer) {
				continue
			}
			places++
			price, list := factual.Offers.Price[i], factual.Goods.List[g]
			if treated(g) {
				price, list = times(price, .5), times(list, 1.2)
			}
			if w.Offers.Price[i] != price || w.Goods.List[g] != list {
				t.Fatalf("good %d: %d at list %d, want %d at %d", g, w.Offers.Price[i], w.Goods.List[g], price, list)
			}
		}
		if places < 50 {
			t.Errorf("%d places", places)
		}
		return nil
	})
}

// A wedge stands between what merchants have chosen and what the market sees, and does not grow from week to week. Prices that nobody sets
// anew show it.
func TestAWedgeDoesNotGrow(t *testing.T) {
	t.Parallel()
	onBench(t, func(b *trial.Bench) trial.Numbers {
		w := b.GrownToSunday(trial.Settings{"merchants.price.learn": false}, 20)
		before := append([]int64(nil), w.Goods.List...)
		id := append([]uint64(nil), w.Merchants.ID...)
		listWedge(w, func(good int) bool { return good%2 == 0 }, 1.1)
		b.Pass(w, 36, nil)
		for g, list := range before {
			want := list
			if g%2 == 0 {
				want = times(list, 1.1)
			}
			if m := g / state.GoodsPer; w.Merchants.Alive[m] && w.Merchants.ID[m] == id[m] && w.Goods.List[g] != want {
				t.Errorf("good %d: list price %d after five weeks, was %d, want %d", g, w.Goods.List[g], list, want)
			}
		}
		return nil
	})
}
