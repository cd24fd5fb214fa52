package sim

import (
	"math/bits"

	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
)

// wake decides which consumers of a chunk open the platform in which slots of today, and lets those who do not use
// live shopping take it up (or come back to it) once a week.
func (w *World) wake(chunk int, acc *worker) {
	ch := &w.Consumers.Chunks[chunk]
	from, to := w.Consumers.chunkOf(chunk)
	habits := w.Consumers.Habit[from:to]
	weekday := int(w.number(w.Day) % Week)
	turn := (Week - (from-weekday)%Week) % Week // the first whose weekly chance to adopt is today
	for i := turn; i < len(habits); i += Week {
		if habits[i]&useMask != adopter {
			habits[i] = w.meet(habits[i], from+i, acc)
		}
	}
	s := slates.Sleepers{Key: uint64(w.run.activityKey) + uint64(from+1)*chance.Member, Habits: habits, Awake: &w.t.awake}
	for slot := range ch.active {
		ch.active[slot] = resize(ch.active[slot], len(habits)+slates.Lanes)
	}
	s.Active = ch.active
	slates.Wake(&s)
	for slot := range ch.active {
		ch.active[slot] = ch.active[slot][:s.N[slot]]
		acc.expected[slot] += s.Live[slot]
	}
	acc.day.ActiveConsumers += s.Shoppers
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
