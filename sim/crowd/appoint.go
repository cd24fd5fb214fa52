package crowd

import (
	"unsafe"

	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// keepAppointments moves fans among the consumers from a first one on to the time at which a host they follow is live
// (consumer.Activity): who is active in a slot in which nobody it follows is live comes in a slot in which one is, if it is not
// active there. It is active as often as before.
func (w *Crowd) keepAppointments(first int, s *slates.Sleepers) {
	records, announced, born := w.Consumers.Rec[first:], w.street.Announced, w.Roll.Born
	fans := s.Fans[:s.NFans]
	slates.Fetch(unsafe.Pointer(&records[0]), fans[:min(farAhead, len(fans))])
	for n, local := range fans {
		if n%few == 0 {
			slates.Fetch(unsafe.Pointer(&records[0]), ahead(fans, n, few))
		}
		live := liveFor(&records[local], announced, born)
		for idle, free := s.Slots[n]&^live, live&^s.When[local]; idle != 0 && free != 0; idle &= idle - 1 {
			from, to := idle&-idle, free&-free
			s.When[local], free = s.When[local]&^from|to, free&^to
		}
	}
}

// liveFor returns the slots of today in which a host that a consumer follows is live, a bit each: announced and born tell of every
// channel when its host is live and the day number it entered. A branch on who is followed costs more than to look at all.
func liveFor(c *state.Consumer, announced []uint8, born []uint32) (live uint8) {
	for j := range c.Rel {
		rel := c.Rel[j]
		host := rel.Channel()
		live |= announced[host] & -uint8(one(rel.Followed())&one(rel.Day() >= born[host]))
	}
	return live
}

// While some records are worked on others are fetched, a few at a time, that come so many later: not more can be under way at once.
const (
	few      = 8
	farAhead = 4 * few
)

// ahead returns the numbers of a list to fetch, so many at most, while the n-th is worked on.
func ahead(list []uint16, n, most int) []uint16 {
	from := min(n+farAhead, len(list))
	return list[from:min(from+most, len(list))]
}
