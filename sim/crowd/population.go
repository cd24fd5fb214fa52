package crowd

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/column"
	"livebazaar/sim/fixed"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// Populate draws the initial consumers. Consumer i's traits hang on the population seed and i alone.
func (w *Crowd) Populate() {
	n := int(w.p.Consumers.Count)
	c := &w.Consumers
	c.Rec, c.Habit = column.New[state.Consumer](n), make([]uint8, n)
	c.Chunks = make([]state.Chunk, (n+state.ChunkSize-1)/state.ChunkSize)
	key := w.Keys.Population.For(chance.Population)
	var strength [1 << 12]uint64 // of a taste by the draw that it rests on
	for u := range strength {
		x := chance.Pow((float64(u)+0.5)/float64(len(strength)), w.p.Consumers.Taste.Concentration)
		strength[u] = uint64(math.Floor(float64(x*15) + 0.5))
	}
	w.eachChunk(func(chunk int, acc *worker) {
		from, to := c.ChunkOf(chunk)
		for i := from; i < to; i++ {
			c.Habit[i] = w.bear(&c.Rec[i], key.At(uint64(i)), &strength)
			acc.day.Adopters += int64(one(c.Habit[i]&state.UseMask == state.Adopter))
		}
	})
	for i := range w.run.workers {
		c.Adopters += w.run.workers[i].day.Adopters
		w.run.workers[i].day = record.Day{}
	}
}

// Draws of a consumer's traits.
const (
	traitUse = iota
	traitActivity
	traitBudget
	traitImpulse
	traitRate
	traitStyleX
	traitStyleY
	traitTaste // and one per category
	traitCares = traitTaste + state.NumCategories
	traitDue   = traitCares + state.NumCategories
	traitLeft  = traitDue + state.NumCategories
)

// Draws of what the use of live shopping has left behind.
const (
	traitTenure = traitLeft + state.NumCategories + iota
	traitAway
	traitHabit
)

// bear draws one consumer and returns its habit.
func (w *Crowd) bear(c *state.Consumer, key chance.Key, strength *[1 << 12]uint64) uint8 {
	p, t := &w.p.Consumers, w.t
	c.Budget = uint8(key.Below(traitBudget, consumer.Classes))
	c.Impulse = uint8(key.Below(traitImpulse, 256))
	c.Rate = uint8(key.Below(traitRate, rateClasses))
	c.Platform = 160
	c.Touched = 1
	best := -1.0
	for k := 0; k < state.NumCategories; k++ {
		u := key.Uniform(uint64(traitTaste + k))
		c.Taste |= strength[int(u*float64(len(strength)))] << (4 * k)
		traits := &w.p.Categories.Of[k]
		// who cares for a category has the stronger tastes for it
		if u > 1-traits.Weight {
			// In steady state the wait under way is length-biased: an Erlang wait with a stage more, of which a uniform
			// part is left (renewal theory, Cox 1962).
			wait, draws := 0.0, key.Bits(uint64(traitDue+k))
			for range t.stages[k] + 1 {
				wait += float64(float64(t.exponential[draws&4095]) / fixed.One)
				draws >>= 12
			}
			wait *= float64(t.interval[k][c.RateClass()]) / (1 << 20)
			c.SetDue(k, uint16(min(state.NoNeed-1, 1+float64(key.Uniform(uint64(traitLeft+k))*wait))))
		} else {
			c.SetDue(k, state.NoNeed)
		}
		if u > best {
			best, c.Profile = u, uint8(k)
		}
	}
	x, y := float64(key.Uniform(traitStyleX)*254)-127, float64(key.Uniform(traitStyleY)*254)-127
	c.Taste |= uint64(uint8(int8(x)))<<48 | uint64(uint8(int8(y)))<<56
	habit := uint8(key.Below(traitActivity, len(t.awake)))
	switch uses, left := p.Adoption.AtStart(key.Uniform(traitUse)); {
	case uses:
		habit |= state.Adopter
		c.SetHabit(w.firstHabit(key, false))
	case left:
		habit |= state.Lapsed
		c.SetHabit(w.firstHabit(key, true))
	}
	return habit
}
