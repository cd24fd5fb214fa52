package sim

import (
	"math/bits"

	"livebazaar/agents/chance"
)

// attend lets the active consumers of a chunk in one slot see their slate, choose a room or the shelf or nothing, and
// decide there. It reads the slot's frozen market and writes only its own consumers, its chunk and its worker's
// counters, so chunks can be worked on in any order by any number of workers.
func (w *World) attend(chunk, slot int, acc *worker) {
	ch := &w.Consumers.Chunks[chunk]
	from, _ := w.Consumers.chunkOf(chunk)
	ch.orders = ch.orders[:0]
	s := slate{w: w, t: w.t, r: &w.run, acc: acc, chunk: ch, day: uint32(w.number(w.Day)), slot: slot}
	s.flow()
	key := w.run.slotKey[slot]
	rec := w.Consumers.Rec[from:]
	for n, local := range ch.active[slot] {
		if n%ahead == 0 {
			s.touched += touch(rec, ch.active[slot][n:min(n+ahead, len(ch.active[slot]))])
		}
		i := int(local)
		s.c, s.local = &rec[i], local
		s.key = uint64(key.At(uint64(from + i)))
		s.pending = s.c.due(uint64(s.day))
		s.index, s.traced = from+i, w.run.trace.follows(from+i)
		if w.Consumers.Habit[from+i]&useMask == adopter {
			acc.day.ActiveSlots++
			if s.traced {
				s.note("open", -1, -1, 0, 0)
			}
			s.browse()
		} else if s.pending != 0 {
			s.shelfOnly()
		}
	}
}

// ahead is how many consumers' records are fetched at a time.
const ahead = 32

// touch reads the records of consumers that are worked on next: their cache misses overlap instead of adding up.
func touch(rec []Consumer, locals []uint16) (sum uint64) {
	for _, i := range locals {
		c := &rec[i]
		sum += c.Due[0] + uint64(c.Rel[2]) + uint64(c.Spell)
	}
	return sum
}

// A slate is one consumer's visit to the platform.
type slate struct {
	w     *World
	t     *tables
	r     *runtime
	acc   *worker
	chunk *Chunk

	day     uint32 // day number
	slot    int
	private uint32 // reach of private domain × 65536
	purpose uint32 // probability of a search with an open need × 65536
	profile uint32 // share of places from the profile × 65536
	places  int

	c       *Consumer
	local   uint16
	index   int // of the consumer
	key     uint64
	pending uint32           // categories with an open need
	need    int              // the one that is searched for
	seen    [slateSize]int32 // rooms of the slate, followed ones first
	value   [slateSize]int32 // what each is worth, all told
	traced  bool
	touched uint64 // keeps the reads of touch from being optimised away
}

// Draws under a consumer's key of a slot, by number.
const (
	drawNeed   = iota // shock of the outside option, which need, whether it is searched for
	drawReach         // which followed rooms are seen
	drawShelf         // shock and outcome of the shelf
	drawPlaces        // and the ones that follow: a place each
)

// slateSize is the room for a slate: places recommended and followed.
const slateSize = 16

// mixed is the wheel of all categories.
const mixed = NumCategories

// The draws of the places stand at equal steps from the consumer's key.
const (
	placeStep  = 0x9e3779b97f4a7c15
	firstPlace = drawPlaces * placeStep & (1<<64 - 1)
)

// Draws under the key of a consumer's visit to a room.
const (
	visitBuy = iota
	visitFollow
	visitRound
)

func (s *slate) flow() {
	f := s.w.p.Platform.Flow()
	s.private, s.purpose = share16(f.Private), share16(f.Purposive)
	s.profile = share16(s.w.p.Platform.Profile * (1 - s.r.scratch.Diversity))
	s.places = int(s.w.p.Platform.Places)
}

func (s *slate) draw(j uint64) uint64 { return chance.Key(s.key).Bits(j) }

