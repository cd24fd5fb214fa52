package crowd

import (
	"livebazaar/sim/state"
)

// dissatisfied reports whether consumer i speaks ill of live shopping and still uses it.
func (s *slate) dissatisfied(i int) bool {
	return s.c.Mood < s.t.ill && s.w.Consumers.Habit[i]&state.UseMask == state.Adopter
}

// mood updates the consumer's smoothed satisfaction and trust in the platform.
func (s *slate) mood(satisfaction int32, failed bool) {
	c, t := s.c, s.t
	now := (int32(c.Mood)*t.moodKeep + max(-127, min(127, satisfaction>>4))*(256-t.moodKeep) + 128) >> 8
	c.Mood = int8(max(-127, min(127, now)))
	trust := int32(c.Platform)
	if failed {
		trust -= trust * t.platformLoss >> 10
	} else {
		trust += ((255-trust)*t.platformGain + 512) >> 10
	}
	c.Platform = uint8(max(0, min(255, trust)))
}
