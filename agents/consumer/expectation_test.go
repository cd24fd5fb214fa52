package consumer

import (
	"math"
	"testing"
)

// Worked out by hand. A host claims .9 and is known to fall short by .2: who trusts it wholly expects .9 − ½·.2, who does not
// expects what such goods are known for, who half trusts it the mean of both. It never expects less than nothing.
func TestBuyersExpectWhatAHostDelivered(t *testing.T) {
	e := Expectation{Learned: .5}
	for _, c := range []struct{ trust, claim, shortfall, known, want float64 }{
		{1, .9, 0, .5, .9}, {1, .9, .2, .5, .8}, {0, .9, .2, .5, .5}, {.5, .9, .2, .5, .65}, {1, .1, .9, .5, 0}, {1, .7, -.2, .5, .8},
	} {
		if got := e.Of(c.trust, c.claim, c.shortfall, c.known); !(math.Abs(got-c.want) <= 1e-12) {
			t.Errorf("trust %g, claim %g, shortfall %g, known %g: expected %g, want %g", c.trust, c.claim, c.shortfall, c.known, got, c.want)
		}
	}
}

// A host that falls short by .3 at every order is known for it once the prior of 20 orders is outweighed; half of what was known of
// it fades in ln ½/ln .95 = 13.5 weeks; and what a category is known for closes 5 % of the gap a week.
func TestWhatIsKnownMovesSlowly(t *testing.T) {
	e := Expectation{Memory: .95, Prior: 20}
	for _, c := range []struct{ orders, want float64 }{{0, 0}, {20, .15}, {180, .27}} {
		if got := e.Shortfall(.3*c.orders, c.orders); !(math.Abs(got-c.want) <= 1e-12) {
			t.Errorf("after %g orders a host is known to fall short by %g, want %g", c.orders, got, c.want)
		}
	}
	if got := math.Pow(e.Keep(), 7*13.5134); !(math.Abs(got-.5) < 1e-4) {
		t.Errorf("after 13.5 weeks %g is left", got)
	}
	if got := e.KnownAfter(.5, .7); !(math.Abs(got-.51) <= 1e-12) {
		t.Errorf("goods known for .5 that are found to be .7 are known for %g a week later, want .51", got)
	}
}

// The sign of strict inspection (docs/model.md, section 7.1): goods delivered Δ better than before, by a host whose claim is the same
// and whose trust is 1, satisfy more, because only half of the gain is expected. Who expects all of it is left with the absolute part.
func TestBetterGoodsSatisfyMoreUnlessAllOfItIsExpected(t *testing.T) {
	s := Satisfaction{Quality: 1, Gain: 1, Loss: 2, Reference: .6}
	felt := func(learned, delivered float64) float64 {
		e := Expectation{Learned: learned}
		return s.Of(delivered, e.Of(1, .9, .9-delivered, .6))
	}
	// disappointed by .3 and .2 at first: a gain of .1·(1 + 2·(1−learned))
	for _, c := range []struct{ learned, want float64 }{{0, .3}, {.5, .2}, {1, .1}} {
		if got := felt(c.learned, .7) - felt(c.learned, .6); !(math.Abs(got-c.want) <= 1e-12) {
			t.Errorf("learned %g: goods better by .1 satisfy more by %g, want %g", c.learned, got, c.want)
		}
	}
}
