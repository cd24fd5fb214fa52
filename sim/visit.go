package sim

import "livebazaar/agents/chance"

// visit watches a room: the bond grows, the host may be followed, a good is seen and bought or not.
func (s *slate) visit(ri, u int32, private bool) {
	c, t := s.c, s.t
	rm, tally := &s.r.rooms[ri], &s.acc.rooms[ri]
	key := chance.Key(chance.Mix(s.own + rm.salt))
	j := c.find(rm.host, rm.born)
	excess := level(u - t.outside)
	tally.visits++
	if s.traced {
		s.note("enter", rm.host, -1, 0, float64(u)/One)
	}
	tally.stay += int64(t.stay[excess])
	if private {
		tally.private++
	}
	trust, bond := int32(rm.trust), uint32(0)
	var rel Relation
	if j >= 0 {
		rel = c.Rel[j]
		trust, bond = s.trust(rel, rm), s.bond(rel, s.day-rel.day())
	}
	rounding := key.Bits(visitRound)
	s.remember(ri, j, rel, bond, excess, rounding, uint32(key.Bits(visitFollow))&0xffff)
	s.shop(ri, rel, trust, bond, key, private)
}

// remember updates the memory of a host after a visit: bond, visits, and perhaps a follow.
func (s *slate) remember(ri int32, j int, rel Relation, bond uint32, excess int, rounding uint64, follow uint32) {
	c, t := s.c, s.t
	rm := &s.r.rooms[ri]
	follows := !rel.followed() && follow < t.followVisit[excess]
	if j < 0 {
		if j = c.vacate(s.r.born); j < 0 {
			return
		}
		rel = Relation(rm.host) | Relation(s.day)<<relDay
	}
	gain := (127 - bond) * t.grow[excess]
	bond = min(127, bond+(gain+uint32(rounding&0xffff))>>16)
	keep := t.keepWeek[min(s.day-rel.day(), memoryDays-1)]
	pos := (rel.positive()*keep + uint32(rounding>>16&0xffff)) >> 16
	neg := (rel.negative()*keep + uint32(rounding>>32&0xffff)) >> 16
	if follows {
		s.acc.rooms[ri].follows++
	}
	c.Rel[j] = relation(rm.host, min(pos, 255), min(neg, 255), bond, min(rel.visits()+1, 63), rel.followed() || follows, s.day)
}
