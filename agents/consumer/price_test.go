package consumer

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a way of minding prices, a consumer and a good: κ, the price, what comparable goods cost and the budget.
func drawn(t *rapid.T) (p Price, kappa, price, comparable, budget float64) {
	p.Budget = rapid.Float64Range(.1, 60).Draw(t, "weight of the budget")
	return p, rapid.Float64Range(0, 20).Draw(t, "κ"), rapid.Float64Range(1, 1000).Draw(t, "price"),
		rapid.Float64Range(1, 1000).Draw(t, "comparable"), rapid.Float64Range(100, 10000).Draw(t, "budget")
}

// At the price of comparable goods nobody minds the price more than others do: what is left is what it takes from other wants. Of two
// prices alike above and below, who minds prices more loses and gains the more.
func TestTheUsualPriceIsNobodysReasonNotToBuy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, kappa, _, w, budget := drawn(t)
		alike := func(got, want float64) bool { return math.Abs(got-want) <= 1e-9*max(1, math.Abs(want)) }
		if got, want := p.Cost(kappa, w, w, budget), p.Budget*w/budget; !alike(got, want) {
			t.Fatalf("the usual price takes %g utils, from other wants %g", got, want)
		}
		up, down := p.Cost(kappa, 1.25*w, w, budget)-p.Cost(0, 1.25*w, w, budget), p.Cost(kappa, .75*w, w, budget)-p.Cost(0, .75*w, w, budget)
		if !alike(up, kappa/4) || !alike(down, -kappa/4) {
			t.Fatalf("a quarter more takes %g utils, a quarter less %g, with κ = %g", up, down, kappa)
		}
	})
}

// A util is worth as many yuan as raise the cost by one util: the money metric is the slope of demand.
func TestAUtilIsWorthTheInverseOfTheSlopeOfCost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, kappa, price, w, budget := drawn(t)
		slope := (p.Cost(kappa, 1.01*price, w, budget) - p.Cost(kappa, .99*price, w, budget)) / (.02 * price)
		if got := p.Util(kappa, w, budget); !(math.Abs(got*slope-1) <= 1e-6) {
			t.Fatalf("a util is worth %g yuan, and a yuan costs %g utils", got, slope)
		}
	})
}

// The area under the demand for a good, from its price up, is the log-sum in yuan (Small & Rosen 1981): what surplus counts is what
// the simulated demand says that buyers would have paid.
func TestTheAreaUnderDemandIsTheLogSum(t *testing.T) {
	p := defaults().Purchase.Price
	for _, c := range []struct{ kappa, price, w, budget, u float64 }{
		{5, 88, 88, 825, -1}, {2, 60, 88, 4000, 1}, {12, 200, 150, 300, .5}, {0, 88, 88, 825, 0},
	} {
		demand := func(price float64) float64 {
			return 1 / (1 + math.Exp(-c.u+p.Cost(c.kappa, price, c.w, c.budget)-p.Cost(c.kappa, c.price, c.w, c.budget)))
		}
		util := p.Util(c.kappa, c.w, c.budget)
		const steps = 100_000
		width, area := 60*util/steps, 0.0 // nobody buys at 60 utils more
		for i := range steps {
			area += demand(c.price+(float64(i)+.5)*width) * width
		}
		if want := util * math.Log1p(math.Exp(c.u)); !(math.Abs(area-want) <= 1e-5*want) {
			t.Errorf("%+v: the area under demand is %.4f yuan, the log-sum %.4f", c, area, want)
		}
	}
}

// Sensitivities are log-normal with the mean and the spread given, and fall with the budget by their elasticity.
func TestSensitivitiesHaveTheirMeanAndSpread(t *testing.T) {
	p := Price{Sensitivity: 4, Income: .3, Spread: .35}
	var mean, logs, squares float64
	for class := range SensitivityClasses {
		k := p.Of(1, class)
		mean += k / SensitivityClasses
		logs += math.Log(k) / SensitivityClasses
		squares += math.Log(k) * math.Log(k) / SensitivityClasses
		alike(t, "sensitivity at eight times the budget, to that at the median", p.Of(8, class)/k, math.Pow(8, -.3))
		if class > 0 && k <= p.Of(1, class-1) {
			t.Errorf("class %d minds prices less than the one below", class)
		}
	}
	if !(math.Abs(mean-4) <= .03) {
		t.Errorf("the mean is %g, want 4", mean)
	}
	if spread := math.Sqrt(squares - logs*logs); spread > .35 || spread < .33 { // classes cut the tails
		t.Errorf("the log spread is %g, want .35", spread)
	}
}
