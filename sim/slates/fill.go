package slates

// Fill recommends places to every lane: rooms are drawn one after another, by turns from all rooms and from the wheel
// of one's own (the turn comes round to one's own with probability Share, at even distances), and one that is on the
// slate already is passed over. After ownRounds·places draws all rooms are drawn from; after allRounds·places, where
// there are fewer rooms than places, rooms are shown again. 1 ≤ places ≤ MaxPlaces.
func Fill(b *Batch, columns []Column, places int) {
	if vector {
		fillVector(b, &columns[0], places)
		return
	}
	fill(b, columns, places)
}

// Rounds of drawing, in multiples of the number of places.
const (
	ownRounds = 2
	allRounds = 8
)

// Here a room that is on the slate has the lane's stamp, so that no branch hangs on a draw: a room is written to the
// next place, and the place is taken if the room had no stamp.
func fill(b *Batch, columns []Column, places int) {
	for lane := range Lanes {
		key, twist, turn, share := b.Key[lane], b.Twist[lane], b.Turn[lane], b.Share[lane]
		wheels := [2]Wheel{{b.AllBase[lane], b.AllSize[lane]}, {b.Base[lane], b.Size[lane]}}
		stamp := b.nextStamp()
		for row := range Followed {
			if room := b.Seen[row][lane]; room != Nobody {
				*b.stampOf(room) = stamp
			}
		}
		n := 0
		for round := 0; n < places; round++ {
			if round == ownRounds*places {
				share, turn = 0, 0
			}
			turn = turn&0xffff + share
			room := Spin(columns, wheels[turn>>16&1], word(key, twist, uint32(round)))
			at := b.stampOf(room)
			b.Seen[(Followed+n)&(Rows-1)][lane] = room
			n += one(*at != stamp) | one(round >= allRounds*places)
			*at = stamp
		}
	}
}

// nextStamp is a number that no room has.
func (b *Batch) nextStamp() uint32 {
	b.stamp++
	if b.stamp == 0 {
		clear(b.stamps)
		b.stamp = 1
	}
	return b.stamp
}

// stampOf is where a room's stamp is kept.
func (b *Batch) stampOf(room int32) *uint32 {
	if int(room) >= len(b.stamps) {
		b.stamps = append(b.stamps, make([]uint32, int(room)+1)...)
	}
	return &b.stamps[room]
}

// word is draw number round of a lane: 32 bits, by the finaliser of MurmurHash3 (Appleby 2011) with the second half of
// the key put in between its two products.
func word(key, twist, round uint32) uint32 {
	x := key + round*0x9e3779b9
	x ^= x >> 16
	x *= 0x85ebca6b
	x ^= twist ^ x>>13
	x *= 0xc2b2ae35
	return x ^ x>>16
}
