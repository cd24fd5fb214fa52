package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/column"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// WakeAll decides who opens the platform today.
func (w *Crowd) WakeAll() { w.eachChunk(w.wake) }

// eachChunk lets the crew do something with every chunk of consumers, each worker with its own counters.
func (w *Crowd) eachChunk(f func(chunk int, acc *worker)) {
	w.Crew.Each(len(w.Consumers.Chunks), func(chunk, k int) { f(chunk, &w.run.workers[k]) })
}

// wake decides which consumers of a chunk open the platform in which slots of today, and lets those who do not use
// live shopping take it up (or come back to it) once a week.
func (w *Crowd) wake(chunk int, acc *worker) {
	ch := &w.run.groups[chunk]
	from, to := w.Consumers.ChunkOf(chunk)
	habits := w.Consumers.Habit[from:to]
	weekday := int(w.Number(w.Day) % state.Week)
	turn := (state.Week - (from-weekday)%state.Week) % state.Week // the first whose weekly chance to adopt is today
	for i := turn; i < len(habits); i += state.Week {
		if habits[i]&state.UseMask != state.Adopter {
			habits[i] = w.takeUp(habits[i], from+i, acc)
		}
	}
	s := slates.Sleepers{Key: uint64(w.run.activityKey) + uint64(from+1)*chance.Member, Habits: habits, Awake: &w.t.awake}
	for slot := range ch.active {
		ch.active[slot] = column.Resize(ch.active[slot], len(habits)+slates.Lanes)
	}
	s.Active = ch.active
	slates.Wake(&s)
	for slot := range ch.active {
		ch.active[slot] = ch.active[slot][:s.N[slot]]
		acc.expected[slot] += s.Live[slot]
	}
	acc.day.ActiveConsumers += s.Shoppers
}

// takeUp is a week's chance to take up live shopping: by oneself or by word of mouth (Bass), or to come back to it.
func (w *Crowd) takeUp(habit uint8, i int, acc *worker) uint8 {
	hazard := w.run.adoptWeek
	if habit&state.UseMask == state.Lapsed {
		hazard = w.run.returnWeek
	}
	if !w.On(chance.Adopt).At(uint64(i)).Chance(0, hazard) {
		return habit
	}
	acc.day.Adoptions++
	acc.unhappy += int64(one(w.Consumers.Rec[i].Mood < 0))
	return habit&^state.UseMask | state.Adopter
}

// PrepareAdoption sets the week's hazards of adoption from who used live shopping yesterday.
func (w *Crowd) PrepareAdoption() {
	p, c := &w.p.Consumers, &w.Consumers
	n := float64(len(c.Rec))
	satisfied, unhappy := float64(c.Adopters-c.Unhappy)/n, float64(c.Unhappy)/n
	w.run.adoptWeek = 1 - chance.Exp(-p.Adoption.Hazard(satisfied, unhappy)*state.Week/365)
	w.run.returnWeek = 1 - chance.Exp(-p.Dropout.Reactivation*state.Week)
}

// TakeIn adds up what the chunks found when waking: how many slates each slot will have to fill.
func (w *Crowd) TakeIn() {
	r := &w.run
	r.expected = [state.NumSlots]int64{}
	for i := range r.workers {
		for slot, n := range r.workers[i].expected {
			r.expected[slot] += n
		}
		w.Consumers.Adopters += r.workers[i].day.Adoptions
		w.Consumers.Unhappy += r.workers[i].unhappy
		r.workers[i].unhappy = 0
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
