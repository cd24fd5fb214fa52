package rank

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Balinski & Young 1982: the first apportionment of the US House (1791), 120 seats by Hamilton's method.
func TestHamiltonsMethodSeatsTheFirstCongress(t *testing.T) {
	population := []float64{630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236, 179570, 141822, 85533,
		70835, 68705, 68446, 55540}
	want := []int64{21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2}
	v, s, out := plain(len(population)), &Scratch{}, make([]int64, len(population))
	s.apportion(v, 120, population, out)
	if !slices.Equal(out, want) {
		t.Errorf("seats %v, want %v", out, want)
	}
}

// Every room gets its quota rounded up or down (the quota rule, which divisor methods break), and all add up.
func TestQuotaRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weight := rapid.SliceOfN(rapid.Float64Range(1e-6, 1), 1, 40).Draw(t, "weights")
		n := rapid.Int64Range(0, 1e12).Draw(t, "units")
		v, s, out := plain(len(weight)), &Scratch{}, make([]int64, len(weight))
		s.apportion(v, n, weight, out)
		all, given := new(big.Float).SetPrec(300), int64(0)
		for _, w := range weight {
			all.Add(all, big.NewFloat(w))
		}
		for i, w := range weight {
			given += out[i]
			quota := new(big.Float).SetPrec(300).Mul(big.NewFloat(w), new(big.Float).SetInt64(n))
			q, _ := quota.Quo(quota, all).Float64()
			if math.Abs(float64(out[i])-q) >= 1+1e-3 { // weights have 56 bits
				t.Fatalf("room %d gets %d, its quota is %v", i, out[i], q)
			}
		}
		if given != n {
			t.Fatalf("%d given of %d", given, n)
		}
	})
}
