package crowd

import (
	"math/bits"
	"unsafe"

	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// serve fills the slates of up to sixteen live shoppers of a list, values them and lets them decide in turn. Share is the
// share of places from their own wheel. The steps are small loops of their own without a branch on a draw: a branch on a
// coin toss costs more than the toss.
func (s *slate) serve(list *slates.Arrived, at int, share uint32) {
	b := &s.acc.batch
	n := b.Board(list, at, share)
	slates.Follow(b, unsafe.Pointer(&s.rec[0]), s.street.RoomOf, s.w.Roll.Born, s.private>>4)
	rooms, impressions := s.acc.rooms, s.acc.impressions
	for row := range int(b.FollowedMost) {
		for _, ri := range b.Seen[row][:n] {
			if ri != slates.Nobody {
				rooms[ri].followed++
			}
		}
	}
	if len(s.street.Wheels.Columns) > 0 {
		slates.Fill(b, s.street.Wheels.Columns, s.places)
		for place := range s.places {
			for _, ri := range b.Seen[slates.Followed+place][:n] {
				impressions[ri]++
			}
		}
	} else {
		b.Empty(s.places)
	}
	slates.Value(b, s.street.Faces, &s.t.Tables, s.places)
	s.recall(n)
	slates.Best(b, s.places)
	s.fetchEntered()
	s.acc.day.ActiveSlots += int64(n)
	if s.w.run.trace != nil {
		for lane := range n {
			if s.turnToLane(lane); s.traced {
				s.note("open", -1, -1, 0, 0)
			}
		}
	}
	there := uint32(1)<<n - 1
	for search := uint32(b.Search) & there; search != 0; search &= search - 1 {
		s.turnToLane(bits.TrailingZeros32(search))
		s.shelfBuy()
	}
	for enter := uint32(b.Enter) & there; enter != 0; enter &= enter - 1 {
		lane := bits.TrailingZeros32(enter)
		s.turnToLane(lane)
		s.enter(lane)
	}
}

// fetchEntered brings the rooms that are entered next into the cache, and what is counted of them.
func (s *slate) fetchEntered() {
	b, n := &s.acc.batch, 0
	var rows [slates.Lanes]int32
	for enter := uint32(b.Enter); enter != 0; enter &= enter - 1 {
		lane := bits.TrailingZeros32(enter) & (slates.Lanes - 1)
		rows[n] = b.Seen[b.BestRow[lane]&(slates.Rows-1)][lane]
		n++
	}
	if n > 0 {
		slates.FetchRows(unsafe.Pointer(&s.street.Rooms[0]), unsafe.Sizeof(street.Room{}), rows[:n])
		slates.FetchRows(unsafe.Pointer(&s.acc.rooms[0]), unsafe.Sizeof(roomTally{}), rows[:n])
	}
}

// turnToLane makes the visitor of a lane of the batch the one in question.
func (s *slate) turnToLane(lane int) {
	b := &s.acc.batch
	lane &= slates.Lanes - 1
	s.turnTo(b.Key[lane], b.Twist[lane], b.Pending[lane], b.Who[lane])
}

// enter lets a visitor into the best room of its slate.
func (s *slate) enter(lane int) {
	t, b := s.t, &s.acc.batch
	row := int(b.BestRow[lane])
	ri := b.Seen[row&(slates.Rows-1)][lane]
	chance := t.Position[b.Position(row, lane)] + slates.Shock(b.Key[lane], s.street.Faces[ri].Salt, &t.Tables)
	s.visit(ri, b.Best[lane]-chance, row < slates.Followed)
}

// recall adds Room.Familiar to the rooms of hosts that the first n visitors of the batch remember.
func (s *slate) recall(n int) {
	b := &s.acc.batch
	lanes := uint64(1)<<n - 1
	for row := 0; row < slates.Followed+s.places; row += 4 { // four rows of 16 lanes at a time
		hits := uint64(b.Hits[row])&lanes | uint64(b.Hits[row+1])&lanes<<16 | uint64(b.Hits[row+2])&lanes<<32 | uint64(b.Hits[row+3])&lanes<<48
		if rest := slates.Followed + s.places - row; rest < 4 {
			hits &= 1<<(16*rest) - 1
		}
		for ; hits != 0; hits &= hits - 1 {
			at := bits.TrailingZeros64(hits)
			k, lane := row+at>>4, at&15
			rm := &s.street.Rooms[b.Seen[k&(slates.Rows-1)][lane]]
			s.local = uint16(b.Who[lane])
			c := &s.rec[s.local]
			if j := c.Find(s.street.Channel(rm.Host), rm.Born); j >= 0 {
				b.Worth[k&(slates.Rows-1)][lane] += s.familiar(c.Rel[j], rm)
			}
		}
	}
}

// familiar is Room.Familiar on the packed relation of the consumer of number local.
func (s *slate) familiar(rel state.Relation, rm *street.Room) int32 {
	t := s.t
	age := s.day - rel.Day()
	u := (t.trust*(s.trust(rel, rm)-int32(rm.Trust)))>>10 + t.fan[s.bond(rel, age)] + t.capital[rel.Visits()]
	if known := s.known(rel); known > 0 {
		s.lasting = s.lasts()
		u += (t.matchRoom * (s.suits(rm) * known >> 10)) >> 10
	}
	if rel.Followed() {
		u += t.follow
	}
	return u
}

// trust returns the consumer's trust in a host in 1/1024: (r+2a)/(r+s+2) with forgetting since the last update.
func (s *slate) trust(rel state.Relation, rm *street.Room) int32 {
	keep := s.t.keepWeek[min(s.day-rel.Day(), state.MemoryDays-1)]
	pos, neg := (rel.Positive()*keep+1<<15)>>16, (rel.Negative()*keep+1<<15)>>16 // eighths
	return int32((pos<<10 + 16*uint32(rm.Trust)) / (pos + neg + 16))
}

// known returns how much the consumer knows of how a host suits it, 1/1024.
func (s *slate) known(rel state.Relation) int32 {
	keep := s.t.keepWeek[min(s.day-rel.Day(), state.MemoryDays-1)]
	return s.t.known[(rel.Positive()*keep+1<<15)>>16]
}

// suits returns how a host suits the consumer, lastingly, 1/1024 util.
func (s *slate) suits(rm *street.Room) int32 {
	return (s.t.match * int32(s.t.normal[uint32(s.lasting>>32)*rm.Self>>20])) >> 10
}

// bond returns the fan bond left after age days, 0..127.
func (s *slate) bond(rel state.Relation, age uint32) uint32 {
	return (rel.Bond()*s.t.keepBond[min(age, state.MemoryDays-1)] + 1<<15) >> 16
}

// A slate serves the consumers of a chunk in a slot: those on board of the batch, and the one in question.
type slate struct {
	w      *Crowd
	t      *Tables
	r      *scratch
	acc    *worker
	chunk  *Group
	street *street.Street

	day       uint32 // day number
	slot      int
	key       chance.Key       // of the slot
	from      int              // first consumer of the chunk
	rec       []state.Consumer // of the chunk
	private   uint32           // reach of private domain × 65536
	purposive uint32           // probability of a search with an open need × 65536
	profile   uint32           // share of places from the profile × 65536
	places    int

	visitor
	c       *state.Consumer // the visitor's record
	traced  bool
	browsed int // orders of those who browse
}
