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

// joy returns what relations add to buying, whatever becomes of the good, 1/1024 util.
func (s *slate) joy(with *relations, public int32) int32 {
	return with.bond + (s.t.comfort*with.known)>>10 + (s.t.trustBuy*(with.trust-public))>>10
}

// expected returns the quality that one who trusts the host so much expects, 1/1024.
func (s *slate) expected(trust int32, terms *street.Terms) int32 {
	prior := s.r.prior[terms.Category]
	return prior + (trust*(int32(terms.Claim)-prior))>>10
}

// shop shows one good of the room, one that meets an open need if there is one, and decides whether it is bought.
func (s *slate) shop(ri int32, rel state.Relation, with *relations, key chance.Key, private bool) {
	c, t := s.c, s.t
	rm := &s.street.Rooms[ri]
	draws := key.Bits(visitBuy)
	terms := s.pick(rm, uint32(draws>>48))
	oi := int32(s.w.Offer(s.w.Edition(), int(rm.Host), int(terms.Place)))
	s.acc.day.OffersSeen++
	if uint32(draws>>32)&0xffff >= t.considers[c.Habit()] {
		s.probeWatcher(with, terms, private)
		return // comes to watch
	}
	seed := uint32(key.Bits(visitFollow) >> 16)
	met := s.pending>>terms.Category&1 != 0

	// u_calm, then arousal: the equation of package consumer, term by term.
	expected := s.expected(with.trust, terms)
	match := s.suits(rm)
	calm := terms.Constant + t.tasteBuy[c.TasteFor(terms.Category)] + (match*with.known)>>10
	calm += (t.seen[terms.Category] * int32(t.normal[seed&4095])) >> 10
	calm += (t.platform * (int32(c.Platform) - 128)) >> 8
	if met {
		calm += t.needBuy
	}
	kappa := s.kappa()
	calm -= t.cost(terms.Price, terms.Relative, kappa, c.Budget)
	age := min(s.day-uint32(c.Touched), state.MemoryDays-1)
	calm -= s.restraint()
	caution := int64(uint64(c.Caution) * uint64(t.keepCare[age]) >> 16)
	hot := int32((int64(c.Impulse) * (65535 - caution) * int64(terms.Arousal)) >> 24)
	quality := (t.quality * expected) >> 10
	forgone := int32(0)
	if met {
		seen := (t.shelfSeen[terms.Category] * int32(t.normal[key.Bits(visitRound)>>48&4095])) >> 10
		forgone = t.softplus[level(s.shelfWorth(int(terms.Category))+seen)]
	}
	alone := s.liking() + t.option[terms.Category]
	joy := alone + s.joy(with, int32(rm.Trust)) + rm.Crowd
	perUtil := t.perUtil(kappa, worthOf(terms.Price, terms.Relative), c.Budget)
	s.surplus(calm+quality+hot+joy, forgone, perUtil)
	if s.w.run.probe != nil {
		s.probe(rm, with, calm+hot+alone, match, terms, kappa, private)
	}
	calm += int32(t.shock[draws&4095])
	if calm+quality+hot+joy <= 0 {
		return
	}
	o := state.Order{Local: s.local, Day: uint16(s.day), Offer: uint32(oi), Seed: seed, Expected: uint16(expected),
		Calm: packed(calm), Joy: packed(joy), Hot: packed(hot), Match: packed(match - (match*with.known)>>10), Forgone: uint16(forgone >> 2)}
	if met {
		o.Offer |= state.OrderPurposive
		c.SetDue(int(terms.Category), state.NoNeed)
	}
	if uint32(draws>>16)&0xffff < t.paid {
		o.Offer |= state.OrderPaid
		s.spend(terms.Price)
	} else {
		gone, shelf := t.promised(&o, perUtil)
		s.acc.day.SurplusGap -= gone
		s.acc.day.SurplusForgone -= shelf
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
