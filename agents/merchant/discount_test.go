package merchant

import (
	"math"
	"testing"
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

// Where the list price is set for a usual discount, a cut that brings as much as it costs stays there; one that buyers answer to more than
// to a lower list price is deepened, one that they answer to less is given up, and so is one that was made too deep, most of it within
// half a year.
func TestDiscountsThatCostMoreThanTheyBringAreGivenUp(t *testing.T) {
	d := declared().Discount
	const usual, cost, left, list = .06, 60.0, .75, 2.6
	price := Best(cost, left, list) / (1 - usual)
	settle := func(from, elasticity float64, reviews int) float64 {
		for range reviews {
			from = d.Next(from, Best(cost, left, elasticity)/price)
		}
		return from
	}
	if same := settle(usual, list, 50); math.Abs(same-usual) > 1e-9 {
		t.Errorf("a discount that brings what it costs moves from %v to %.3f", usual, same)
	}
	if deep := settle(usual, 3.2, 50); deep <= .07 || deep >= d.Max {
		t.Errorf("where cuts bring more than lower list prices the discount is %.3f", deep)
	}
	if gone := settle(usual, 2, 50); gone > 1e-6 {
		t.Errorf("where cuts bring little the discount is %.3f", gone)
	}
	if left := (settle(usual+.15, list, 3) - usual) / .15; left > .2 || left < 0 {
		t.Errorf("of a discount .15 too deep %.2f is left after three reviews", left)
	}
}

// A cut is worth more than a lower list price for as long as buyers see a gain in it: the part that is met live wears off.
func TestOnlyWhatTheReferenceDoesNotFollowLasts(t *testing.T) {
	if got := Lasting(2.6, 3.6, .75); math.Abs(got-2.85) > 1e-12 {
		t.Errorf("where three quarters are seen live, 1 more in elasticity lasts as %v", got-2.6)
	}
	if Lasting(2.6, 3.6, 0) != 3.6 || Lasting(2.6, 3.6, 1) != 2.6 {
		t.Error("what nobody meets live wears off, or what everybody meets live lasts")
	}
}

// A trial is as far above as below, so that a wrong forecast of demand does not look like a response.
func TestTrialsAreAsFarAboveAsBelow(t *testing.T) {
	d := Discount{Trial: .03, Max: .5}
	for _, accepted := range []float64{0, .01, .2, .49, .5} {
		deep, shallow := d.TrialOf(accepted, true), d.TrialOf(accepted, false)
		if math.Abs(deep+shallow-2*accepted) > 1e-12 || shallow < 0 || deep > d.Max {
			t.Errorf("around %.2f discounts of %.3f and %.3f are tried", accepted, shallow, deep)
		}
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
