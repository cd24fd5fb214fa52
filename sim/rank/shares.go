package rank

import (
	"math"
	"math/bits"
)

// normalise turns the weights in Share into shares that add up to 1; rooms not barred share alike if all weights
// are 0.
func (s *Scratch) normalise() {
	for i, barred := range s.Barred {
		if barred {
			s.Share[i] = 0
		}
	}
	top := largest(s.Share)
	if top > 0 {
		for i := range s.Share {
			s.Share[i] /= top // tiny weights keep their precision
		}
	}
	all := total(s.Share)
	for i := range s.Share {
		switch {
		case all > 0:
			s.Share[i] /= all
		case !s.Barred[i]:
			s.Share[i] = 1 / float64(s.Open)
		}
	}
}

// apportion gives n whole units in proportion to weight (≥ 0, at least one > 0) by largest remainder (Hamilton's
// method, Balinski & Young 1982): floor(n·w/Σw) to each, the rest one by one to the largest remainders. Weights are
// taken in fixed point and the division is exact, so that the result adds up to n and depends on no order.
func (s *Scratch) apportion(v *View, n int64, weight []float64, out []int64) {
	_, exp := math.Frexp(largest(weight))
	scale := math.Ldexp(1, min(62-bits.Len(uint(v.N))-exp, 1000))
	var all uint64
	for _, w := range weight[:v.N] {
		all += uint64(int64(w * scale))
	}
	left := n
	s.items = s.items[:0]
	for i, w := range weight[:v.N] {
		hi, lo := bits.Mul64(uint64(n), uint64(int64(w*scale)))
		quotient, remainder := bits.Div64(hi, lo, all)
		out[i] = int64(quotient)
		left -= int64(quotient)
		if remainder > 0 {
			s.items = append(s.items, newItem(v.Key, v.ID[i], i, remainder))
		}
	}
	first(s.items, int(left))
	for _, it := range s.items[:left] {
		out[it.i]++
	}
}
