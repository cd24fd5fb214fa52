package sim

import (
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/state"
)

// Draws of a consumer's week under the key of adoption.
const (
	weekHabit = 1
	weekLeave = 2
)

// compareUse has the habits of those whose day of the week it is form and fade, and users leave whatever they have bought.
func (x *reference) compareUse(t *testing.T, wake func()) {
	t.Helper()
	w, p := x.w, x.p
	records, habits := slices.Clone(w.Consumers.Rec), slices.Clone(w.Consumers.Habit)
	for i := range records {
		if (i-int(x.day))%state.Week != 0 {
			continue
		}
		key, c := w.On(chance.Adopt).At(uint64(i)), &records[i]
		uses, steps := habits[i]&state.UseMask == state.Adopter, c.Habit()
		missing := steps
		if uses {
			missing = consumer.HabitSteps - steps
		}
		if missing > 0 && key.Chance(weekHabit, p.Consumers.Habit.Change(int(missing), state.Week)) {
			x.met["steps of habit"]++
			c.SetHabit(steps + 2*uint8(one(uses)) - 1)
		}
		if wanes := p.Consumers.Dropout.Wanes(float64(c.Habit()) / consumer.HabitSteps); uses &&
			key.Chance(weekLeave, 1-chance.Exp(-wanes*state.Week/365)) {
			x.met["users who left of themselves"]++
			x.row.Lapses++
			habits[i] = habits[i]&^state.UseMask | state.Lapsed
		}
	}
	users := slices.Clone(w.Consumers.Habit)
	wake()
	for i := range records {
		if got := w.Consumers.Rec[i]; got != records[i] {
			t.Fatalf("day %d: consumer %d is\n%+v, by the reference\n%+v", w.Day, i, got, records[i])
		}
		if users[i]&state.UseMask == state.Adopter && w.Consumers.Habit[i] != habits[i] {
			t.Fatalf("day %d: use of consumer %d is %08b, by the reference %08b", w.Day, i, w.Consumers.Habit[i], habits[i])
		}
	}
}
