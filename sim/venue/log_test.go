package venue

import "testing"

// A rating is half for a satisfaction of 0 and a quarter more a unit. However large satisfaction is, an order counts for 0 to 1.
func TestRatingsAreWithinTheirRange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sum, orders, want float64 }{{0, 4, 2}, {4, 4, 3}, {-4, 4, 1}, {100, 4, 4}, {-100, 4, 0}, {0, 0, 0}} {
		if got := rating(c.sum, c.orders); got != c.want {
			t.Errorf("a satisfaction of %g over %g orders is a rating of %g, want %g", c.sum, c.orders, got, c.want)
		}
	}
}