// browse fills the slate and chooses: private domain first, then the rooms the platform recommends. The steps are
// small loops of their own, since the compiler keeps a small loop in registers.
func (s *slate) browse() {
	c, t, r := s.c, s.t, s.r
	need := s.draw(drawNeed)
	profile, share := int(c.Profile), s.profile
	if s.pending != 0 {
		s.need = anyOf(s.pending, uint32(need>>12)&4095)
		if uint32(need>>24)&0xffff < s.purpose {
			profile, share = s.need, 1<<16 // a search fills every place from the category wanted
		}
	}
	if len(r.wheels[profile].slots) == 0 {
		profile = mixed
	}
	private := s.followed()
	n := private
	if len(r.wheels[mixed].slots) > 0 {
		n = recommend(&s.seen, n, s.places, s.acc.impressions, &r.wheels[mixed], &r.wheels[profile], s.key+firstPlace, uint32(need>>40)&0xffff, share)
	}
	s.appraise(n)
	best := int64(-1 << 62) // the value, and below it the place
	for k, u := range s.value[:n] {
		x := int64(u)<<8 | int64(k)
		d := x - best
		best += d &^ (d >> 63) // max without a branch
	}
	outside := t.outside + int32(t.gumbel[need&4095])
	if s.pending != 0 {
		shelf := t.shelf + s.urgency() + int32(t.gumbel[s.draw(drawShelf)&4095])
		if int64(shelf) > best>>8 && shelf > outside {
			s.shelfBuy()
			return
		}
	}
	if best>>8 > int64(outside) {
		k := int(best & 15)
		ri := s.seen[k]
		s.visit(ri, int32(best>>8)-t.position[k]-int32(t.gumbel[s.key*r.rooms[ri].salt>>52]), k < private)
	}
}

// followed puts the followed rooms that are open, and that private domain reaches, first on the slate, and returns
// how many.
func (s *slate) followed() (n int) {
	r, c := s.r, s.c
	reach := uint64(0)
	for j := range c.Rel {
		rel := c.Rel[j]
		ri := r.roomOf[rel.host()]
		// one branch that is rarely taken: followed, and open (ri ≥ 0)
		if rel&relFollowed&Relation(^ri>>31) == 0 || rel.day() < r.rooms[ri].born {
			continue
		}
		if reach == 0 {
			reach = s.draw(drawReach) | 1<<63
		}
		if uint32(reach>>(12*uint(j)))&4095 < s.private>>4 {
			s.seen[n] = ri
			n++
		}
	}
	s.acc.day.FollowedShown += int64(n)
	return n
}

// recommend fills places from n on with rooms the platform recommends and returns the number of rooms on the slate.
// Their sources are spread evenly over the places, each place being filled from the profile with the same probability.
// No branch hangs on a draw: a branch on a coin toss costs more than the toss.
func recommend(seen *[slateSize]int32, n, places int, tally []int64, mixed, profile *wheel, word uint64, source, share uint32) int {
	wheels := [2]*wheel{mixed, profile}
	for range places {
		word += placeStep
		source = source&0xffff + share
		ri := wheels[source>>16&1].spin(uint32(chance.Mix(word) >> 32))
		tally[ri]++
		seen[n&(slateSize-1)] = ri
		n++
	}
	return n
}

// appraise puts the value of the n rooms of the slate into s.value: Room.Appeal and Room.Popularity (in rm.appeal),
// taste, style, need, position and a Gumbel shock, and Room.Familiar for hosts the consumer remembers. The shock is a
// multiplicative hash of the consumer's key of the slot by the host's salt (Dietzfelbinger et al. 1997): the same room
// is liked the same wherever it is shown.
func (s *slate) appraise(n int) {
	c, t, key, pending := s.c, s.t, s.key, s.pending
	known := uint64(1)<<(c.Rel[0]&63) | 1<<(c.Rel[1]&63) | 1<<(c.Rel[2]&63) | 1<<(c.Rel[3]&63) | 1<<(c.Rel[4]&63)
	taste, style := c.Taste, uint64(int64(c.styleX())+int64(c.styleY())<<32)
	rooms, seen, value := s.r.rooms, &s.seen, &s.value
	need := t.need
	hits := uint64(0) // places whose host is perhaps one that is remembered, the last in the lowest bit
	for k := range n {
		rm := &rooms[seen[k&(slateSize-1)]]
		u := rm.appeal + t.taste[taste>>(rm.taste&63)&15] + int32(int64(style*rm.style)>>40)
		u += need & -int32(one(pending&uint32(rm.cats) != 0))
		hits += hits + known>>(uint(rm.host)&63)&1
		value[k&(slateSize-1)] = u + t.position[k&(slateSize-1)] + int32(t.gumbel[key*rm.salt>>52])
	}
	for ; hits != 0; hits &= hits - 1 {
		k := (n - 1 - bits.TrailingZeros64(hits)) & (slateSize - 1)
		rm := &rooms[seen[k]]
		if j := c.find(rm.host, rm.born); j >= 0 {
			value[k] += s.familiar(c.Rel[j], rm)
		}
	}
}

