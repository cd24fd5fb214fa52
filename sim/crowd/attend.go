package crowd

import (
	"unsafe"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/column"
	"livebazaar/sim/fixed"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// ExpectVisitors begins to count visitors of n rooms.
func (w *Crowd) ExpectVisitors(n int) {
	for i := range w.run.workers {
		acc := &w.run.workers[i]
		acc.rooms, acc.impressions = column.Resize(acc.rooms, n), column.Resize(acc.impressions, n)
		clear(acc.rooms)
		clear(acc.impressions)
	}
}

// AttendAll lets everybody who is active in the slot attend, and hands over their orders. Diversity is the part of the places
// for their profile that is taken from all categories.
func (w *Crowd) AttendAll(slot int, diversity float64) {
	w.run.profile = fixed.Share16(w.p.Platform.Profile * (1 - diversity))
	w.eachChunk(func(chunk int, acc *worker) { w.attend(chunk, slot, acc) })
}

// attend lets the active consumers of a chunk in one slot see their slate, choose a room or the shelf or nothing, and
// decide there. It reads the slot's frozen market and writes only its own consumers, its chunk and its worker's
// counters, so chunks can be worked on in any order by any number of workers. Live shoppers are served sixteen at a
// time, those who search apart from those who browse: a search takes more draws to fill a slate, and who is served
// together waits for the last.
func (w *Crowd) attend(chunk, slot int, acc *worker) {
	ch := &w.run.groups[chunk]
	from, to := w.Consumers.ChunkOf(chunk)
	ch.Orders = ch.Orders[:0]
	s := slate{w: w, t: w.t, r: &w.run, street: w.street, acc: acc, chunk: ch, day: uint32(w.Number(w.Day)), slot: slot,
		key: w.run.slotKey[slot], from: from, rec: w.Consumers.Rec[from:to]}
	s.flow()
	s.meet(ch.active[slot])
	for at := 0; at < int(acc.arrived[slates.Browsing].N); at += slates.Lanes {
		s.serve(&acc.arrived[slates.Browsing], at, s.profile)
	}
	s.browsed = len(ch.Orders)
	for at := 0; at < int(acc.arrived[slates.Searching].N); at += slates.Lanes {
		s.serve(&acc.arrived[slates.Searching], at, 1<<16) // a search fills every place from the category wanted
	}
	s.inOrder()
	s.queueUp()
	s.shelfOnly(&acc.arrived[slates.ShelfOnly])
}

// meet puts the active consumers into the lists of visitors.
func (s *slate) meet(active []uint16) {
	lists, t := &s.acc.arrived, s.t
	for kind := range lists {
		lists[kind].N = 0
	}
	found := slates.Slot{Key: uint64(s.key) + uint64(s.from+1)*chance.Member, Day: uint64(s.day), Purposive: uint64(s.purposive),
		Outside: int64(t.outside), Shelf: int64(t.shelf), First: uint64(s.from), Circles: s.w.Circles,
		Wheels: unsafe.Pointer(&s.street.Wheel[0]), Urgency: &t.urgency, Tables: &t.Tables, Records: unsafe.Pointer(&s.rec[0])}
	s.fetch(active[:min(farAhead, len(active))])
	for n := 0; n < len(active); n += slates.Lanes {
		s.fetch(ahead(active, n, slates.Lanes))
		slates.Meet(lists, &found, active[n:min(n+slates.Lanes, len(active))])
	}
}

// fetch brings the records of active consumers into the cache.
func (s *slate) fetch(active []uint16) { slates.Fetch(unsafe.Pointer(&s.rec[0]), active) }

// inOrder puts the orders of those who browsed and those who searched in the order of consumers, in which they are
// committed while there is stock.
func (s *slate) inOrder() {
	placed := s.chunk.Orders
	if s.browsed == 0 || s.browsed == len(placed) {
		return
	}
	merged := s.acc.orders[:0]
	a, b := placed[:s.browsed], placed[s.browsed:]
	for len(a) > 0 && len(b) > 0 {
		if a[0].Local < b[0].Local {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	merged = append(append(merged, a...), b...)
	s.acc.orders = merged
	copy(placed, merged)
}

// queueUp sends the orders to the tills of their merchants.
func (s *slate) queueUp() {
	to := s.acc.queue[:0]
	for k := range s.chunk.Orders {
		to = append(to, TillOf(s.w.Offers.Good[s.chunk.Orders[k].Offer&state.OrderIndex]))
	}
	s.chunk.Placing.form(to)
	s.acc.queue = to
}

// A visitor is a consumer who has opened the platform in a slot.
type visitor struct {
	own     uint64 // the consumer's key in the slot
	pending uint32 // categories with an open need; not known of those on the shelf alone
	local   uint16
	need    uint8  // the one that is searched for, if any is open
	lasting uint64 // draws of what lasts of the consumer
}

// kappa is how sensitive the visitor is to prices, 1/1024 util.
func (s *slate) kappa() int32 {
	return s.t.kappa[s.c.Budget][s.lasting>>28&(consumer.SensitivityClasses-1)]
}

// neverBuys reports whether the visitor only ever watches.
func (s *slate) neverBuys() bool { return uint32(s.lasting)&0xffff < s.t.never }

// liking is the visitor's liking for live purchases, 1/1024 util.
func (s *slate) liking() int32 { return s.t.liking[s.lasting>>16&(consumer.LikingClasses-1)] }

func (s *slate) flow() {
	f := s.w.p.Platform.Flow()
	s.private, s.purposive = fixed.Share16(f.Private), fixed.Share16(f.Purposive)
	s.profile = s.r.profile
	s.places = int(s.w.p.Platform.Places)
}

// index is the visitor's number among all consumers.
func (s *slate) index() int { return s.from + int(s.local) }

// turnTo makes the visitor of a lane the one in question.
func (s *slate) turnTo(key, twist, pending, who uint32) {
	s.visitor = visitor{own: uint64(key)<<32 | uint64(twist), pending: pending, local: uint16(who), need: uint8(who >> 16)}
	s.c = &s.rec[s.local]
	s.lasting = s.lasts()
	s.traced = s.w.run.trace.follows(s.index())
}

// lasts returns the draws of what lasts of the consumer.
func (s *slate) lasts() uint64 { return uint64(s.r.lastingKey.At(uint64(s.index()))) }
