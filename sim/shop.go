package sim

import "livebazaar/agents/chance"

// shop shows one good of the room, one that meets an open need if there is one, and decides whether it is bought.
func (s *slate) shop(ri int32, rel Relation, trust int32, bond uint32, key chance.Key, private bool) {
	c, t, r := s.c, s.t, s.r
	rm := &r.rooms[ri]
	draws := key.Bits(visitBuy)
	oi := s.pick(rm, uint32(draws>>48))
	terms := &r.terms[oi]
	s.acc.day.OffersSeen++
	seed := uint32(key.Bits(visitFollow) >> 16)
	met := s.pending>>terms.category&1 != 0

	// u_calm, then arousal: the equation of package consumer, term by term.
	expected := terms.prior + (trust*(terms.claim-terms.prior))>>10
	calm := terms.constant + t.tasteBuy[c.taste(terms.category)] + t.fanBuy[bond]
	calm += (t.seen[terms.category] * int32(t.normal[seed&4095])) >> 10
	calm += (t.platform * (int32(c.Platform) - 128)) >> 8
	if met {
		calm += t.needBuy
	}
	calm -= t.cost(terms.price, c.Budget)
	age := min(s.day-uint32(c.Touched), memoryDays-1)
	calm -= s.restraint()
	caution := int64(uint64(c.Caution) * uint64(t.keepCare[age]) >> 16)
	hot := int32((int64(c.Impulse) * (65535 - caution) * int64(terms.arousal)) >> 24)
	quality := (t.quality * expected) >> 10
	forgone := int32(0)
	if met {
		forgone = t.softplus[level(s.shelfWorth(int(terms.category)))]
	}
	s.surplus(calm+quality+hot, forgone)
	calm += int32(t.shock[draws&4095])
	if calm+quality+hot+r.crowd[ri] <= 0 {
		return
	}
	o := Order{Local: s.local, Day: uint16(s.day), Offer: uint32(oi), Seed: seed, Expected: uint16(expected), Calm: packed(calm), Hot: packed(hot), Forgone: uint16(forgone >> 2)}
	if met {
		o.Offer |= orderPurposive
		c.setDue(int(terms.category), noNeed)
	}
	if uint32(draws>>16)&0xffff < t.paid {
		o.Offer |= orderPaid
		s.spend(terms.price)
	} else {
		s.acc.day.SurplusGap -= o.worth(t, c)
		if s.traced {
			s.note("unpaid", rm.host, int(s.w.Offers.Good[oi]), terms.price, 0)
		}
		if met {
			c.setDue(int(terms.category), uint16(s.day)) // an order never paid meets no need
		}
	}
	if private {
		o.Offer |= orderPrivate
	}
	if rel.positive() > 0 {
		o.Offer |= orderRepeat
	}
	if c.LastKept != 0 && s.day-uint32(c.LastKept) <= Month {
		o.Offer |= orderAgain
	}
	if s.traced {
		s.note("order", rm.host, int(s.w.Offers.Good[oi]), terms.price, 0)
	}
	s.chunk.orders = append(s.chunk.orders, o)
}

// packed returns a utility in 1/256 util, held within 16 bits.
func packed(u int32) int16 { return int16(max(-32768, min(32767, u>>2))) }

// pick returns the offer a visitor looks at.
func (s *slate) pick(rm *room, draw uint32) int32 {
	at := int(draw * uint32(rm.count) >> 16)
	if s.pending&uint32(rm.cats) != 0 {
		for k := 0; k < int(rm.count); k++ {
			j := at + k
			if j >= int(rm.count) {
				j -= int(rm.count)
			}
			if oi := rm.first + int32(rm.places[j]); s.pending>>s.r.terms[oi].category&1 != 0 {
				return oi
			}
		}
	}
	return rm.first + int32(rm.places[at])
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

// shelfWorth returns the utility of the shelf's good for an open need but for its shock and fit, 1/1024 util.
func (s *slate) shelfWorth(category int) int32 {
	price := s.t.cost(s.r.shelfPrice[category], s.c.Budget)
	return s.r.shelfCalm[category] + s.t.needBuy + s.urgencyOf(category) - price - s.restraint()
}

// restraint returns what spending of late takes from the utility of buying anything, live or on the shelf.
func (s *slate) restraint() int32 {
	age := min(s.day-uint32(s.c.Touched), memoryDays-1)
	return int32((int64(s.t.overspent) * int64(uint32(s.c.Spent)*s.t.keepBuy[age]>>16)) >> 8)
}

// spend brings spending of late and caution up to date and adds a payment of fen.
func (s *slate) spend(fen int64) {
	c, t := s.c, s.t
	c.relax(t, s.day)
	c.Spent = uint16(min(65535, int64(c.Spent)+t.spending(fen, c.Budget)))
}

// relax brings the lazily decayed traits of a consumer up to the day number.
func (c *Consumer) relax(t *tables, day uint32) {
	age := min(day-uint32(c.Touched), memoryDays-1)
	c.Spent = uint16(uint32(c.Spent) * t.keepBuy[age] >> 16)
	c.Caution = uint16((uint64(c.Caution)*uint64(t.keepCare[age]) + 1<<15) >> 16)
	c.Touched = uint16(day)
}
