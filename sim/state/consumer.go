package state

import (
	"livebazaar/sim/slates"
)

// ChunkSize is the number of consumers that are worked on together. It does not depend on the number of workers, so
// neither does any order of commits.
const ChunkSize = slates.MaxArrivals

// Consumers is the packed state of all consumers: one record each and a byte that says whether it is active.
type Consumers struct {
	Rec    []Consumer `per:"consumer"`
	Habit  []uint8    `per:"consumer"` // activity class in the low 4 bits, use of live shopping above (adopter, lapsed, never)
	Chunks []Chunk    `per:"chunk"`

	Adopters, Unhappy int64 // live shoppers; of these who speak ill of it
}

// ChunkOf returns the range of consumers of a chunk.
func (c *Consumers) ChunkOf(i int) (from, to int) {
	from = i * ChunkSize
	return from, min(from+ChunkSize, len(c.Rec))
}

// Use of live shopping, in the high bits of Habit; 0 is of one who has never tried it.
const (
	Adopter = 1 << slates.AdopterBit
	Lapsed  = 2 << 4
	UseMask = 3 << 4
)

// RelationSlots is the number of hosts a consumer remembers (and the cap on follows; docs/decisions/relation-slots.md).
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
	Rate          uint8  // class of the rate at which needs come back in the low 4 bits, habit with live shopping in the high 4
	Profile       uint8  // the category the platform takes to be this consumer's main interest
}

// RateClass is the class of the rate at which needs come back, 0..15.
func (c *Consumer) RateClass() uint8 { return c.Rate & 15 }

// Habit is how used the consumer is to buying live, 0..15 for 0..1.
func (c *Consumer) Habit() uint8 { return c.Rate >> 4 }

// SetHabit notes how used the consumer is to buying live.
func (c *Consumer) SetHabit(habit uint8) { c.Rate = c.Rate&15 | habit<<4 }

// NoNeed marks a need that is being met: it comes back when the order is kept, returned or cancelled.
const NoNeed = 0x7fff

// SetDue notes the day number on which the need of a category arises, or NoNeed.
func (c *Consumer) SetDue(category int, day uint16) {
	shift := uint(category/3) * 16
	due := &c.Due[category%3]
	*due = *due&^(0xffff<<shift) | uint64(day)<<shift
}

// DueDay is the day number on which the need of a category arises, or NoNeed.
func (c *Consumer) DueDay(category int) uint16 {
	return uint16(c.Due[category%3] >> (uint(category/3) * 16))
}

// TasteFor returns the taste for a category, 0..15.
func (c *Consumer) TasteFor(category uint8) uint32 { return uint32(c.Taste>>(category*4)) & 15 }

// MemoryDays is how far lazily decayed evidence is followed; older evidence is gone.
const MemoryDays = 2048

// Find returns the slot that remembers the host of a channel, or −1. A memory from before the host's occupant entered is of
// another streamer and does not count.
func (c *Consumer) Find(channel int32, born uint32) int {
	for j := range c.Rel {
		if r := c.Rel[j]; r != 0 && r.Channel() == channel && r.Day() >= born {
			return j
		}
	}
	return -1
}

// Vacate makes room for a new host: a slot that is empty or remembers a host that has left, else the one not followed
// that was met longest ago; −1 if all are followed. Born tells by channel the day number on which its host entered.
func (c *Consumer) Vacate(born []uint32) int {
	const kept = 1 << 30 // more than any day
	least := uint32(kept)
	for j := range c.Rel { // the slot to give up has the least day, its number below it: a branch on a memory costs more than to look at all
		r := c.Rel[j]
		day := (r.Day() + 1) << 3
		if r.Followed() {
			day = kept
		}
		if r.Day() < born[r.Channel()] {
			day = 0
		}
		if r == 0 {
			day = 0
		}
		least = min(least, day|uint32(j))
	}
	if least >= kept {
		return -1
	}
	return int(least & 7)
}
