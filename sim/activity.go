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
	for slot := range ch.active {
		ch.active[slot] = ch.active[slot][:0]
	}
	keys, t := w.run.activityKey, w.t
	habits := w.Consumers.Habit[from:to]
	weekday := int(w.number(w.Day) % Week)
	for i := range habits {
		habit := habits[i]
		live := habit&useMask == adopter
		if !live && (from+i)%Week == weekday {
			if habit = w.meet(habit, from+i, acc); habit&useMask == adopter {
				habits[i], live = habit, true
			}
		}
		draw := uint64(keys.At(uint64(from + i)))
		chances := &t.active[habit&15]
		var active int64
		for slot := range chances {
			if uint32(draw>>(16*slot))&0xffff < chances[slot] {
				ch.active[slot] = append(ch.active[slot], uint16(i))
				if live {
					acc.expected[slot]++
					active = 1
				}
			}
		}
		acc.day.ActiveConsumers += active
	}
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
