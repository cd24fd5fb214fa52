package deals

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// However deep the discount, what is left of a live price after commission and fee covers a kept unit, unless not even the list
// price does.
func TestLivePriceKeepsTheFloor(t *testing.T) {
	t.Parallel()
	d := fair(t, map[string]any{"merchants.discount.depth": 5.0})
	floored := 0
	for g := range d.Goods.List {
		unit := d.KeptCost(g)
		commission := d.commissionFor(unit, g, rank.Head)
		price := float64(d.LivePrice(g, fixed.BasisPoints(commission)))
		if price <= 0 {
			t.Errorf("good %d has price %v", g, price)
		}
		if int64(price) == d.Goods.List[g] {
			continue
		}
		floored++
		if kept := price * (1 - commission - d.p.Platform.Fees.Commission); kept < unit-1 {
			t.Errorf("good %d sells at %.0f, keeps %.0f, costs %.0f", g, price, kept, unit)
		}
	}
	if floored < len(d.Goods.List)/2 {
		t.Errorf("only %d of %d goods have a discount", floored, len(d.Goods.List))
	}
}

// Terms open to everybody leave the merchant its costs as those it proposes do: unless not even the list price covers them, a kept
// unit is paid for after commission and fee.
func TestOpenTermsCoverTheCost(t *testing.T) {
	t.Parallel()
	d := fair(t, nil)
	bounded, covered := 0, 0
	for good := range d.Goods.List {
		price, points, ok := d.openTerms(good)
		if !ok {
			t.Fatalf("good %d cannot be offered", good)
		}
		commission, fee := float64(points)/10000, d.p.Platform.Fees.Commission
		if d.Merchants.Commission[good/state.GoodsPer] > commission+.001 {
			bounded++
		}
		if float64(d.Goods.List[good])*(1-merchant.MinCommission-fee) <= d.KeptCost(good) {
			continue
		}
		covered++
		if left := float64(price)*(1-commission-fee) - d.KeptCost(good); left < -.001*float64(price) {
			t.Errorf("good %d at %d fen and %.3f commission leaves %.0f of its cost", good, price, commission, left)
		}
	}
	if bounded == 0 || bounded == len(d.Goods.List) || covered < len(d.Goods.List)/2 {
		t.Errorf("of %d goods %d do not bear their merchant's commission and %d can cover their cost: the test shows nothing",
			len(d.Goods.List), bounded, covered)
	}
}

// Where returned orders earn commission too, a good of which half comes back pays a streamer for two units of each one that is
// kept, and the merchant offers half the rate for it, so that a kept unit costs it the same.
func TestWithoutClawbackReturnedUnitsCountOnBothSides(t *testing.T) {
	t.Parallel()
	const good = 0
	terms := func(clawback bool, returns float64) (value, offered float64) {
		d := fair(t, map[string]any{"platform.fees.clawback": clawback})
		d.Goods.ReturnEst[good], d.Streamers.Giveback[0], d.Merchants.Commission[0] = returns, 0, .1
		c := d.choosing(0, 1e6, d.On(chance.LineUp), d.On(chance.LineUp))
		p := place{good: good, rate: .1, price: d.Goods.List[good]}
		d.judgePlace(&c, &p)
		return p.value, d.commissionFor(0, good, rank.Tail) // a good that costs nothing can bear any commission
	}
	value, offered := terms(true, .5)
	if same, kept := terms(true, 0); same != value || kept != offered {
		t.Errorf("with clawback returns change a value from %g to %g, an offer from %g to %g", same, value, kept, offered)
	}
	twice, half := terms(false, .5)
	if math.Abs(twice/value-2) > 1e-9 || math.Abs(half/offered-.5) > 1e-9 {
		t.Errorf("without clawback a good that comes back half the time is worth %.3f times as much and offered at %.3f times the rate",
			twice/value, half/offered)
	}
}
