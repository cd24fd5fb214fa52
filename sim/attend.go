package sim

import "livebazaar/agents/chance"

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
