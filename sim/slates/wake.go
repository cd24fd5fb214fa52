package slates

import "livebazaar/agents/chance"

// Slots is the number of slots of a day.
const Slots = 3

// Sleepers are the consumers of a chunk before the day begins, and who of them Wake found to open the platform.
type Sleepers struct {
	Key    uint64          // the day's key of activity plus what the chunk's first consumer adds to it (chance.Key.At)
	Habits []uint8         // of each consumer: class of activity in the low 4 bits, AdopterBit for a live shopper
	Awake  *[16]uint64     // by class: probability × 32768 − 1 of the slots, in lanes of 16 bits with the top bit set
	Active [Slots][]uint16 // numbers of the active consumers in order, LiveBit for live shoppers; room for Habits and Lanes more

	N, Live  [Slots]int64 // how many are active, and live shoppers among them
	Shoppers int64        // live shoppers who are active at least once
}

// AdopterBit marks a habit of a consumer who uses live shopping.
const AdopterBit = 4

// laneHigh is the top bit of each of four lanes of 16 bits.
const laneHigh = 0x8000800080008000

// activeDraw keeps the 15 bits of each of three lanes that a draw of activity has.
const activeDraw = 0x7fff7fff7fff

// Wake decides which consumers open the platform in which slots.
func Wake(s *Sleepers) {
	s.N, s.Live, s.Shoppers = [Slots]int64{}, [Slots]int64{}, 0
	if len(s.Habits) == 0 {
		return
	}
	if vector {
		wakeVector(s)
		return
	}
	wake(s)
}

// The three slots go in three lanes of 16 bits: filled counts the active, live those who use live shopping.
func wake(s *Sleepers) {
	n := len(s.Habits)
	off, noon, eve := s.Active[0][:n+1], s.Active[1][:n+1], s.Active[2][:n+1]
	var filled, live uint64
	for i, habit := range s.Habits {
		// a lane's top bit stays where the chance exceeds the draw: no branch on a coin toss
		draw := chance.Mix(s.Key+uint64(i)*chance.Member) & activeDraw
		hit := (s.Awake[habit&15] - draw) & laneHigh >> 15
		adopts := uint64(habit >> AdopterBit & 1)
		number := uint16(i) | uint16(adopts)<<LiveBit
		off[filled&0xffff], noon[filled>>16&0xffff], eve[filled>>32&0xffff] = number, number, number
		filled += hit
		hit &= -adopts
		live += hit
		s.Shoppers += int64((hit | hit>>16 | hit>>32) & 1)
	}
	for slot := range s.N {
		s.N[slot], s.Live[slot] = int64(filled>>(16*slot)&0xffff), int64(live>>(16*slot)&0xffff)
	}
}
