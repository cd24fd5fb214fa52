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

// wake decides which consumers of a chunk open the platform in which slots of today. Once a week it lets habits form and fade,
// users leave, and those who do not use live shopping take it up (or come back to it).
func (w *Crowd) wake(chunk int, acc *worker) {
	ch := &w.run.groups[chunk]
	from, to := w.Consumers.ChunkOf(chunk)
	habits := w.Consumers.Habit[from:to]
	key := w.On(chance.Adopt)
	w.eachInTurn(chunk, acc, func(i int, c *state.Consumer) {
		own, habit := key.At(uint64(i)), &habits[i-from]
		uses := *habit&state.UseMask == state.Adopter
		w.useOrForget(c, uses, own)
		if uses {
			*habit = w.wane(c, *habit, own, acc)
		} else {
			*habit = w.takeUp(*habit, i, own, acc)
		}
	})
	room := len(habits) + slates.Lanes
	acc.when, acc.fans, acc.slots = column.Resize(acc.when, room), column.Resize(acc.fans, room), column.Resize(acc.slots, room)
	for slot := range ch.active {
		ch.active[slot] = column.Resize(ch.active[slot], room)
	}
	first := uint64(from+1) * chance.Member
	s := slates.Sleepers{Key: uint64(w.run.activityKey) + first, Habits: habits, Awake: &w.t.awake,
		FansKey: uint64(w.On(chance.Appoint)) + first, Moves: uint64(w.t.appoint),
		When: acc.when, Fans: acc.fans, Slots: acc.slots, Active: ch.active}
	slates.Wake(&s)
	w.keepAppointments(from, &s)
	slates.List(&s)
	for slot := range ch.active {
		ch.active[slot] = ch.active[slot][:s.N[slot]]
		acc.expected[slot] += s.Live[slot]
	}
	acc.day.ActiveConsumers += s.Shoppers
}

// takeUp is a week's chance to take up live shopping, for those who might ever, or to come back to it.
func (w *Crowd) takeUp(habit uint8, i int, key chance.Key, acc *worker) uint8 {
	hazard, again := w.run.adoptWeek, habit&state.UseMask == state.Lapsed
	if again {
		hazard = w.run.returnWeek
	}
	if !key.Chance(weekTakeUp, hazard) || !again && !w.mightAdopt(i) {
		return habit
	}
	acc.day.Adoptions++
	acc.unhappy += int64(one(w.Consumers.Rec[i].Mood < w.t.ill))
	return habit&^state.UseMask | state.Adopter
}

// mightAdopt reports whether a consumer might ever take up live shopping.
func (w *Crowd) mightAdopt(i int) bool {
	return w.p.Consumers.Adoption.Open(w.Keys.Population.For(chance.Population).At(uint64(i)).Uniform(traitUse))
}

// PrepareAdoption sets the week's hazards of adoption from who used live shopping yesterday, and which merchants broadcast.
func (w *Crowd) PrepareAdoption() {
	p, c := &w.p.Consumers, &w.Consumers
	n := float64(len(c.Rec))
	satisfied, unhappy := float64(c.Adopters-c.Unhappy)/n, float64(c.Unhappy)/n
	w.run.adoptWeek = 1 - chance.Exp(-p.Adoption.Hazard(satisfied, unhappy, w.broadcasting())*state.Week/365)
	w.run.returnWeek = 1 - chance.Exp(-p.Dropout.Reactivation*state.Week)
}

// broadcasting is the share of merchants in the market that run a store broadcast.
func (w *Crowd) broadcasting() float64 {
	open, all := 0, 0
	for m, alive := range w.Merchants.Alive {
		all += one(alive)
		open += one(alive && w.Merchants.StoreOpen[m])
	}
	return float64(open) / float64(max(1, all))
}

// TakeIn adds up what the chunks found when waking: how many slates each slot will have to fill.
func (w *Crowd) TakeIn() {
	r := &w.run
	r.expected = [state.NumSlots]int64{}
	for i := range r.workers {
		for slot, n := range r.workers[i].expected {
			r.expected[slot] += n
		}
		w.Consumers.Adopters += r.workers[i].day.Adoptions - r.workers[i].day.Lapses // of this morning
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
