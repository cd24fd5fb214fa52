package slates

// A Column of a wheel: below the cut it is its own room, above it another's.
type Column struct {
	Cut  uint32 // × 2^32
	Room [2]int32
	_    int32
}

// A Wheel is some of the columns of a table.
type Wheel struct{ Base, Size uint32 }

// Wheels are wheels that draw rooms in proportion to whole impressions (alias method: Walker 1977; Vose 1991), all in
// one table. A draw of 32 bits picks a column by its high part and compares the fraction.
type Wheels struct {
	Columns []Column

	left         []int64 // scratch of Add
	small, large []int32
}

// Clear takes all wheels away.
func (w *Wheels) Clear() { w.Columns = w.Columns[:0] }

// Add makes the wheel of the rooms listed, weight[r] ≥ 0 each; it has size 0 if they weigh nothing.
func (w *Wheels) Add(rooms []int32, weight []int64) Wheel {
	base := len(w.Columns)
	var total int64
	for _, r := range rooms {
		if weight[r] > 0 {
			w.Columns = append(w.Columns, Column{Cut: 1<<32 - 1, Room: [2]int32{r, r}})
			total += weight[r]
		}
	}
	columns := w.Columns[base:]
	n := int64(len(columns))
	left, small, large := w.left[:0], w.small[:0], w.large[:0]
	for i := range columns {
		left = append(left, weight[columns[i].Room[0]]*n) // in units of 1/n of the total: a full column is total
		if left[i] < total {
			small = append(small, int32(i))
		} else {
			large = append(large, int32(i))
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		columns[s].Cut = uint32(float64(left[s]) / float64(total) * (1<<32 - 1))
		columns[s].Room[1] = columns[l].Room[0]
		left[l] -= total - left[s]
		if left[l] < total {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	w.left, w.small, w.large = left, small, large
	return Wheel{Base: uint32(base), Size: uint32(n)}
}

// Spin returns the room that 32 uniform bits draw: the high part of the product picks the column, the low part is
// compared with its cut.
func Spin(columns []Column, w Wheel, bits uint32) int32 {
	x := uint64(bits) * uint64(w.Size)
	c := &columns[w.Base+uint32(x>>32)]
	return c.Room[one(uint32(x) >= c.Cut)&1] // a branch on a coin toss costs more than the toss
}
