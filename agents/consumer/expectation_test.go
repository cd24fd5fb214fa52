package consumer

import (
	"math"
	"testing"
)

// Worked out by hand. A host claims .9 and is known to fall short by .2: who trusts it wholly expects .7, who does not expects what such
// goods are known for, who half trusts it the mean of both. It never expects less than nothing.
func TestBuyersExpectWhatAHostDelivers(t *testing.T) {
	e := Expectation{Forgiven: .5}
	for _, c := range []struct{ trust, claim, shortfall, known, want float64 }{
		{1, .9, 0, .5, .9}, {1, .9, .2, .5, .7}, {0, .9, .2, .5, .5}, {.5, .9, .2, .5, .6}, {1, .1, .9, .5, 0}, {1, .7, -.2, .5, .9},
	} {
		if got := e.Of(c.trust, c.claim, c.shortfall, c.known); !(math.Abs(got-c.want) <= 1e-12) {
			t.Errorf("trust %g, claim %g, shortfall %g, known %g: expected %g, want %g", c.trust, c.claim, c.shortfall, c.known, got, c.want)
		}
	}
}

// All claim more by .2. Before anybody knows, .2 more is expected; once it is known nothing more is, of a host of whom nothing else is
// known neither. But half of it is a promise still, that the goods do not keep. Without hype there is nothing to be known or promised.
func TestWhatAllAddToTheirClaimsSellsNoMoreOnceItIsKnown(t *testing.T) {
	e := Expectation{Forgiven: .5, Prior: 20}
	const delivered = .6
	for _, c := range []struct{ hype, trade, will, should float64 }{
		{0, 0, .6, .6}, {.2, 0, .8, .8}, {.2, .1, .7, .75}, {.2, .2, .6, .7}, {.5, .5, .6, .85},
	} {
		for _, orders := range []float64{0, 5, 1000} { // all like the others
			short := e.Shortfall(orders*c.trade, orders, c.trade)
			will := e.Of(1, delivered+c.hype, short, .5)
			if should := will + e.Promised(short); !(math.Abs(will-c.will) <= 1e-12 && math.Abs(should-c.should) <= 1e-12) {
				t.Errorf("hype %g, known of the trade %g: expected %g, promised %g; want %g and %g", c.hype, c.trade, will, should, c.will, c.should)
			}
		}
	}
}

// One that claims more by .2 than the others sells by it, less and less: what is expected of it is .2 too much while nobody knows it,
// .1 after 20 orders, nothing in the end. One that is honest among others that claim .2 too much is not believed at first.
func TestAHostIsFoundOutByItsOwnOrders(t *testing.T) {
	e := Expectation{Prior: 20}
	for _, c := range []struct{ hype, trade, orders, beyond float64 }{
		{.2, 0, 0, .2}, {.2, 0, 20, .1}, {.2, 0, 380, .01}, {0, .2, 0, -.2}, {0, .2, 20, -.1},
	} {
		short := e.Shortfall(c.hype*c.orders, c.orders, c.trade)
		if got := e.Of(1, .6+c.hype, short, 0) - .6; !(math.Abs(got-c.beyond) <= 1e-12) {
			t.Errorf("hype %g among %g, %g orders: %g is expected beyond what comes, want %g", c.hype, c.trade, c.orders, got, c.beyond)
		}
	}
}

// A host that falls short by .3 at every order is known for it once the prior of 20 orders is outweighed; half of what was known of
// it fades in ln ½/ln .95 = 13.5 weeks; and what a category is known for closes 5 % of the gap a week.
func TestWhatIsKnownMovesSlowly(t *testing.T) {
	e := Expectation{Memory: .95, Prior: 20}
	for _, c := range []struct{ orders, trade, want float64 }{{0, 0, 0}, {20, 0, .15}, {180, 0, .27}, {0, .1, .1}, {20, .1, .2}} {
		if got := e.Shortfall(.3*c.orders, c.orders, c.trade); !(math.Abs(got-c.want) <= 1e-12) {
			t.Errorf("after %g orders in a trade that falls short by %g a host is known to do so by %g, want %g", c.orders, c.trade, got, c.want)
		}
	}
	if got := e.OfTrade(.3*180, 180); !(math.Abs(got-.27) <= 1e-12) {
		t.Errorf("after 180 orders that fell short by .3 the trade is known to do so by %g, want .27", got)
	}
	if got := math.Pow(e.Keep(), 7*13.5134); !(math.Abs(got-.5) < 1e-4) {
		t.Errorf("after 13.5 weeks %g is left", got)
	}
	if got := e.KnownAfter(.5, .7); !(math.Abs(got-.51) <= 1e-12) {
		t.Errorf("goods known for .5 that are found to be .7 are known for %g a week later, want .51", got)
	}
}

// The sign of strict inspection (docs/model.md, section 7.1): goods delivered Δ better than before, by a host whose claim is the same
// and whose trust is 1, satisfy more, because of the promise half was held against it before.
func TestBetterGoodsSatisfyMoreUnlessAllIsForgiven(t *testing.T) {
	s := Satisfaction{Quality: 1, Gain: 1, Loss: 2, Reference: .6}
	felt := func(forgiven, delivered float64) float64 {
		e, short := Expectation{Forgiven: forgiven}, .9-delivered
		return s.Of(delivered, e.Of(1, .9, short, .6)+e.Promised(short))
	}
	// disappointed by .3 and .2 at first: a gain of .1·(1 + 2·(1−forgiven))
	for _, c := range []struct{ forgiven, want float64 }{{0, .3}, {.5, .2}, {1, .1}} {
		if got := felt(c.forgiven, .7) - felt(c.forgiven, .6); !(math.Abs(got-c.want) <= 1e-12) {
			t.Errorf("forgiven %g: goods better by .1 satisfy more by %g, want %g", c.forgiven, got, c.want)
		}
	}
}

// An order is evidence by how it was against the promise: as promised or better it counts in full, short by half of what is borne
// half, by all of it nothing, beyond that it counts against the host by the rest.
func TestBrokenPromisesCountAgainstAHost(t *testing.T) {
	p := Trust{Tolerance: .2}
	for _, c := range []struct{ short, good, bad float64 }{{-.3, 1, 0}, {0, 1, 0}, {.1, .5, 0}, {.2, 0, 0}, {.3, 0, .1}, {.6, 0, .4}} {
		if good, bad := p.Evidence(c.short); !(math.Abs(good-c.good) <= 1e-12 && math.Abs(bad-c.bad) <= 1e-12) {
			t.Errorf("short by %g: good %g, bad %g; want %g and %g", c.short, good, bad, c.good, c.bad)
		}
	}
	if good, bad := (&Trust{}).Evidence(.1); good != 0 || bad != .1 {
		t.Errorf("where nothing is borne: good %g, bad %g", good, bad)
	}
}
