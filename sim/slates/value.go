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
	for row := range Followed + places {
		hits := uint16(0)
		for lane := range Lanes {
			room := b.Seen[row][lane]
			if room == Nobody {
				continue
			}
			rm := &rooms[room]
			u := rm.Appeal + t.Taste[taste(b, lane, rm.Mark>>MainShift)] + style(b.Style[lane], rm.Style)
			u += t.Need & -int32(one(b.Pending[lane]&rm.Mark&(1<<MainShift-1) != 0))
			b.Worth[row][lane] = u + t.Position[b.Position(row, lane)] + Shock(b.Key[lane], rm.Salt, t)
			known := one(b.Known[0][lane] == room) | one(b.Known[1][lane] == room) | one(b.Known[2][lane] == room) |
				one(b.Known[3][lane] == room) | one(b.Known[4][lane] == room)
			hits |= uint16(known) << lane
		}
		b.Hits[row] = hits
	}
}

// Best finds the best room of every slate.
func Best(b *Batch, places int) {
	if vector {
		bestVector(b, places)
		return
	}
	best(b, places)
}

func best(b *Batch, places int) {
	for lane := range Lanes {
		most, at := int32(math.MinInt32), int32(0)
		for row := range Followed + places {
			if u := b.Worth[row][lane]; b.Seen[row][lane] != Nobody && u > most {
				most, at = u, int32(row)
			}
		}
		b.Best[lane], b.BestRow[lane] = most, at
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

func taste(b *Batch, lane int, main uint32) uint32 {
	tastes := b.TasteLo[lane]
	if main&8 != 0 {
		tastes = b.TasteHi[lane]
	}
	return tastes >> (4 * (main & 7)) & 15
}

func style(a, b uint32) int32 {
	return (int32(int16(a))*int32(int16(b)) + int32(int16(a>>16))*int32(int16(b>>16))) >> 8
}
