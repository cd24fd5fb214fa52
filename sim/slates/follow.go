package slates

import "unsafe"

// Where the hosts that consumers remember are found in their records of RecordSize bytes: from byte RelationsAt on,
// Followed words of 64 bits with the host in the low HostBits bits, FollowedBit set for a host that is followed, and
// from DayBit up the day number of the last meeting; 0 for nobody.
const (
	RecordSize  = 96
	RelationsAt = 32
	HostBits    = 20
	FollowedBit = 49
	DayBit      = 50
)

// Follow puts into Known the rooms of the hosts that consumers remember, and first on their slates the rooms followed
// that are open and that private domain reaches (with probability private/4096 each, by 12 bits of ReachLo and ReachHi).
// The consumers' records are counted from the first. roomOf and born tell of every host its room, Nobody where it is not
// open, and the day number it entered: who was met before is another.
func Follow(b *Batch, first unsafe.Pointer, roomOf []int32, born []uint32, private uint32) {
	if vector {
		followVector(b, (*byte)(first), &roomOf[0], &born[0], private)
	} else {
		follow(b, first, roomOf, born, private)
	}
	b.FollowedMost = 0
	for _, n := range b.FollowedN {
		b.FollowedMost = max(b.FollowedMost, int64(n))
	}
}

func follow(b *Batch, first unsafe.Pointer, roomOf []int32, born []uint32, private uint32) {
	for lane := range Lanes {
		words := (*[Followed]uint64)(unsafe.Add(first, int(b.Who[lane]&0xffff)*RecordSize+RelationsAt))
		for j := range Followed {
			b.Seen[j][lane] = Nobody
		}
		n := 0
		for j, word := range words {
			host := word & (1<<HostBits - 1)
			room := roomOf[host]
			if word == 0 {
				room = Nobody
			}
			b.Known[j][lane] = room
			shown := one(room != Nobody) & int(word>>FollowedBit&1) & one(uint32(word>>DayBit) >= born[host]) & one(b.reach(lane, j) < private)
			at := &b.Seen[n][lane]
			*at = room&-int32(shown) | *at&^-int32(shown)
			n += shown
		}
		b.FollowedN[lane] = int32(n)
	}
}

// reach returns 12 of the 60 bits that decide which followed rooms are seen.
func (b *Batch) reach(lane, j int) uint32 {
	lo, hi := b.ReachLo[lane], b.ReachHi[lane]
	switch j {
	case 0, 1:
		return lo >> (12 * j) & 4095
	case 2, 3:
		return hi >> (12 * (j - 2)) & 4095
	}
	return lo>>24<<4 | hi>>28
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
