package sim

import (
	"math/bits"

	"livebazaar/agents/chance"
)

// wake decides which consumers of a chunk open the platform in which slots of today, and lets those who do not use
// live shopping take it up (or come back to it) once a week.
func (w *World) wake(chunk int, acc *worker) {
	ch := &w.Consumers.Chunks[chunk]
	from, to := w.Consumers.chunkOf(chunk)
	habits := w.Consumers.Habit[from:to]
	keys, t := w.run.activityKey, w.t
	var lists [NumSlots][]uint16
	for slot := range lists {
		lists[slot] = resize(ch.active[slot], len(habits)+1)
	}
	var filled, live [NumSlots]int
	weekday := int(w.number(w.Day) % Week)
	turn := (Week - (from-weekday)%Week) % Week // the first whose weekly chance to adopt is today
	for i := range habits {
		habit := habits[i]
		if i == turn {
			turn += Week
			if habit&useMask != adopter {
				habit = w.meet(habit, from+i, acc)
				habits[i] = habit
			}
		}
		draw := uint64(keys.At(uint64(from + i)))
		chances := &t.active[habit&15]
		user := int(habit >> 4 & 1)
		any := 0
		// without branches: a branch on a coin toss costs more than the toss
		for slot := range chances {
			hit := one(uint32(draw>>(16*slot))&0xffff < chances[slot])
			lists[slot][filled[slot]] = uint16(i)
			filled[slot] += hit
			live[slot] += hit & user
			any |= hit & user
		}
		acc.day.ActiveConsumers += int64(any)
	}
	for slot := range lists {
		ch.active[slot] = lists[slot][:filled[slot]]
		acc.expected[slot] += int64(live[slot])
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// meet is a week's chance to take up live shopping: by oneself or by word of mouth (Bass), or to come back to it.
func (w *World) meet(habit uint8, i int, acc *worker) uint8 {
	hazard := w.run.adoptWeek
	if habit&useMask == lapsed {
		hazard = w.run.returnWeek
	}
	if !w.On(chance.Adopt).At(uint64(i)).Chance(0, hazard) {
		return habit
	}
	acc.day.Adoptions++
	return habit&^useMask | adopter
}

// prepareAdoption sets the week's hazards of adoption from who used live shopping yesterday.
func (w *World) prepareAdoption() {
	p, c := &w.p.Consumers, &w.Consumers
	n := float64(len(c.Rec))
	satisfied, unhappy := float64(c.Adopters-min(c.Adopters, c.Unhappy))/n, float64(c.Unhappy)/n
	w.run.adoptWeek = 1 - chance.Exp(-p.Adoption.Hazard(satisfied, unhappy)*Week/365)
	w.run.returnWeek = 1 - chance.Exp(-p.Dropout.Reactivation*Week)
}

// onesCount returns the number of slots in a mask.
func onesCount(slots uint8) int { return bits.OnesCount8(slots) }
