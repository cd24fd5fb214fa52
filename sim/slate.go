package sim

import (
	"math/bits"
	"unsafe"

	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
)

// serve fills the slates of up to sixteen live shoppers, values them and lets them decide in turn. The steps are small
// loops of their own without a branch on a draw: a branch on a coin toss costs more than the toss.
func (s *slate) serve(locals []uint16) {
	n, r, b := len(locals), s.r, &s.acc.batch
	for lane, local := range locals {
		s.meet(&s.guests[lane], local)
	}
	for lane := range locals {
		s.board(lane)
	}
	slates.Follow(b, unsafe.Pointer(&s.rec[0]), locals, r.roomOf, r.born, s.private>>4)
	for _, shown := range b.FollowedN[:n] {
		s.acc.day.FollowedShown += int64(shown)
	}
	b.Idle(n)
	if len(r.wheels.Columns) > 0 {
		slates.Fill(b, r.wheels.Columns, s.places)
		for place := range s.places {
			for _, ri := range b.Seen[slates.Followed+place][:n] {
				s.acc.impressions[ri]++
			}
		}
	} else {
		b.Empty(s.places)
	}
	slates.Value(b, r.faces, &s.t.Tables, s.places)
	s.recall(n)
	slates.Best(b, s.places)
	s.acc.day.ActiveSlots += int64(n)
	search, enter := s.decide(n)
	if s.w.run.trace != nil {
		for lane := range n {
			if s.turnTo(&s.guests[lane]); s.traced {
				s.note("open", -1, -1, 0, 0)
			}
		}
	}
	for ; search != 0; search &= search - 1 {
		s.turnTo(&s.guests[bits.TrailingZeros32(search)])
		s.shelfBuy()
	}
	for ; enter != 0; enter &= enter - 1 {
		s.enter(bits.TrailingZeros32(enter))
	}
}

// board puts into a lane of the batch what its visitor brings along for the choice of a room.
func (s *slate) board(lane int) {
	v, b := &s.guests[lane], &s.acc.batch
	c := v.c
	b.Key[lane], b.Twist[lane] = uint32(v.own>>32), uint32(v.own)
	b.Turn[lane] = uint32(v.word>>40) & 0xffff
	// a search fills every place from the category wanted
	search := -uint32(one(v.pending != 0) & one(uint32(v.word>>24)&0xffff < s.purpose))
	category := uint32(c.Profile)&^search | uint32(v.need)&search
	wheels := &s.r.wheel[s.r.circleOf(uint64(s.from+int(v.local)))]
	all, own := &wheels[mixed], &wheels[category&15]
	b.AllBase[lane], b.AllSize[lane] = all.Base, all.Size
	b.Base[lane], b.Size[lane], b.Share[lane] = own.Base, own.Size, s.profile&^search|1<<16&search
	b.TasteLo[lane], b.TasteHi[lane] = uint32(c.Taste), uint32(c.Taste>>32)&0xffff
	b.Style[lane] = pair(c.styleX(), c.styleY())
	b.Pending[lane] = v.pending
	reach := chance.Key(v.own).Bits(drawReach)
	b.ReachLo[lane], b.ReachHi[lane] = uint32(reach>>32), uint32(reach)
}

// decide chooses for each of n lanes between the best room of the slate, the shelf where there is a need, and nothing;
// it returns who searches the shelf and who enters a room, a bit each.
func (s *slate) decide(n int) (search, enter uint32) {
	t, b := s.t, &s.acc.batch
	for lane := range n {
		v := &s.guests[lane]
		outside := t.outside + int32(t.Gumbel[v.word&4095])
		open := int(s.day) - int(v.c.dueDay(int(v.need)))
		shelf := t.shelf + t.urgency[max(0, min(open, urgencyDays-1))] + int32(t.Gumbel[chance.Key(v.own).Bits(drawShelf)&4095])
		onShelf := one(v.pending != 0) & one(shelf > b.Best[lane]) & one(shelf > outside)
		search |= uint32(onShelf) << lane
		enter |= uint32(one(b.Best[lane] > outside)&^onShelf) << lane
	}
	return search, enter
}

// enter lets a visitor into the best room of its slate.
func (s *slate) enter(lane int) {
	t, b := s.t, &s.acc.batch
	s.turnTo(&s.guests[lane])
	row := int(b.BestRow[lane])
	ri := b.Seen[row&(slates.Rows-1)][lane]
	chance := t.Position[b.Position(row, lane)] + slates.Shock(b.Key[lane], s.r.faces[ri].Salt, &t.Tables)
	s.visit(ri, b.Best[lane]-chance, row < slates.Followed)
}

// recall adds Room.Familiar to the rooms of hosts that the first n consumers remember.
func (s *slate) recall(n int) {
	r, b := s.r, &s.acc.batch
	lanes := uint64(1)<<n - 1
	for row := 0; row < slates.Followed+s.places; row += 4 { // four rows of 16 lanes at a time
		hits := uint64(b.Hits[row])&lanes | uint64(b.Hits[row+1])&lanes<<16 | uint64(b.Hits[row+2])&lanes<<32 | uint64(b.Hits[row+3])&lanes<<48
		if rest := slates.Followed + s.places - row; rest < 4 {
			hits &= 1<<(16*rest) - 1
		}
		for ; hits != 0; hits &= hits - 1 {
			at := bits.TrailingZeros64(hits)
			k, lane := row+at>>4, at&15
			rm := &r.rooms[b.Seen[k&(slates.Rows-1)][lane]]
			c := s.guests[lane].c
			if j := c.find(rm.host, rm.born); j >= 0 {
				b.Worth[k&(slates.Rows-1)][lane] += s.familiar(c.Rel[j], rm)
			}
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
func (s *slate) urgency() int32 { return s.urgencyOf(int(s.need)) }

// urgencyOf is the urgency of one open need.
func (s *slate) urgencyOf(category int) int32 {
	open := int32(s.day) - int32(s.c.dueDay(category))
	return s.t.urgency[min(int(open), len(s.t.urgency)-1)]
}
