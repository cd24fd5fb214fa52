package slates

import (
	"math/bits"
	"unsafe"

	"livebazaar/agents/chance"
)

// Kinds of visitors, by what brings them to the platform.
const (
	Browsing  = iota // a live shopper who looks at what is recommended
	Searching        // a live shopper who searches for a need
	ShelfOnly        // one who does not use live shopping, with a need; without one nothing happens
	Kinds            // how many there are
)

// MaxArrivals is the largest number of consumers met at a time.
const MaxArrivals = 2048

// Where the needs and traits of a consumer are found in its record: the day numbers at which the needs of 12 categories
// arise, in three words of four lanes of 16 bits (category c is lane c/3 of word c%3), tastes of 4 bits with the style
// above them, and the profile's category, a byte.
const (
	DueAt      = 0
	TasteAt    = 24
	ProfileAt  = 95
	categories = 12
)

// LiveBit marks in the number of an active consumer that it uses live shopping.
const LiveBit = 15

// urgencyDays is how long urgency can grow at most.
const urgencyDays = 128

// Arrivals are visitors in lists by what brings them.
type Arrivals [Kinds]Arrived

// Arrived is a list of visitors, a column a trait. Of those on the shelf only Key, Twist, Outside, Shelf and Who are known.
type Arrived struct {
	N                int64
	Key, Twist       Column32 // the halves of the visitor's key in the slot, the high one first
	Turn             Column32 // see Batch
	Pending          Column32
	ReachLo, ReachHi Column32
	TasteLo, TasteHi Column32
	Style            Column32
	Outside          Column32 // what it is worth to do something else, with its shock, 1/1024 util, signed
	Shelf            Column32 // and to search the shelf for the need
	Who              Column32 // number of the record, and from bit 16 the need searched for
	Base, Size       Column32 // the wheel of one's own: of the profile, or of the need searched for
	AllBase, AllSize Column32
}

// Column32 is one trait of the visitors of a list; a batch may be written past its end.
type Column32 [MaxArrivals + Lanes]uint32

// A Slot is what all consumers of a chunk find in a slot.
type Slot struct {
	Key       uint64         // the slot's key plus what the chunk's first consumer adds to it (chance.Key.At)
	Day       uint64         // day number, below 2^15
	Purposive uint64         // probability that an open need is searched for, × 65536
	Outside   int64          // 1/1024 util, without its shock
	Shelf     int64          // the same, without urgency
	First     uint64         // number of the chunk's first consumer, below 2^32 − MaxArrivals
	Circles   uint64         // number of circles, below 2^31
	Wheels    unsafe.Pointer // *[][16]Wheel by circle and category, that of all rooms at number 12
	Urgency   *[urgencyDays]int32
	Tables    *Tables
	Records   unsafe.Pointer // of the chunk's first consumer
}

// Meet adds to the lists the active consumers whose numbers are given: draws their keys, finds their open needs and which
// of them is wanted, and what doing something else and the shelf are worth to them.
func Meet(a *Arrivals, s *Slot, active []uint16) {
	if len(active) == 0 {
		return
	}
	if vector {
		meetVector(a, s, &active[0], len(active))
		return
	}
	meet(a, s, active)
}

// Draws under a visitor's key, by number.
const (
	DrawNeed  = iota // shock of the outside option, which need, whether it is searched for
	DrawReach        // which followed rooms are seen
	DrawShelf        // shock of the shelf
)

