package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// Draws under the key of a consumer's visit to a room.
const (
	visitBuy = iota
	visitFollow
	visitRound
	visitOther // and the next, of the goods weighed after the first
)

// visit watches a room: the bond grows, the host may be followed, a good is seen and bought or not.
func (s *slate) visit(ri, u int32, private bool) {
	c, t := s.c, s.t
	rm, tally := &s.street.Rooms[ri], &s.acc.rooms[ri]
	key := chance.Key(chance.Mix(s.own + rm.Salt))
	j := c.Find(s.street.Channel(rm.Host), rm.Born)
	excess := level(u - t.outside)
	tally.visits++
	if s.traced {
		s.note("enter", rm.Host, -1, 0, float64(u)/fixed.One)
	}
	tally.stay += int64(t.stay[excess])
	if private {
		tally.private++
	}
	ties := relations{trust: int32(rm.Trust)}
	var rel state.Relation
	bond := uint32(0)
	if j >= 0 {
		rel = c.Rel[j]
		bond = s.bond(rel, s.day-rel.Day())
		ties = relations{trust: s.trust(rel, rm), bond: t.fanBuy[bond], known: s.known(rel)}
	}
	rounding := key.Bits(visitRound)
	s.remember(ri, j, rel, bond, excess, rounding, uint32(key.Bits(visitFollow))&0xffff)
	s.shop(ri, rel, &ties, key, private)
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
		s.acc.rooms[ri].follows++
	}
	c.Rel[j] = state.NewRelation(channel, min(pos, 255), min(neg, 255), bond, min(rel.Visits()+1, 63), rel.Followed() || follows, s.day)
}

// relations are what a visitor has with a host: trust in it, what the bond adds to a purchase, and how much of it is known, 1/1024.
type relations struct{ trust, bond, known int32 }

// surplus adds what the offer of utility u, its shock left out, is worth to the consumer when deciding, compared with a
// market without live shopping, at so many fen a util:
//
//	E[max(0, u + ε)] − P(buy)·L = ln(1+e^u) − L/(1+e^−u),  ε logistic (Small & Rosen 1981),
//
// L the log-sum of the shelf for the need that the offer meets, 0 without one: who buys gives up the shelf, who does not
// still has it.
func (s *slate) surplus(u, forgone int32, perUtil int64) {
	t, at := s.t, level(u)
	shelf := perUtil * (int64(t.buys[at]) * int64(forgone) >> 16) >> 10
	s.acc.day.SurplusDecision += perUtil*int64(t.softplus[at])>>10 - shelf
	s.acc.day.SurplusForgone += shelf
}

// restraint returns what spending of late takes from the utility of buying anything, live or on the shelf.
func (s *slate) restraint() int32 {
	age := min(s.day-uint32(s.c.Touched), state.MemoryDays-1)
	return int32((int64(s.t.overspent) * int64(uint32(s.c.Spent)*s.t.keepBuy[age]>>16)) >> 8)
}

// spend brings spending of late and caution up to date and adds a payment of fen.
func (s *slate) spend(fen int64) {
	c, t := s.c, s.t
	t.relax(c, s.day)
	c.Spent = uint16(min(65535, int64(c.Spent)+t.spending(fen, c.Budget)))
}

// relax brings the lazily decayed traits of a consumer up to the day number.
func (t *Tables) relax(c *state.Consumer, day uint32) {
	age := min(day-uint32(c.Touched), state.MemoryDays-1)
	c.Spent = uint16(uint32(c.Spent) * t.keepBuy[age] >> 16)
	c.Caution = uint16((uint64(c.Caution)*uint64(t.keepCare[age]) + 1<<15) >> 16)
	c.Touched = uint16(day)
}
