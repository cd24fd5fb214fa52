package crowd

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// Consumers are drawn trait by trait: use of live shopping, activity, budget, impulse, tastes, needs that are under way.
func TestTheFirstConsumersAreAsDrawn(t *testing.T) {
	t.Parallel()
	all, _ := rules.NewParams()
	all.Consumers.Count, all.Consumers.Adoption.Initial, all.Consumers.Adoption.Left = 2000, .4, .5
	m := state.New(state.Sizes{Streamers: 4, Merchants: 2, MCNs: 1, Venues: 1}, state.Keys{Population: chance.Root(1)}, -34)
	m.Prepare(1)
	w := New(m, all, Compile(all), street.New(m, all))
	w.Populate()
	p, keys := &all.Consumers, chance.Root(1).For(chance.Population)
	quantile := func(draw uint64) float64 { return (float64(draw&4095) + .5) / 4096 } // the middle of one of 4096 equal fractions
	var users int64
	var needs, none [state.NumCategories]int
	for i := range w.Consumers.Rec {
		c, key := &w.Consumers.Rec[i], keys.At(uint64(i))
		alike(t, "budget class", i, int(c.Budget), key.Below(traitBudget, consumer.Classes))
		alike(t, "impulse", i, int(c.Impulse), key.Below(traitImpulse, 256))
		alike(t, "rate of needs", i, int(c.RateClass()), key.Below(traitRate, rateClasses))
		alike(t, "trust in the platform", i, int(c.Platform), 160)
		alike(t, "style", i, int8(c.Taste>>48), int8(key.Uniform(traitStyleX)*254-127))
		alike(t, "other style", i, int8(c.Taste>>56), int8(key.Uniform(traitStyleY)*254-127))
		alike(t, "activity", i, int(w.Consumers.Habit[i]&15), key.Below(traitActivity, 16))
		u, use, habit := key.Uniform(traitUse), uint8(0), 0.0
		formed := 1 - math.Exp(-p.Adoption.Tenure*key.Exponential(traitTenure)/p.Habit.Years)
		if u < .4 {
			use, habit = state.Adopter, formed
			users++
		} else if u < .4+.4*.5 {
			use = state.Lapsed
			habit = formed * math.Exp(-key.Exponential(traitAway)/(365*p.Dropout.Reactivation)/p.Habit.Years)
		}
		alike(t, "use of live shopping", i, w.Consumers.Habit[i]&state.UseMask, use)
		alike(t, "habit", i, int(c.Habit()), int(15*habit+key.Uniform(traitHabit)))
		best := 0
		for k := range state.NumCategories {
			draw := key.Uniform(uint64(traitTaste + k))
			if draw > key.Uniform(uint64(traitTaste+best)) {
				best = k
			}
			alike(t, "taste", i, int(c.TasteFor(uint8(k))), int(chance.Pow(quantile(uint64(draw*4096)), p.Taste.Concentration)*15+.5))
			of := &all.Categories.Of[k]
			if draw <= 1-of.Weight {
				none[k]++
				alike(t, "day of a need it does not have", i, c.DueDay(k), state.NoNeed)
				continue
			}
			needs[k]++
			// the wait under way is length-biased: a stage more, of which a uniform part is left
			draws, wait := key.Bits(uint64(traitDue+k)), 0.0
			for stage := range of.Erlang + 1 {
				wait += math.Floor(-chance.Log(quantile(draws>>(12*stage)))*1024+.5) / 1024
			}
			rate := chance.Exp(p.Need.Spread*chance.NormalQuantile((float64(c.RateClass())+.5)/rateClasses) - p.Need.Spread*p.Need.Spread/2)
			wait *= p.Need.Stage(of.Interval, of.Erlang, rate)
			if due := min(state.NoNeed-1, 1+key.Uniform(uint64(traitLeft+k))*wait); math.Abs(float64(c.DueDay(k))-math.Floor(due)) > 1 {
				t.Errorf("the need %d of consumer %d arises on day %v, told %v", k, i, c.DueDay(k), due)
			}
		}
		alike(t, "profile", i, int(c.Profile), best)
	}
	alike(t, "live shoppers", 0, w.Consumers.Adopters, users)
	for k := range needs {
		if needs[k] == 0 || none[k] == 0 && all.Categories.Of[k].Weight < 1 {
			t.Errorf("%d have needs of category %d, %d have none", needs[k], k, none[k])
		}
	}
}

// alike demands a trait of a consumer.
func alike[T comparable](t *testing.T, what string, i int, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s of %d is %v, told %v", what, i, got, want)
	}
}
