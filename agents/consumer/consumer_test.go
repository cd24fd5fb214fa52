package consumer

import (
	"math"
	"testing"

	"livebazaar/agents/param"

	"pgregory.net/rapid"
)

func defaults() *Params {
	p := &Params{}
	p.Declare(param.NewSet())
	return p
}

var unit = rapid.Float64Range(0, 1)

// Beta reputation (Jøsang & Ismail 2002): trust lies in [0,1], grows with good evidence, falls with bad, and without
// evidence is the public trust.
func TestTrustFollowsEvidence(t *testing.T) {
	p := defaults().Trust
	rapid.Check(t, func(t *rapid.T) {
		r, s, a := rapid.Float64Range(0, 100).Draw(t, "positive"), rapid.Float64Range(0, 100).Draw(t, "negative"), unit.Draw(t, "public")
		v := p.Of(r, s, a)
		if v < 0 || v > 1 || p.Of(r+1, s, a) < v || p.Of(r, s+1, a) > v {
			t.Fatalf("trust %g after %g and %g", v, r, s)
		}
		if got := p.Of(0, 0, a); math.Abs(got-a) > 1e-12 {
			t.Fatalf("trust without evidence is %g, public trust %g", got, a)
		}
	})
	if got, want := p.Keep(7), p.Memory; math.Abs(got-want) > 1e-12 {
		t.Errorf("a week's memory is %g, want %g", got, want)
	}
}

// Satisfaction is perceived quality plus disconfirmation, and a disappointment weighs about twice a pleasant surprise
// (Anderson & Sullivan 1993). Hype raises the expectation and so lowers satisfaction.
func TestDisappointmentWeighsMoreThanSurprise(t *testing.T) {
	s := defaults().Satisfaction
	gain := s.Of(0.7, 0.6) - s.Of(0.7, 0.7)
	loss := s.Of(0.7, 0.7) - s.Of(0.7, 0.8)
	if ratio := loss / gain; ratio < 1.5 || ratio > 2.5 {
		t.Errorf("a disappointment weighs %.2f of a surprise", ratio)
	}
	if got := s.Of(s.Reference, s.Reference); math.Abs(got) > 1e-12 {
		t.Errorf("what was expected and is ordinary gives %g", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		performance, expectation, hype := unit.Draw(t, "performance"), unit.Draw(t, "expectation"), rapid.Float64Range(0, 0.5).Draw(t, "hype")
		if s.Of(performance, expectation+hype) > s.Of(performance, expectation) {
			t.Fatal("hype makes buyers happier")
		}
	})
}

// Drop-out is logit p = logit p₀ − k·S (docs/model.md, section 7.1): p₀ without satisfaction or dissatisfaction, falling with
// satisfaction, and nobody drops out where p₀ is 0.
func TestDropoutRespondsToSatisfaction(t *testing.T) {
	d := defaults().Dropout
	rapid.Check(t, func(t *rapid.T) {
		base, s := rapid.Float64Range(0.001, 0.9).Draw(t, "base"), rapid.Float64Range(-3, 3).Draw(t, "satisfaction")
		logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
		if got, want := logit(d.After(base, s)), logit(base)-d.Response*s; math.Abs(got-want) > 1e-9 {
			t.Fatalf("log odds %g, want %g", got, want)
		}
	})
	if got := d.After(0, -5); got != 0 {
		t.Errorf("%g drop out where nobody should", got)
	}
}

// The variance of fit is split between what is seen before and after delivery, nothing is lost or made (docs/model.md, section 7.1).
func TestSeenAndUnseenFitAddUp(t *testing.T) {
	f := defaults().Fit
	rapid.Check(t, func(t *rapid.T) {
		sigma, share := rapid.Float64Range(0, 5).Draw(t, "sigma"), unit.Draw(t, "share")
		seen, unseen := f.Seen(sigma, share), f.Unseen(sigma, share)
		if math.Abs(seen*seen+unseen*unseen-sigma*sigma) > 1e-9 {
			t.Fatalf("%g² + %g² is not %g²", seen, unseen, sigma)
		}
	})
}

