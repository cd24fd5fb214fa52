package slates

// Fill recommends places to every lane: rooms are drawn one after another, by turns from all rooms and from the wheel
// of one's own (the turn comes round to one's own with probability Share, at even distances), and one that is on the
// slate already is passed over. After ownRounds·places draws all rooms are drawn from; after allRounds·places, where
// there are fewer rooms than places, rooms are shown again.
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

func fill(b *Batch, columns []Column, places int) {
	for lane := range Lanes {
		turn, share := b.Turn[lane], b.Share[lane]
		n := 0
		for round := 0; n < places; round++ {
			if round == ownRounds*places {
				share, turn = 0, 0
			}
			turn = turn&0xffff + share
			wheel := Wheel{b.AllBase[lane], b.AllSize[lane]}
			if turn>>16&1 != 0 {
				wheel = Wheel{b.Base[lane], b.Size[lane]}
			}
			room := Spin(columns, wheel, word(b.Key[lane], b.Twist[lane], uint32(round)))
			if round < allRounds*places && onSlate(b, lane, n, room) {
				continue
			}
			b.Seen[Followed+n][lane] = room
			n++
		}
	}
}

func onSlate(b *Batch, lane, n int, room int32) bool {
	for row := range Followed + n {
		if b.Seen[row][lane] == room {
			return true
		}
	}
	return false
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
