package deals

import (
	"testing"

	"livebazaar/sim/state"
)

// On the open list are the goods of merchants that may sell, of which a unit is in stock or under way.
func TestOnTheOpenListIsWhatCanBeSold(t *testing.T) {
	t.Parallel()
	d := fair(t, nil)
	d.Merchants.Alive[1] = false
	d.Merchants.Suspended[2] = int32(d.Day)
	d.Merchants.Suspended[3] = int32(d.Day - 1)
	none, coming := 4*state.GoodsPer, 5*state.GoodsPer
	d.Goods.Stock[none], d.Goods.Stock[coming], d.Goods.Coming[coming] = 0, 0, 1
	for good := range d.Goods.List {
		m := good / state.GoodsPer
		want := m != 1 && m != 2 && good != none
		if got := d.listingOf(good).offered; got != want {
			t.Errorf("good %d of merchant %d is on the open list: %v", good, m, got)
		}
	}
}
