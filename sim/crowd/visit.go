package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// visit watches a room: the bond grows, the host may be followed, a good is seen and bought or not.
func (s *slate) visit(ri, u int32, private bool) {
	c, t := s.c, s.t
	rm, tally := &s.street.Rooms[ri], &s.acc.rooms[ri]
	key := chance.Key(chance.Mix(s.own + rm.Salt))
	j := c.Find(s.street.Channel(rm.Host), rm.Born)
	excess := level(u - t.outside)
	tally.Visits++
	if s.traced {
		s.note("enter", rm.Host, -1, 0, float64(u)/fixed.One)
	}
	tally.Stay += int64(t.stay[excess])
	if private {
		tally.Private++
	}
	trust, bond := int32(rm.Trust), uint32(0)
	var rel state.Relation
	if j >= 0 {
		rel = c.Rel[j]
		trust, bond = s.trust(rel, rm), s.bond(rel, s.day-rel.Day())
	}
	rounding := key.Bits(visitRound)
	s.remember(ri, j, rel, bond, excess, rounding, uint32(key.Bits(visitFollow))&0xffff)
	s.shop(ri, rel, trust, bond, key, private)
}

// remember updates the memory of a host after a visit: bond, visits, and perhaps a follow.
func (s *slate) remember(ri int32, j int, rel state.Relation, bond uint32, excess int, rounding uint64, follow uint32) {
	c, t := s.c, s.t
	channel := s.street.Channel(s.street.Rooms[ri].Host)
	follows := !rel.Followed() && follow < t.followVisit[excess]
	if j < 0 {
		if j = c.Vacate(s.w.Roll.Born); j < 0 {
			return
		}
		rel = state.Met(channel, s.day)
	}
	gain := (127 - bond) * t.grow[excess]
	bond = min(127, bond+(gain+uint32(rounding&0xffff))>>16)
	keep := t.keepWeek[min(s.day-rel.Day(), state.MemoryDays-1)]
	pos := (rel.Positive()*keep + uint32(rounding>>16&0xffff)) >> 16
	neg := (rel.Negative()*keep + uint32(rounding>>32&0xffff)) >> 16
	if follows {
		s.acc.rooms[ri].Follows++
	}
	c.Rel[j] = state.NewRelation(channel, min(pos, 255), min(neg, 255), bond, min(rel.Visits()+1, 63), rel.Followed() || follows, s.day)
}
