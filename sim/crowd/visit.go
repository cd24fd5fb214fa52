package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// Draws under the key of a consumer's visit to a room.
const (
	visitBuy = iota
	visitFollow
	visitRound
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
		s.acc.rooms[ri].follows++
	}
	c.Rel[j] = state.NewRelation(channel, min(pos, 255), min(neg, 255), bond, min(rel.Visits()+1, 63), rel.Followed() || follows, s.day)
}

// shop shows one good of the room, one that meets an open need if there is one, and decides whether it is bought.
func (s *slate) shop(ri int32, rel state.Relation, trust int32, bond uint32, key chance.Key, private bool) {
	c, t, r := s.c, s.t, s.r
	rm := &s.street.Rooms[ri]
	draws := key.Bits(visitBuy)
	terms := s.pick(rm, uint32(draws>>48))
	oi := rm.First + int32(terms.Place)
	s.acc.day.OffersSeen++
	seed := uint32(key.Bits(visitFollow) >> 16)
	met := s.pending>>terms.Category&1 != 0

	// u_calm, then arousal: the equation of package consumer, term by term.
	prior := r.prior[terms.Category]
	expected := prior + (trust*(terms.Claim-prior))>>10
	calm := terms.Constant + t.tasteBuy[c.TasteFor(terms.Category)] + t.fanBuy[bond]
	calm += (t.seen[terms.Category] * int32(t.normal[seed&4095])) >> 10
	calm += (t.platform * (int32(c.Platform) - 128)) >> 8
	if met {
		calm += t.needBuy
	}
	calm -= t.cost(terms.Price, c.Budget)
	age := min(s.day-uint32(c.Touched), state.MemoryDays-1)
	calm -= s.restraint()
	caution := int64(uint64(c.Caution) * uint64(t.keepCare[age]) >> 16)
	hot := int32((int64(c.Impulse) * (65535 - caution) * int64(terms.Arousal)) >> 24)
	quality := (t.quality * expected) >> 10
	forgone := int32(0)
	if met {
		forgone = t.softplus[level(s.shelfWorth(int(terms.Category)))]
	}
	s.surplus(calm+quality+hot, forgone)
	calm += int32(t.shock[draws&4095])
	if calm+quality+hot+rm.Crowd <= 0 {
		return
	}
	o := state.Order{Local: s.local, Day: uint16(s.day), Offer: uint32(oi), Seed: seed,
		Expected: uint16(expected), Calm: packed(calm), Hot: packed(hot), Forgone: uint16(forgone >> 2)}
	if met {
		o.Offer |= state.OrderPurposive
		c.SetDue(int(terms.Category), state.NoNeed)
	}
	if uint32(draws>>16)&0xffff < t.paid {
		o.Offer |= state.OrderPaid
		s.spend(terms.Price)
	} else {
		s.acc.day.SurplusGap -= t.worth(&o, c)
		if s.traced {
			s.note("unpaid", rm.Host, int(s.w.Offers.Good[oi]), terms.Price, 0)
		}
		if met {
			c.SetDue(int(terms.Category), uint16(s.day)) // an order never paid meets no need
		}
	}
	if private {
		o.Offer |= state.OrderPrivate
	}
	if rel.Positive() > 0 {
		o.Offer |= state.OrderRepeat
	}
	if c.LastKept != 0 && s.day-uint32(c.LastKept) <= state.Month {
		o.Offer |= state.OrderAgain
	}
	if s.traced {
		s.note("order", rm.Host, int(s.w.Offers.Good[oi]), terms.Price, 0)
	}
	s.chunk.Orders = append(s.chunk.Orders, o)
}

// packed returns a utility in 1/256 util, held within 16 bits.
func packed(u int32) int16 { return int16(max(-32768, min(32767, u>>2))) }

// pick returns the offer a visitor looks at.
func (s *slate) pick(rm *street.Room, draw uint32) *street.Terms {
	at := int(draw * uint32(rm.Count) >> 16)
	if s.pending&uint32(rm.Cats) != 0 {
		for k := 0; k < int(rm.Count); k++ {
			j := at + k
			if j >= int(rm.Count) {
				j -= int(rm.Count)
			}
			if o := &rm.Offers[j]; s.pending>>o.Category&1 != 0 {
				return o
			}
		}
	}
	return &rm.Offers[at]
}

// surplus adds what the offer of utility u, its shock left out, is worth to the consumer when deciding, compared with a
// market without live shopping: budget/α_p times
//
//	E[max(0, u + ε)] − P(buy)·L = ln(1+e^u) − L/(1+e^−u),  ε logistic (Small & Rosen 1981),
//
// L the log-sum of the shelf for the need that the offer meets, 0 without one: who buys gives up the shelf, who does not
// still has it.
func (s *slate) surplus(u, forgone int32) {
	t, at := s.t, level(u)
	gain := t.softplus[at] - int32(int64(t.buys[at])*int64(forgone)>>16)
	s.acc.day.SurplusDecision += (t.perUtil[s.c.Budget] * int64(gain)) >> 10
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
