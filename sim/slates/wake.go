package slates

import "livebazaar/agents/chance"

// Slots is the number of slots of a day.
const Slots = 3

// Sleepers are the consumers of a chunk before the day begins, and what Wake and List find out about them.
type Sleepers struct {
	Key     uint64      // the day's key of activity plus what the chunk's first consumer adds to it (chance.Key.At)
	Habits  []uint8     // of each consumer: class of activity in the low 4 bits, AdopterBit for a live shopper
	Awake   *[16]uint64 // by class: probability × 32768 − 1 of the slots, in lanes of 16 bits with the top bit set
	FansKey uint64      // as Key, of who would come at another time
	Moves   uint64      // probability × 65536 that a live shopper would, in a slot

	When  []uint8  // by consumer: slots in which it is active, a bit each, and LiveWhen; room for Habits and Lanes more
	Fans  []uint16 // numbers of the live shoppers who would give up a slot and have one to spare; as much room
	Slots []uint8  // of each of them: the slots, a bit each; as much room
	NFans int64    // how many they are

	Active   [Slots][]uint16 // numbers of the active consumers in order, LiveBit for live shoppers; as much room
	N, Live  [Slots]int64    // how many are active, and live shoppers among them
	Shoppers int64           // live shoppers who are active at least once
}

// AdopterBit marks a habit of a consumer who uses live shopping, LiveWhen the slots of one.
const (
	AdopterBit = 4
	LiveWhen   = 1 << Slots
)

// laneHigh is the top bit of each of four lanes of 16 bits.
const laneHigh = 0x8000800080008000

// activeDraw keeps the 15 bits of each of three lanes that a draw of activity has.
const activeDraw = 0x7fff7fff7fff

// Wake decides which consumers open the platform in which slots, and which live shoppers would come at another time.
func Wake(s *Sleepers) {
	s.NFans = 0
	if len(s.Habits) == 0 {
		return
	}
	if vector {
		wakeVector(s)
		return
	}
	wake(s)
}

func wake(s *Sleepers) {
	for i, habit := range s.Habits {
		draw := chance.Mix(s.Key+uint64(i)*chance.Member) & activeDraw
		when := slotsOf(s.Awake[habit&15] - draw) // a lane's top bit stays where the chance exceeds the draw
		live := habit >> AdopterBit & 1
		s.When[i] = when | live*LiveWhen
		if s.Moves == 0 || live == 0 || when == 0 || when == LiveWhen-1 {
			continue
		}
		draw = chance.Mix(s.FansKey + uint64(i)*chance.Member)
		for slot := range Slots {
			when &^= uint8(one(draw>>(16*slot)&0xffff >= s.Moves)) << slot
		}
		if when != 0 {
			s.Fans[s.NFans], s.Slots[s.NFans] = uint16(i), when
			s.NFans++
		}
	}
}

// slotsOf gathers the top bits of three lanes of 16 bits.
func slotsOf(lanes uint64) uint8 {
	lanes = lanes & laneHigh >> 15
	return uint8(lanes|lanes>>15|lanes>>30) & (LiveWhen - 1)
}

// List lists who is active in which slot.
func List(s *Sleepers) {
	s.N, s.Live, s.Shoppers = [Slots]int64{}, [Slots]int64{}, 0
	if len(s.Habits) == 0 {
		return
	}
	if vector {
		listVector(s)
		return
	}
	list(s)
}

// Who is not active is written as well, but counted not, and written over: no branch on a coin toss.
func list(s *Sleepers) {
	for i, when := range s.When[:len(s.Habits)] {
		live := when / LiveWhen
		for slot := range s.N {
			s.Active[slot][s.N[slot]] = uint16(i) | uint16(live)<<LiveBit
			comes := when >> slot & 1
			s.N[slot] += int64(comes)
			s.Live[slot] += int64(comes & live)
		}
		s.Shoppers += int64(one(when > LiveWhen))
	}
}
