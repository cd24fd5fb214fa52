package chance

import "testing"

// A uniform draw selects each index over a stretch of [0,1) as long as its part of the weights, in their order; what weighs nothing
// is not selected, and the end of the range belongs to the last.
func TestPickSelectsInProportionToTheWeights(t *testing.T) {
	weights := []float64{1, 0, 2, 5}
	for _, c := range []struct {
		u    float64
		want int
	}{{0, 0}, {.1249, 0}, {.125, 2}, {.3749, 2}, {.375, 3}, {.9999, 3}, {1, 3}} {
		if got := Pick(weights, c.u); got != c.want {
			t.Errorf("%g selects %d, want %d", c.u, got, c.want)
		}
	}
	var n [4]int
	for i := range 8000 {
		n[Pick(weights, (float64(i)+.5)/8000)]++
	}
	if n != [4]int{1000, 0, 2000, 5000} {
		t.Errorf("8000 draws at even distances select %v", n)
	}
}
