package rank

import (
	"math"
	"math/bits"
)

// sum adds numbers in [0, top] in fixed point, 62 bits below top: the result does not depend on the order of the
// terms, which a floating-point sum's does, so that relabelled rooms get exactly the relabelled shares.
type sum struct {
	shift  int     // the unit is 2^−shift
	scale  float64 // 2^shift
	hi, lo uint64
}

func newSum(top float64) sum {
	_, exp := math.Frexp(top)
	shift := min(62-exp, 1000) // 2^1000 is still a float64
	return sum{shift: shift, scale: math.Ldexp(1, shift)}
}

func (s *sum) add(x float64) {
	var carry uint64
	s.lo, carry = bits.Add64(s.lo, s.units(x), 0)
	s.hi += carry
}

// units is a term in fixed point.
func (s *sum) units(x float64) uint64 { return uint64(int64(x * s.scale)) }

func (s sum) value() float64 {
	return math.Ldexp(math.Ldexp(float64(s.hi), 64)+float64(s.lo), -s.shift)
}

// largest returns the maximum of x, at least 0.
func largest(x []float64) float64 {
	top := 0.0
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	return top
}

// total returns the sum of x (all ≥ 0), whatever their order.
func total(x []float64) float64 {
	top := largest(x)
	if top == 0 {
		return 0
	}
	t := newSum(top)
	for _, v := range x {
		t.add(v)
	}
	return t.value()
}
