package crowd

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/state"
)

// Draws of a consumer's week under the key of adoption.
const (
	weekTakeUp = iota
	weekHabit
	weekLeave
)

// useOrForget is what a week does to a consumer's habit: one who uses live shopping may come closer to it by a step, another may
// lose one.
func (w *Crowd) useOrForget(c *state.Consumer, uses bool, key chance.Key) {
	habit := c.Habit()
	switch {
	case uses && habit < consumer.HabitSteps:
		if key.Chance(weekHabit, w.t.change[consumer.HabitSteps-habit]) {
			c.SetHabit(habit + 1)
		}
	case !uses && habit > 0:
		if key.Chance(weekHabit, w.t.change[habit]) {
			c.SetHabit(habit - 1)
		}
	}
}

// wane is a week's chance to leave live shopping, whatever was bought.
func (w *Crowd) wane(c *state.Consumer, habit uint8, key chance.Key, acc *worker) uint8 {
	if !key.Chance(weekLeave, w.t.wane[c.Habit()]) {
		return habit
	}
	acc.day.Lapses++
	acc.unhappy -= int64(one(c.Mood < w.t.ill))
	return habit&^state.UseMask | state.Lapsed
}

// firstHabit draws the habit of a consumer who used live shopping when the market was made, or has left it.
func (w *Crowd) firstHabit(key chance.Key, left bool) uint8 {
	p := &w.p.Consumers
	habit := p.Habit.Formed(p.Adoption.Tenure * key.Exponential(traitTenure))
	if left {
		away := math.Inf(1)
		if p.Dropout.Reactivation > 0 {
			away = key.Exponential(traitAway) / (365 * p.Dropout.Reactivation)
		}
		habit *= 1 - p.Habit.Formed(away)
	}
	return uint8(float64(habit*consumer.HabitSteps) + key.Uniform(traitHabit))
}
