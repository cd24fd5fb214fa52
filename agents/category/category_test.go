package category

import (
	"math"
	"testing"

	"livebazaar/agents/param"
)

func declared() *Params {
	var p Params
	p.Declare(param.NewSet().Under("categories"))
	return &p
}

// C14: the value of a live order is 79 yuan ± 25 % (East Buy, fiscal year 2024), list price less the 7.6 % live
// discount of C21.
func TestMeanLiveOrderIsNearTheCalibratedValue(t *testing.T) {
	p, mean := declared(), 0.0
	for c, share := range p.NeedShares() {
		mean += share * p.Of[c].MeanPrice() * (1 - .076)
	}
	if math.Abs(mean-79) > .1*79 {
		t.Errorf("needs weighted by category cost %.1f yuan a live order, want 79 ± 10 %%", mean)
	}
}

func TestSharesOfNeedsAddUp(t *testing.T) {
	p := declared()
	cares := p.Weights()
	for name, shares := range map[string][Count]float64{"needs": p.NeedShares(), "value": p.ValueShares(&cares)} {
		sum := 0.0
		for _, s := range shares {
			sum += s
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("shares of %s add up to %v", name, sum)
		}
	}
}

// A good sold at the typical commission and a tenth off must leave the merchant something, or nobody would sell.
func TestEveryCategoryLeavesAMargin(t *testing.T) {
	p := declared()
	for c := range p.Of {
		k := p.Of[c]
		if margin := .9*(1-k.Commission-.03) - k.CostShare; margin < .05 {
			t.Errorf("%s leaves %.3f of the list price", Names[c], margin)
		}
	}
}