// familiar is Room.Familiar on the packed relation.
func (s *slate) familiar(rel Relation, rm *room) int32 {
	t := s.t
	age := s.day - rel.day()
	u := (t.trust*(s.trust(rel, rm)-int32(rm.trust)))>>10 + t.fan[s.bond(rel, age)] + t.capital[rel.visits()]
	if rel.followed() {
		u += t.follow
	}
	return u
}

// trust returns the consumer's trust in a host in 1/1024: (r+2a)/(r+s+2) with forgetting since the last update.
func (s *slate) trust(rel Relation, rm *room) int32 {
	keep := s.t.keepWeek[min(s.day-rel.day(), memoryDays-1)]
	pos, neg := (rel.positive()*keep+1<<15)>>16, (rel.negative()*keep+1<<15)>>16 // eighths
	return int32((pos<<10 + 16*uint32(rm.trust)) / (pos + neg + 16))
}

// bond returns the fan bond left after age days, 0..127.
func (s *slate) bond(rel Relation, age uint32) uint32 {
	return (rel.bond()*s.t.keepBond[min(age, memoryDays-1)] + 1<<15) >> 16
}

// urgency returns what the longest open need adds to the shelf: urgency · min(1, days open/patience).
func (s *slate) urgency() int32 { return s.urgencyOf(s.need) }

// urgencyOf is the urgency of one open need.
func (s *slate) urgencyOf(category int) int32 {
	open := int32(s.day) - int32(s.c.dueDay(category))
	return s.t.urgency[min(int(open), len(s.t.urgency)-1)]
}

// visit watches a room: the bond grows, the host may be followed, a good is seen and bought or not.
func (s *slate) visit(ri, u int32, private bool) {
	c, t := s.c, s.t
	rm, tally := &s.r.rooms[ri], &s.acc.rooms[ri]
	key := chance.Key(chance.Mix(s.key + rm.salt))
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
	calm -= int32((terms.price * t.perFen[c.Budget]) >> 20)
	age := min(s.day-uint32(c.Touched), memoryDays-1)
	calm -= int32((int64(t.overspent) * int64(uint32(c.Spent)*t.keepBuy[age]>>16)) >> 8)
	caution := int32(uint32(c.Caution) * t.keepCare[age] >> 16)
	hot := int32((int64(int32(c.Impulse)*(255-caution)) * int64(terms.arousal)) >> 16)
	quality := (t.quality * expected) >> 10
	s.surplus(calm+quality+hot, int(terms.category), met)
	calm += int32(t.shock[draws&4095])
	if calm+quality+hot+r.crowd[ri] <= 0 {
		return
	}
	o := Order{Local: s.local, Day: uint16(s.day), Offer: uint32(oi), Seed: seed, Expected: uint16(expected), Calm: packed(calm), Hot: packed(hot)}
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
	if c.LastKept != 0 {
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

// surplus adds what the offer is worth to the consumer when deciding: budget/α_p times the log-sum with the offer less
// the log-sum of not buying and, with a need, of the shelf.
func (s *slate) surplus(u int32, category int, met bool) {
	t := s.t
	without := int32(0)
	if met {
		shelf := s.r.shelfCalm[category] + t.needBuy + s.urgencyOf(category) - int32((s.r.shelfPrice[category]*t.perFen[s.c.Budget])>>20)
		without = t.softplus[level(shelf)]
	}
	s.acc.day.SurplusDecision += (t.perUtil[s.c.Budget] * int64(t.softplus[level(u-without)])) >> 10
}

// spend brings spending of late and caution up to date and adds a payment of fen.
func (s *slate) spend(fen int64) {
	c, t := s.c, s.t
	c.relax(t, s.day)
	c.Spent = uint16(min(65535, int64(c.Spent)+fen*256/t.budget[c.Budget]))
}

// relax brings the lazily decayed traits of a consumer up to the day number.
func (c *Consumer) relax(t *tables, day uint32) {
	age := min(day-uint32(c.Touched), memoryDays-1)
	c.Spent = uint16(uint32(c.Spent) * t.keepBuy[age] >> 16)
	c.Caution = uint8((uint32(c.Caution)*t.keepCare[age] + 1<<15) >> 16)
	c.Touched = uint16(day)
}
