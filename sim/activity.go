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
	n := len(habits)
	off, noon, eve := resize(ch.active[0], n+1), resize(ch.active[1], n+1), resize(ch.active[2], n+1)
	// Three slots in three lanes of 16 bits: filled counts the active, live those who use live shopping.
	var filled, live uint64
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
		// a lane's top bit stays where the chance exceeds the draw: no branch on a coin toss
		draw := uint64(keys.At(uint64(from+i))) & activeDraw
		hit := (t.awake[habit&15] - draw) & laneHigh >> 15
		off[filled&0xffff], noon[filled>>16&0xffff], eve[filled>>32&0xffff] = uint16(i), uint16(i), uint16(i)
		filled += hit
		hit &= -uint64(habit >> 4 & 1)
		live += hit
		acc.day.ActiveConsumers += int64((hit | hit>>16 | hit>>32) & 1)
	}
	ch.active = [NumSlots][]uint16{off[:filled&0xffff], noon[:filled>>16&0xffff], eve[:filled>>32&0xffff]}
	for slot := range acc.expected {
		acc.expected[slot] += int64(live >> (16 * slot) & 0xffff)
	}
}

// activeDraw keeps the 15 bits of each of three lanes that a draw of activity has.
const activeDraw = 0x7fff7fff7fff

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
	acc.unhappy += int64(one(w.Consumers.Rec[i].Mood < 0))
	return habit&^useMask | adopter
}

// prepareAdoption sets the week's hazards of adoption from who used live shopping yesterday.
func (w *World) prepareAdoption() {
	p, c := &w.p.Consumers, &w.Consumers
	n := float64(len(c.Rec))
	satisfied, unhappy := float64(c.Adopters-c.Unhappy)/n, float64(c.Unhappy)/n
	w.run.adoptWeek = 1 - chance.Exp(-p.Adoption.Hazard(satisfied, unhappy)*Week/365)
	w.run.returnWeek = 1 - chance.Exp(-p.Dropout.Reactivation*Week)
}

// onesCount returns the number of slots in a mask.
func onesCount(slots uint8) int { return bits.OnesCount8(slots) }
