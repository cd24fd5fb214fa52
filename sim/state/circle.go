package state

import (
	"livebazaar/sim/slates"
)

// CircleOf returns the circle of an agent or consumer.
func (w *Market) CircleOf(id uint64) int { return slates.Circle(id, w.Circles) }
