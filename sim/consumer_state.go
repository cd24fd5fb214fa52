package sim

import "livebazaar/sim/slates"

// ChunkSize is the number of consumers that are worked on together. It does not depend on the number of workers, so
// neither does any order of commits.
const ChunkSize = slates.MaxArrivals

// Consumers is the packed state of all consumers: one record each and a byte that says whether it is active.
type Consumers struct {
	Rec    []Consumer `per:"consumer"`
	Habit  []uint8    `per:"consumer"` // activity class in the low 4 bits, use of live shopping above (adopter, lapsed, never)
	Chunks []Chunk    `per:"chunk"`

	Adopters, Unhappy int64 // live shoppers; of these with a mood below 0
}

// Use of live shopping, in the high bits of Habit.
const (
	never   = 0 << 4
	adopter = 1 << slates.AdopterBit
	lapsed  = 2 << 4
	useMask = 3 << 4
)

// RelationSlots is the number of hosts a consumer remembers (and the cap on follows, model description, "alive").
const RelationSlots = 5

// Consumer is one consumer in 96 bytes. Days are day numbers (Day − first day + 1 ≥ 1).
type Consumer struct {
	Due   [3]uint64               // 12 lanes of 16 bits: the day number at which the need of a category arises
	Taste uint64                  // 12 tastes of 4 bits, then style x and y as signed bytes
	Rel   [RelationSlots]Relation // remembered hosts

	SpellHost     int32 // host of the first kept order of the month that opened the spell
	SpellMerchant int32
	Spell         uint16 // day number of that order, 0 for no open spell
	LastKept      uint16 // day number of the latest kept live order, 0 for none
	Touched       uint16 // day number when Spent and Caution were last brought up to date
	Spent         uint16 // spending of late, in 1/256 of the monthly budget
	Budget        uint8  // budget class
	Impulse       uint8  // impulsivity, 0..255 for 0..1
	Caution       uint16 // 0..65535 for 0..1
	Mood          int8   // smoothed satisfaction, 1/64
	Platform      uint8  // trust in the platform, 0..255 for 0..1
	Rate          uint8  // class of the rate at which needs come back
	Profile       uint8  // the category the platform takes to be this consumer's main interest
}

// noNeed marks a need that is being met: it comes back when the order is kept, returned or cancelled.
const noNeed = 0x7fff

func (c *Consumer) setDue(category int, day uint16) {
	shift := uint(category/3) * 16
	due := &c.Due[category%3]
	*due = *due&^(0xffff<<shift) | uint64(day)<<shift
}

func (c *Consumer) dueDay(category int) uint16 {
	return uint16(c.Due[category%3] >> (uint(category/3) * 16))
}

func (c *Consumer) taste(category uint8) uint32 { return uint32(c.Taste>>(category*4)) & 15 }

func (c *Consumer) styleX() int32 { return int32(int8(c.Taste >> 48)) }
func (c *Consumer) styleY() int32 { return int32(int8(c.Taste >> 56)) }

// Relation is a remembered host in 64 bits: host (20), positive and negative evidence in eighths of an order (8 + 8),
// fan bond in 1/127 (7), visits (6), followed (1), day number of the last update (14). 0 is empty.
type Relation uint64

const (
	relHost              = 1<<20 - 1
	relPositive          = 20
	relNegative          = 28
	relBond              = 36
	relVisits            = 43
	relFollowed Relation = 1 << 49
	relDay               = 50
)

// MaxHosts is the largest number of hosts (streamers and stores) the packed state can address.
const MaxHosts = 1 << 20

func (r Relation) host() int32      { return int32(r & relHost) }
func (r Relation) positive() uint32 { return uint32(r>>relPositive) & 0xff }
func (r Relation) negative() uint32 { return uint32(r>>relNegative) & 0xff }
func (r Relation) bond() uint32     { return uint32(r>>relBond) & 0x7f }
func (r Relation) visits() uint32   { return uint32(r>>relVisits) & 0x3f }
func (r Relation) followed() bool   { return r&relFollowed != 0 }
func (r Relation) day() uint32      { return uint32(r >> relDay) }

func relation(host int32, positive, negative, bond, visits uint32, followed bool, day uint32) Relation {
	r := Relation(host) | Relation(positive)<<relPositive | Relation(negative)<<relNegative |
		Relation(bond)<<relBond | Relation(visits)<<relVisits | Relation(day)<<relDay
	if followed {
		r |= relFollowed
	}
	return r
}

// find returns the slot that remembers the host, or −1. A memory from before the host's occupant entered is of
// another streamer and does not count.
func (c *Consumer) find(host int32, born uint32) int {
	for j := range c.Rel {
		if r := c.Rel[j]; r != 0 && r.host() == host && r.day() >= born {
			return j
		}
	}
	return -1
}

// vacate makes room for a new host: a slot that is empty or remembers a host that has left, else the one not followed
// that was met longest ago; −1 if all are followed. Born is the day number each host entered.
func (c *Consumer) vacate(born []uint32) int {
	best, bestDay := -1, uint32(1<<30)
	for j := range c.Rel {
		r := c.Rel[j]
		if r == 0 || r.day() < born[r.host()] {
			return j
		}
		if !r.followed() && r.day() < bestDay {
			best, bestDay = j, r.day()
		}
	}
	return best
}

// Order is one paid order on its way, in 20 bytes.
type Order struct {
	Local    uint16 // consumer within the chunk
	Day      uint16 // day number of the order
	Offer    uint32 // offer index; the top bits are flags
	Seed     uint32 // draws of this order: fit seen and unseen, delivery
	Calm     int16  // u_calm without quality and unseen fit, the taste shock included, 1/256 util
	Hot      int16  // what arousal added, 1/256 util
	Expected uint16 // expected quality, 1/1024
	Forgone  uint16 // what the shelf was worth to the need that the order is to meet, 1/256 util; 0 without one
}

// decided returns the decision utility of an order in 1/1024 util.
func (o *Order) decided(t *tables) int32 {
	return int32(o.Calm)<<2 + (t.quality*int32(o.Expected))>>10 + int32(o.Hot)<<2
}

// forgone returns what the shelf was worth to the order's need, in 1/1024 util.
func (o *Order) forgone() int32 { return int32(o.Forgone) << 2 }

// worth returns in fen what the order promised its consumer when deciding, above what it gave up for it. An order that
// is never delivered takes it back from experienced surplus: its need is open again.
func (o *Order) worth(t *tables, c *Consumer) int64 {
	return t.perUtil[c.Budget] * int64(o.decided(t)-o.forgone()) >> 10
}

// Flags in Order.Offer above the index (at most 2·MaxHosts·LineUp < 2^24).
const (
	orderPurposive = 1 << 31
	orderPaid      = 1 << 30
	orderPrivate   = 1 << 29
	orderRepeat    = 1 << 28 // the consumer remembers a good purchase from this host
	orderAgain     = 1 << 27 // the consumer has kept a live order in the last Month days
	orderIndex     = 1<<24 - 1
)

// Chunk is a group of consumers with their orders under way.
type Chunk struct {
	Due [8][]Order `per:"due"` // paid orders by day of delivery, ring by day number mod 8

	active  [NumSlots][]uint16 `snapshot:"-" per:"active"`
	orders  []Order            `snapshot:"-" per:"placed"`
	settled []outcome          `snapshot:"-" per:"settled"`
	events  []Event            `snapshot:"-" per:"traced"`
}

// chunkOf returns the range of consumers of a chunk.
func (c *Consumers) chunkOf(i int) (from, to int) {
	from = i * ChunkSize
	return from, min(from+ChunkSize, len(c.Rec))
}
