package sim

import (
	"math/bits"

	"livebazaar/agents/chance"
)

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
// A room that is on the slate already is not shown again: the place is drawn anew, at last from all categories. No other branch hangs on a draw: a branch on a coin toss costs more than
// the toss.
func recommend(seen *[slateSize]int32, n, places int, tally []int64, mixed, profile *wheel, word uint64, source, share uint32) int {
	wheels := [2]*wheel{mixed, profile}
	shown := uint64(0) // rooms on the slate, hashed to bits
	for _, ri := range seen[:n] {
		shown |= 1 << (uint(ri) & 63)
	}
	for range places {
		word += placeStep
		source = source&0xffff + share
		ri := wheels[source>>16&1].spin(uint32(chance.Mix(word) >> 32))
		if shown>>(uint(ri)&63)&1 != 0 && onSlate(seen[:n], ri) {
			ri = another(seen[:n], &wheels, source>>16&1, word)
		}
		tally[ri]++
		shown |= 1 << (uint(ri) & 63)
		seen[n&(slateSize-1)] = ri
		n++
	}
	return n
}

func onSlate(seen []int32, ri int32) bool {
	for _, r := range seen {
		if r == ri {
			return true
		}
	}
	return false
}

// another draws a place anew, twice from the same source and twice from all rooms; where they all are on the slate
// already, the last is shown a second time.
func another(seen []int32, wheels *[2]*wheel, source uint32, word uint64) (ri int32) {
	for try := uint64(1); try <= 4; try++ {
		if try == 3 {
			source = 0
		}
		ri = wheels[source].spin(uint32(chance.Mix(word+try*retryStep) >> 32))
		if !onSlate(seen, ri) {
			break
		}
	}
	return ri
}

// retryStep is the step between the draws of one place.
const retryStep = 0xd1342543de82ef95

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
