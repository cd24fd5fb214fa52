package crowd

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// joy returns what relations add to buying, whatever becomes of the good, 1/1024 util.
func (s *slate) joy(with *relations, public int32) int32 {
	return with.bond + (s.t.trustBuy*(with.trust-public))>>10
}

// ease returns what is known of the host by experience adds to the worth of its goods: the match, and no fear, 1/1024 util.
func (s *slate) ease(with *relations, match int32) int32 {
	return (match*with.known)>>10 + (s.t.comfort*with.known)>>10
}

// expected returns the quality that one who trusts the host so much expects, 1/1024.
func (s *slate) expected(trust int32, terms *street.Terms) int32 {
	prior := s.r.prior[terms.Category]
	return prior + (trust*(int32(terms.Claim)-prior))>>10
}

// A good that is weighed, with what it is worth to the visitor, 1/1024 util, shocks left out.
type weighed struct {
	terms *street.Terms
	calm  int32 // without the quality
	hot   int32
	u     int32  // in all
	seed  uint32 // of its fit
}

// shop lets a visitor weigh goods of the room (consumer.Choice), one that meets an open need first if there is one, and decide
// whether the best of them is bought.
func (s *slate) shop(ri int32, rel state.Relation, with *relations, key chance.Key, private bool) {
	c, t := s.c, s.t
	rm := &s.street.Rooms[ri]
	draws := key.Bits(visitBuy)
	at, n := s.pick(rm, uint32(draws>>48)), min(t.weighed, int(rm.Count))
	s.acc.day.OffersSeen += int64(n)
	if s.neverBuys() || uint32(draws>>32)&0xffff >= t.considers[c.Habit()] {
		s.probeWatcher(with, &rm.Offers[at], private)
		return // comes to watch
	}
	// u_calm, then arousal: the equation of package consumer, term by term. First what all goods of the room have alike.
	match, kappa := s.suits(rm), s.kappa()
	age := min(s.day-uint32(c.Touched), state.MemoryDays-1)
	caution := int64(uint64(c.Caution) * uint64(t.keepCare[age]) >> 16)
	alike := weighed{calm: s.ease(with, match) + (t.platform*(int32(c.Platform)-128))>>8 - s.restraint()}
	alike.u = s.liking() + s.joy(with, int32(rm.Trust)) + rm.Crowd
	heat := int64(c.Impulse) * (65535 - caution)
	var goods [state.LineUp]weighed
	for k := range goods[:n] {
		seed := uint32(key.Bits(visitFollow) >> 16)
		if k > 0 {
			seed = uint32(key.Bits(uint64(visitOther+k-1)) >> 16)
		}
		goods[k] = s.weigh(&rm.Offers[at], &alike, with.trust, kappa, heat, seed)
		if at++; at == int(rm.Count) {
			at = 0
		}
	}
	best, worth := &goods[0], goods[0].u
	for k := 1; k < n; k++ {
		var better bool
		if worth, better = t.join(worth, goods[k].u, uint32(key.Bits(uint64(visitOther+k-1)))); better {
			best = &goods[k]
		}
	}
	terms := best.terms
	met := s.meets(terms)
	forgone := int32(0)
	if met {
		seen := (t.shelfSeen[terms.Category] * int32(t.normal[key.Bits(visitRound)>>48&4095])) >> 10
		forgone = t.softplus[level(s.shelfWorth(int(terms.Category))+seen)]
	}
	perUtil := t.perUtil(kappa, worthOf(terms.Price, terms.Relative), c.Budget)
	s.surplus(worth, forgone, perUtil)
	if s.w.run.probe != nil {
		s.probe(rm, with, goods[:n], match, kappa, private)
	}
	shock := int32(t.shock[draws&4095])
	if worth+shock <= 0 {
		return
	}
	oi := uint32(s.w.Offer(s.w.Edition(), int(rm.Host), int(terms.Place)))
	o := state.Order{Local: s.local, Day: uint16(s.day), Offer: oi, Seed: best.seed, Expected: uint16(s.expected(with.trust, terms)),
		Calm: packed(best.calm + worth - best.u + shock), Joy: packed(alike.u + t.option[terms.Category]), Hot: packed(best.hot),
		Match: packed(match - (match*with.known)>>10), Forgone: uint16(forgone >> 2)}
	s.order(&o, rel, terms, rm.Host, perUtil, private, uint32(draws>>16)&0xffff < t.paid)
}

// order places an order: it is paid or not, and may meet an open need.
func (s *slate) order(o *state.Order, rel state.Relation, terms *street.Terms, host int32, perUtil int64, private, paid bool) {
	c, t := s.c, s.t
	good, met := int(s.w.Offers.Good[o.Offer]), s.meets(terms)
	if met {
		o.Offer |= state.OrderPurposive
		c.SetDue(int(terms.Category), state.NoNeed)
	}
	if paid {
		o.Offer |= state.OrderPaid
		s.spend(terms.Price)
	} else {
		gone, shelf := t.promised(o, perUtil)
		s.acc.day.SurplusGap -= gone
		s.acc.day.SurplusForgone -= shelf
		if s.traced {
			s.note("unpaid", host, good, terms.Price, 0)
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
		s.note("order", host, good, terms.Price, 0)
	}
	s.chunk.Orders = append(s.chunk.Orders, *o)
}

// meets reports whether an offer meets a need that is open.
func (s *slate) meets(terms *street.Terms) bool { return s.pending>>terms.Category&1 != 0 }

// weigh returns what a good of the room is worth to the visitor, given what all of its goods have alike.
func (s *slate) weigh(terms *street.Terms, alike *weighed, trust, kappa int32, heat int64, seed uint32) weighed {
	c, t := s.c, s.t
	calm := alike.calm + terms.Constant + t.tasteBuy[c.TasteFor(terms.Category)]
	calm += (t.seen[terms.Category] * int32(t.normal[seed&4095])) >> 10
	if s.meets(terms) {
		calm += t.needBuy
	}
	calm -= t.cost(terms.Price, terms.Relative, kappa, c.Budget)
	hot := int32((heat * int64(terms.Arousal)) >> 24)
	quality := (t.quality * s.expected(trust, terms)) >> 10
	return weighed{terms, calm, hot, calm + quality + hot + alike.u + t.option[terms.Category], seed}
}

// packed returns a utility in 1/256 util, held within 16 bits.
func packed(u int32) int16 { return int16(max(-32768, min(32767, u>>2))) }

// pick returns the place, among the offers of a room, of the one that a visitor looks at first.
func (s *slate) pick(rm *street.Room, draw uint32) int {
	at := int(draw * uint32(rm.Count) >> 16)
	if s.pending&uint32(rm.Cats) != 0 {
		for k := 0; k < int(rm.Count); k++ {
			j := at + k
			if j >= int(rm.Count) {
				j -= int(rm.Count)
			}
			if s.meets(&rm.Offers[j]) {
				return j
			}
		}
	}
	return at
}

// join returns what goods that together are worth so much are worth with another one (consumer.Choice.Join), and whether that one
// is the best of them, by a draw.
func (t *Tables) join(worth, other int32, draw uint32) (together int32, better bool) {
	d := other - worth
	return max(worth, other) + t.variety[min(int32(len(t.variety)-1), (max(d, -d)+16)>>5)], d+(t.apart*int32(t.shock[draw&4095]))>>10 > 0
}
