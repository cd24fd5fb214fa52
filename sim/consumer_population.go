package sim

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
)

// populateConsumers draws the initial consumers. Consumer i's traits hang on the population seed and i alone.
func (w *World) populateConsumers() {
	n := int(w.p.Consumers.Count)
	c := &w.Consumers
	c.Rec, c.Habit = make([]Consumer, n), make([]uint8, n)
	c.Chunks = make([]Chunk, (n+ChunkSize-1)/ChunkSize)
	key := w.keys.Population.For(chance.Population)
	for i := range c.Rec {
		c.Habit[i] = w.bear(&c.Rec[i], key.At(uint64(i)))
		if c.Habit[i]&useMask == adopter {
			c.Adopters++
		}
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
	traitCares = traitTaste + NumCategories
	traitDue   = traitCares + NumCategories
)

// bear draws one consumer and returns its habit.
func (w *World) bear(c *Consumer, key chance.Key) uint8 {
	p, t := &w.p.Consumers, w.t
	c.Budget = uint8(key.Below(traitBudget, consumer.Classes))
	c.Impulse = uint8(key.Below(traitImpulse, 256))
	c.Rate = uint8(key.Below(traitRate, rateClasses))
	c.Platform = 160
	c.Touched = 1
	best := -1.0
	for k := 0; k < NumCategories; k++ {
		u := key.Uniform(uint64(traitTaste + k))
		strength := chance.Pow(u, p.Taste.Concentration)
		c.Taste |= uint64(math.Floor(strength*15+0.5)) << (4 * k)
		traits := &w.p.Categories.Of[k]
		// who cares for a category has the stronger tastes for it
		if u > 1-traits.Weight {
			wait := traits.Interval / t.waits[c.Rate]
			// a need in steady state: the time to the next one is uniform over a wait of mean length
			c.setDue(k, uint16(min(noNeed-1, 1+key.Uniform(uint64(traitDue+k))*wait)))
		} else {
			c.setDue(k, noNeed)
		}
		if strength > best {
			best, c.Profile = strength, uint8(k)
		}
	}
	x, y := key.Uniform(traitStyleX)*254-127, key.Uniform(traitStyleY)*254-127
	c.Taste |= uint64(uint8(int8(x)))<<48 | uint64(uint8(int8(y)))<<56
	habit := uint8(key.Below(traitActivity, len(t.active)))
	if key.Uniform(traitUse) < p.Adoption.Initial {
		habit |= adopter
	}
	return habit
}