func meet(a *Arrivals, s *Slot, active []uint16) {
	for _, number := range active {
		local := uint64(number &^ (1 << LiveBit))
		record := unsafe.Add(s.Records, local*RecordSize)
		key := chance.Key(chance.Mix(s.Key + local*chance.Member))
		word := key.Bits(DrawNeed)
		due := (*[3]uint64)(unsafe.Add(record, DueAt))
		pending := Due(due, s.Day)
		open := one(pending != 0)
		need := anyOf(pending, uint32(word>>12)&4095) & -uint32(open)
		waited := int(s.Day) - int(due[need%3]>>(16*(need/3))&0xffff)
		search := open & one(word>>24&0xffff < s.Purposive)
		live := int(number >> LiveBit)
		if open|live == 0 {
			continue
		}
		kind := ShelfOnly&-(1-live) | search&-live
		l := &a[kind]
		i := l.N & (MaxArrivals - 1)
		l.N++
		l.Key[i], l.Twist[i] = uint32(key>>32), uint32(key)
		l.Outside[i] = uint32(int32(s.Outside) + int32(s.Tables.Gumbel[word&4095]))
		l.Shelf[i] = uint32(int32(s.Shelf) + s.Urgency[max(0, min(waited, urgencyDays-1))] + int32(s.Tables.Gumbel[key.Bits(DrawShelf)&4095]))
		l.Who[i] = uint32(local) | need<<16
		if kind == ShelfOnly {
			continue
		}
		l.Turn[i], l.Pending[i] = uint32(word>>40)&0xffff, pending
		reach := key.Bits(DrawReach)
		l.ReachLo[i], l.ReachHi[i] = uint32(reach>>32), uint32(reach)
		taste := *(*uint64)(unsafe.Add(record, TasteAt))
		l.TasteLo[i], l.TasteHi[i] = uint32(taste), uint32(taste>>32)&0xffff
		l.Style[i] = uint32(uint16(int8(taste>>48))) | uint32(uint16(int8(taste>>56)))<<16
		category := uint32(*(*uint8)(unsafe.Add(record, ProfileAt)))
		if kind == Searching {
			category = need
		}
		wheels := (*[16]Wheel)(unsafe.Add(s.Wheels, Circle(s.First+local, s.Circles)*int(unsafe.Sizeof([16]Wheel{}))))
		own, all := wheels[category&15], wheels[categories]
		l.Base[i], l.Size[i], l.AllBase[i], l.AllSize[i] = own.Base, own.Size, all.Base, all.Size
	}
}

// Due returns the mask of categories whose need has arisen by the day number, a bit per category.
func Due(due *[3]uint64, day uint64) uint32 {
	const high = 0x8000800080008000
	now := day*0x0001000100010001 | high
	// the top bit of a lane is left where now ≥ due
	x := (now-due[0])&high>>15 | (now-due[1])&high>>14 | (now-due[2])&high>>13
	return uint32(x|x>>13|x>>26|x>>39) & (1<<categories - 1)
}

// anyOf returns one of the categories in a mask that is not empty: the first at or after a place drawn by 12 bits,
// beginning again after the last.
func anyOf(mask, draw uint32) uint32 {
	start := draw * categories >> 12
	c := start + uint32(bits.TrailingZeros32((mask|mask<<categories)>>(start&31)))
	return c - categories&-uint32(one(c >= categories))
}

// Circle returns the circle of a number: the fraction of its product with the golden ratio, which spreads numbers evenly
// whatever the step between them (Weyl 1916).
func Circle(number, circles uint64) int {
	const golden = 0x9e3779b97f4a7c15
	circle, _ := bits.Mul64(number*golden, circles)
	return int(circle)
}

// Board takes on board the visitors of a list from one on, and returns how many. Share is the share of draws that are
// from their own wheel.
func (b *Batch) Board(l *Arrived, from int, share uint32) int {
	b.Key, b.Twist = *lane(&l.Key, from), *lane(&l.Twist, from)
	b.Turn, b.Pending = *lane(&l.Turn, from), *lane(&l.Pending, from)
	b.ReachLo, b.ReachHi = *lane(&l.ReachLo, from), *lane(&l.ReachHi, from)
	b.TasteLo, b.TasteHi, b.Style = *lane(&l.TasteLo, from), *lane(&l.TasteHi, from), *lane(&l.Style, from)
	b.Outside, b.Shelf, b.Who = *lane(&l.Outside, from), *lane(&l.Shelf, from), *lane(&l.Who, from)
	b.Base, b.Size = *lane(&l.Base, from), *lane(&l.Size, from)
	b.AllBase, b.AllSize = *lane(&l.AllBase, from), *lane(&l.AllSize, from)
	for i := range b.Share {
		b.Share[i] = share
	}
	n := min(Lanes, int(l.N)-from)
	b.idle(n)
	return n
}

func lane(c *Column32, from int) *ULane { return (*ULane)(c[from : from+Lanes]) }
