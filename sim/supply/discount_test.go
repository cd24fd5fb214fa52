package supply

import (
	"math"
	"slices"
	"testing"

	"livebazaar/sim/state"
)

// Where every change of discount loses money, merchants go back to the old one after each trial and measure it again. It is in
// force about half of the time, and never left.
func TestFailedDiscountsAreGivenUp(t *testing.T) {
	t.Parallel()
	w := made(t, nil)
	m := &w.Merchants
	usual := slices.Clone(m.Discount)
	old := make([]int, len(usual))
	const weeks = 100
	for range weeks {
		w.Day += state.Week
		for i, discount := range m.Discount {
			m.LastProfit[i] = int64(1e6 * (1 - math.Abs(discount-usual[i])))
		}
		w.SetDiscounts()
		for i, discount := range m.Discount {
			if discount == usual[i] {
				old[i]++
			}
		}
	}
	for i, alive := range m.Alive {
		if alive && (old[i] < weeks/3 || math.Abs(m.Trial[i].Accepted-usual[i]) > 0) {
			t.Errorf("merchant %d: the discount of %.3f that earns most was in force in %d of %d weeks, %.3f is accepted",
				i, usual[i], old[i], weeks, m.Trial[i].Accepted)
		}
	}
}
