package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

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

// shelfWorth returns the utility of the shelf's good for an open need but for its shock and fit, 1/1024 util.
func (s *slate) shelfWorth(category int) int32 {
	price := s.t.cost(s.r.shelfPrice[category], s.c.Budget)
	return s.r.shelfCalm[category] + s.t.needBuy + s.urgencyOf(category) - price - s.restraint()
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
