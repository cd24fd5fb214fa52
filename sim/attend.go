package sim

import (
	"unsafe"

	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
)

// attend lets the active consumers of a chunk in one slot see their slate, choose a room or the shelf or nothing, and
// decide there. It reads the slot's frozen market and writes only its own consumers, its chunk and its worker's
// counters, so chunks can be worked on in any order by any number of workers. Live shoppers are served sixteen at a
// time.
func (w *World) attend(chunk, slot int, acc *worker) {
	ch := &w.Consumers.Chunks[chunk]
	from, to := w.Consumers.chunkOf(chunk)
	ch.orders = ch.orders[:0]
	s := slate{w: w, t: w.t, r: &w.run, acc: acc, chunk: ch, day: uint32(w.number(w.Day)), slot: slot,
		key: w.run.slotKey[slot], from: from, rec: w.Consumers.Rec[from:to]}
	s.flow()
	live, others := acc.part(ch.active[slot], w.Consumers.Habit[from:to])
	for at := 0; at < len(live); at += slates.Lanes {
		s.fetch(live, at)
		s.serve(live[at:min(at+slates.Lanes, len(live))])
	}
	for at := 0; at < len(others); at += slates.Lanes {
		s.fetch(others, at)
		s.shelfOnly(others[at:min(at+slates.Lanes, len(others))])
	}
}

// part separates the consumers who use live shopping from those who do not.
func (a *worker) part(active []uint16, habits []uint8) (live, others []uint16) {
	n, m := 0, 0
	for _, local := range active {
		a.live[n&(ChunkSize-1)], a.others[m&(ChunkSize-1)] = local, local
		adopts := one(habits[local]&useMask == adopter)
		n += adopts
		m += 1 - adopts
	}
	return a.live[:n], a.others[:m]
}

// fetch brings the records of consumers who come after the next into the cache.
func (s *slate) fetch(locals []uint16, at int) {
	if at == 0 {
		slates.Fetch(unsafe.Pointer(&s.rec[0]), locals[:min(ahead, len(locals))])
	}
	next := min(at+ahead, len(locals))
	slates.Fetch(unsafe.Pointer(&s.rec[0]), locals[next:min(next+slates.Lanes, len(locals))])
}

// ahead is how far ahead records are fetched.
const ahead = 2 * slates.Lanes

// A slate serves the consumers of a chunk in a slot: those on board of the batch, and the one in question.
type slate struct {
	w     *World
	t     *tables
	r     *runtime
	acc   *worker
	chunk *Chunk

	day     uint32 // day number
	slot    int
	key     chance.Key // of the slot
	from    int        // first consumer of the chunk
	rec     []Consumer // of the chunk
	private uint32     // reach of private domain × 65536
	purpose uint32     // probability of a search with an open need × 65536
	profile uint32     // share of places from the profile × 65536
	places  int

	visitor
	traced bool
	guests [slates.Lanes]visitor // who is on board of the batch
}

// A visitor is a consumer who has opened the platform in a slot.
type visitor struct {
	c       *Consumer
	own     uint64 // the consumer's key in the slot
	word    uint64 // the first draw: shock of the outside option, which need, whether it is searched for
	pending uint32 // categories with an open need
	local   uint16
	need    uint8 // the one that is searched for, if any is open
}

// Draws under a consumer's key of a slot, by number.
const (
	drawNeed  = iota // shock of the outside option, which need, whether it is searched for
	drawReach        // which followed rooms are seen
	drawShelf        // shock and outcome of the shelf
)

// mixed is the wheel of all categories.
const mixed = NumCategories

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

// index is the visitor's number among all consumers.
func (s *slate) index() int { return s.from + int(s.local) }

// meet makes a visitor of a consumer of the chunk.
func (s *slate) meet(v *visitor, local uint16) {
	c := &s.rec[local]
	key := s.key.At(uint64(s.from + int(local)))
	v.c, v.local, v.own, v.word = c, local, uint64(key), key.Bits(drawNeed)
	v.pending = c.due(uint64(s.day))
	v.need = uint8(anyOf(v.pending, uint32(v.word>>12)&4095))
}

// turnTo makes a visitor the one in question.
func (s *slate) turnTo(v *visitor) {
	s.visitor = *v
	s.traced = s.w.run.trace.follows(s.index())
}
