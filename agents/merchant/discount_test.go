package merchant

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func TestPriceNeverFallsBelowCostAndFees(t *testing.T) {
	d := Discount{Floor: .02}
	for _, discount := range []float64{0, .1, .3, .6, .9} {
		price := d.LivePrice(10000, 5000, discount, .2, .03)
		if kept := price * (1 - .2 - .03); kept < 5000 || price > 10000 {
			t.Errorf("discount %v: price %v leaves %v of a unit cost of 5000", discount, price, kept)
		}
	}
	if price := d.LivePrice(10000, 3000, .1, .2, .03); price != 9000 {
		t.Errorf("a tenth off 10000 is %v", price)
	}
	if price := d.LivePrice(10000, 9900, .1, .2, .03); price != 10000 {
		t.Errorf("a good without a margin is sold at %v, want its list price", price)
	}
}

// H17 and Mazumdar, Raj & Sinha 2005: a price war lowers the reference price, which recovers when the cuts end.
func TestDeepAndFrequentDiscountsLowerTheReferencePrice(t *testing.T) {
	d := Discount{Reference: .93}
	after := func(liveShare, price float64) float64 {
		r := 1.0
		for week := 0; week < 30; week++ {
			r = d.ReferenceAfter(r, Seen(liveShare, price))
		}
		return r
	}
	shallow, deep, rare := after(.9, .95), after(.9, .7), after(.2, .7)
	if !(deep < shallow && deep < rare && shallow < 1) {
		t.Errorf("reference after 30 weeks: shallow %v, deep %v, deep but rare %v", shallow, deep, rare)
	}
	r := deep
	for week := 0; week < 60; week++ {
		r = d.ReferenceAfter(r, 1)
	}
	if r < .98 {
		t.Errorf("60 weeks after the cuts ended the reference is %v", r)
	}
}

// climbed is the mean discount that many merchants end with after years of profits with noise.
func climbed(t *testing.T, years int, start, usual float64, profit func(discount, z float64) float64) float64 {
	t.Helper()
	set := param.NewSet()
	var d Discount
	d.declare(set)
	const merchants = 400
	sum := 0.0
	for i := range uint64(merchants) {
		key := chance.Root(i).For(chance.Learn)
		trial := PriceTrial{Accepted: start}
		for week := range uint64(52 * years) {
			d.Week(&trial, profit(trial.Now(), key.At(week).Normal(1)), usual, key.At(week).Normal(0))
		}
		sum += trial.Accepted / merchants
	}
	return sum
}

// On a concave profit with noise discounts end near the best one, from below as from above.
func TestDiscountsFindTheBestOfANoisyConcaveProfit(t *testing.T) {
	profit := func(discount, z float64) float64 { return 1 - 40*(discount-.12)*(discount-.12) + .05*z }
	for _, start := range []float64{0, .25} {
		if end := climbed(t, 30, start, start, profit); math.Abs(end-.12) > .035 {
			t.Errorf("from %.2f discounts climb to %.3f, the best is .12", start, end)
		}
	}
}

// Where nothing is to be learned discounts do not drift: noise moves them as often up as down.
func TestDiscountsDoNotRatchetOnNoise(t *testing.T) {
	if end := climbed(t, 6, .12, .12, func(_, z float64) float64 { return 1 + .5*z }); math.Abs(end-.12) > .005 {
		t.Errorf("after six years of noise discounts of .12 are %.3f", end)
	}
}

func TestCommissionRisesWhenStreamersRefuse(t *testing.T) {
	f := Fees{Step: .003}
	if up := f.Adjusted(.2, .2, 8, 2); up <= .2 {
		t.Errorf("six of eight refused and the commission went to %v", up)
	}
	if down := f.Adjusted(.2, .2, 8, 8); down >= .2 {
		t.Errorf("all accepted and the commission went to %v", down)
	}
	if same := f.Adjusted(.2, .2, 4, 3); math.Abs(same-.2) > 1e-9 {
		t.Errorf("with a quarter refused the commission moves to %v, want no change", same)
	}
}

// Chance must not carry a discount away: without any signal trials stay around what is usual for the tier.
func TestBlindTrialsStayAroundTheUsualDiscount(t *testing.T) {
	d := Discount{Step: .015, Max: .5}
	key, x, sum := chance.Root(7), .12, 0.0
	const trials = 4000
	for i := range uint64(trials) {
		x = d.NextTrial(x, .12, key.Normal(i))
		sum += x
	}
	if mean := sum / trials; math.Abs(mean-.12) > .01 {
		t.Errorf("blind trials around .12 average %.3f", mean)
	}
}

func TestFeesStayBelowTheExpectedContribution(t *testing.T) {
	f := Fees{SlotPart: .25}
	for _, net := range []float64{0, 500, 8000, 1e6} {
		left := Contribution(net, .2, .03, .45*net)
		if fee := f.SlotFee(left, 3000); fee > math.Max(left, 0) || fee > 3000 {
			t.Errorf("net sales %v leave %v; slot fee %v", net, left, fee)
		}
	}
	if fee := f.SlotFee(-100, 3000); fee != 0 {
		t.Errorf("a show expected to lose money is offered a fee of %v", fee)
	}
	if c := Affordable(.3, .7, .03, .05, 1); math.Abs(c-.22) > 1e-12 {
		t.Errorf("a good with 30 %% margin can afford %v", c)
	}
	if c := Affordable(.3, .7, .03, .05, 2); math.Abs(c-.11) > 1e-12 {
		t.Errorf("a good with 30 %% margin, half of it sent back with the commission paid, can afford %v", c)
	}
}
