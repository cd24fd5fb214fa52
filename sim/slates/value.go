package slates

import "math"

// Value puts into Worth what every room of the slates is worth to its consumer: appeal, taste for its main category,
// style, need, position and a Gumbel shock. Hits tells, a bit per lane and row, which rooms are of a host that the
// consumer remembers (Known): memories are for the caller to add.
//
// The shock is a multiplicative hash of the consumer's key by the room's salt (Dietzfelbinger et al. 1997): the same
// room is liked the same wherever it is shown.
func Value(b *Batch, rooms []Room, t *Tables, places int) {
	if len(rooms) > 0 && vector {
		valueVector(b, &rooms[0], t, places)
		return
	}
	value(b, rooms, t, places)
}

func value(b *Batch, rooms []Room, t *Tables, places int) {
	clear(b.Hits[:])
	for lane := range Lanes {
		for row := range int(b.FollowedMost) {
			b.value(row, lane, rooms, t)
		}
		for row := Followed; row < Followed+places; row++ {
			b.value(row, lane, rooms, t)
		}
	}
}

func (b *Batch) value(row, lane int, rooms []Room, t *Tables) {
	row, lane = row&(Rows-1), lane&(Lanes-1)
	room := b.Seen[row][lane]
	if room == Nobody {
		return
	}
	rm := &rooms[room]
	u := rm.Appeal + t.Taste[taste(b.TasteLo[lane], b.TasteHi[lane], rm.Mark>>MainShift)] + style(b.Style[lane], rm.Style)
	u += t.Need & -int32(one(b.Pending[lane]&rm.Mark&(1<<MainShift-1) != 0))
	b.Worth[row][lane] = u + t.Position[b.Position(row, lane)] + Shock(b.Key[lane], rm.Salt, t)
	known := one(b.Known[0][lane] == room) | one(b.Known[1][lane] == room) | one(b.Known[2][lane] == room) |
		one(b.Known[3][lane] == room) | one(b.Known[4][lane] == room)
	b.Hits[row] |= uint16(known) << lane
}

// Best finds the best room of every slate, and who chooses it: it is entered if it beats doing something else, but for
// those with an open need to whom the shelf is worth more than both.
func Best(b *Batch, places int) {
	if vector {
		bestVector(b, places)
		return
	}
	best(b, places)
}

func best(b *Batch, places int) {
	var most [Lanes]int64 // the worth, and below it how far from the end the row is
	for lane := range most {
		most[lane] = math.MinInt32<<8 | 255
	}
	for row := range Followed + places {
		for lane, room := range b.Seen[row] {
			u := int64(b.Worth[row][lane])
			u = math.MinInt32&int64(room>>31) | u&^int64(room>>31) // the least where there is no room
			x := u<<8 | int64(255-row)
			d := x - most[lane]
			most[lane] += d &^ (d >> 63) // the greater without a branch
		}
	}
	for lane, x := range most {
		b.Best[lane], b.BestRow[lane] = int32(x>>8), 255-int32(x&255)
	}
	b.Search, b.Enter = 0, 0
	for lane, best := range b.Best {
		outside, shelf := int32(b.Outside[lane]), int32(b.Shelf[lane])
		search := one(b.Pending[lane] != 0) & one(shelf > best) & one(shelf > outside)
		b.Search |= uint16(search << lane)
		b.Enter |= uint16((one(best > outside) &^ search) << lane)
	}
}

// Position is the place on the slate that a row of a lane has, from 0.
func (b *Batch) Position(row, lane int) int {
	if row < Followed {
		return row
	}
	return (int(b.FollowedN[lane]) + row - Followed) & 15
}

// Shock is the Gumbel shock of a consumer of the given key for a room.
func Shock(key, salt uint32, t *Tables) int32 { return int32(t.Gumbel[key*salt>>20]) }

func taste(lo, hi, main uint32) uint32 { return uint32((uint64(lo)|uint64(hi)<<32)>>(4*main&63)) & 15 }

func style(a, b uint32) int32 {
	return (int32(int16(a))*int32(int16(b)) + int32(int16(a>>16))*int32(int16(b>>16))) >> 8
}