// Bond, caution: growth stays within [0,1], and half is left after the half-life.
func TestBondAndCautionGrowAndFade(t *testing.T) {
	p := defaults()
	rapid.Check(t, func(t *rapid.T) {
		x, by := unit.Draw(t, "before"), rapid.Float64Range(0, 20).Draw(t, "by")
		if b := p.Bond.Grown(x, by); b < x || b > 1 {
			t.Fatalf("bond %g grows to %g", x, b)
		}
		if c := p.Caution.After(x, by); c < x || c > 1 {
			t.Fatalf("caution %g grows to %g", x, c)
		}
	})
	if k := p.Bond.Keep(p.Bond.HalfLife); math.Abs(k-0.5) > 1e-12 {
		t.Errorf("%g of the bond is left after its half-life", k)
	}
	if k := p.Caution.Keep(p.Caution.HalfLife); math.Abs(k-0.5) > 1e-12 {
		t.Errorf("%g of caution is left after its half-life", k)
	}
}

// Who believes a host expects what it claims, who does not expects the category's average; price counts relative to
// the budget (H16); the small-room premium is 0 in an average room and positive in a small one
// (docs/model.md, section 7.1).
func TestPurchaseUtility(t *testing.T) {
	p := defaults().Purchase
	if got := p.Expected(1, 0.6, 0.3, 0.5); math.Abs(got-0.9) > 1e-12 {
		t.Errorf("a believer expects %g", got)
	}
	if got := p.Expected(0, 0.6, 0.3, 0.5); math.Abs(got-0.5) > 1e-12 {
		t.Errorf("a doubter expects %g", got)
	}
	if a, b := p.Cost(100, 1000), p.Cost(200, 2000); math.Abs(a-b) > 1e-12 || a <= 0 {
		t.Errorf("the same share of the budget costs %g and %g", a, b)
	}
	if p.Crowd(40, 40) != 0 || p.Crowd(2, 40) < 0 || p.Crowd(400, 40) > 0 {
		t.Errorf("premium of a small, an average, a large room: %g, %g, %g", p.Crowd(2, 40), p.Crowd(40, 40), p.Crowd(400, 40))
	}
}

// Bass (1969): the hazard of adoption is p + q·F, dissatisfied users count against it, and it never falls below p.
func TestHazardOfAdoption(t *testing.T) {
	a := Adoption{Innovation: 0.03, Imitation: 0.38, Dissatisfied: 2}
	for _, c := range []struct{ satisfied, dissatisfied, want float64 }{{0, 0, 0.03}, {1, 0, 0.41}, {0.5, 0.1, 0.03 + 0.38*0.3}, {0.2, 0.3, 0.03}} {
		if got := a.Hazard(c.satisfied, c.dissatisfied); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("hazard %g with %g satisfied and %g not, want %g", got, c.satisfied, c.dissatisfied, c.want)
		}
	}
}

// The page of parameters says what classes and caps leave of the mean budget and the mean activity.
func TestClassesRealiseTheMeansTheyAreSaidTo(t *testing.T) {
	p, budget := defaults(), 0.0
	for class := range Classes {
		budget += p.Budget.Class(class) / Classes
	}
	if math.Abs(budget-1334) > 1 {
		t.Errorf("the mean budget is %.1f yuan, said to be 1,334", budget)
	}
	for mean, said := range map[float64]float64{p.Activity.Mean: 0.99, 3: 2.07} {
		a, slots := p.Activity, 0.0
		a.Mean = mean
		for class := range 16 {
			z := math.Sqrt2 * math.Erfinv(2*(float64(class)+0.5)/16-1)
			for _, share := range a.Shares() {
				slots += a.InSlot(math.Exp(a.Spread*z-a.Spread*a.Spread/2), share) / 16
			}
		}
		if math.Abs(slots-said) > 0.005 {
			t.Errorf("a mean of %g slots comes out as %.3f, said to be %g", mean, slots, said)
		}
	}
}
