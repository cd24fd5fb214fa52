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
	p, value, needs := declared(), 0.0, 0.0
	for c := range p.Of {
		often := p.Of[c].Weight / p.Of[c].Interval
		needs += often
		value += often * p.Of[c].MeanPrice() * (1 - .076)
	}
	if mean := value / needs; math.Abs(mean-79) > .1*79 {
		t.Errorf("needs weighted by category cost %.1f yuan a live order, want 79 ± 10 %%", mean)
	}
}

// A category's share of what is needed is as large as many care for it, as often as they need it, at its mean price: the median
// times exp(spread²/2). It goes by who does care, whatever the weights say by now.
func TestSharesOfValueGoByWhoCaresHowOftenAndAtWhatPrice(t *testing.T) {
	p := declared()
	cares := p.Weights()
	cares[Jewellery] /= 2
	var value [Count]float64
	total := 0.0
	for c, k := range p.Of {
		value[c] = cares[c] / k.Interval * k.Price * math.Exp(k.PriceSpread*k.PriceSpread/2)
		total += value[c]
	}
	if cares[Beauty] != p.Of[Beauty].Weight || cares[Jewellery] == p.Of[Jewellery].Weight {
		t.Errorf("weights %v", cares)
	}
	for c, share := range p.ValueShares(&cares) {
		if want := value[c] / total; !(math.Abs(share-want) <= 1e-12) {
			t.Errorf("%s has %v of the value needed, want %v", Names[c], share, want)
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
