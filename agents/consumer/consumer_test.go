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

// Price counts relative to
// the budget (H16); the small-room premium is 0 in an average room and positive in a small one
// (docs/model.md, section 7.1).
func TestPurchaseUtility(t *testing.T) {
	p := defaults().Purchase
	if a, b := p.Price.Cost(0, 100, 100, 1000), p.Price.Cost(0, 200, 200, 2000); math.Abs(a-b) > 1e-12 || a <= 0 {
		t.Errorf("the same share of the budget costs %g and %g", a, b)
	}
	if p.Crowd(40, 40) != 0 || p.Crowd(2, 40) < 0 || p.Crowd(400, 40) > 0 {
		t.Errorf("premium of a small, an average, a large room: %g, %g, %g", p.Crowd(2, 40), p.Crowd(40, 40), p.Crowd(400, 40))
	}
}

// The hazard of adoption is that of Bass (1969), p + q·F, F the users among those who might adopt. Stores that broadcast add to it,
// dissatisfied users count against it, and it never falls below p.
func TestHazardOfAdoption(t *testing.T) {
	bass := Adoption{Ceiling: 1, Innovation: 0.03, Imitation: 0.38, Dissatisfied: 2}
	few := Adoption{Ceiling: 0.5, Innovation: 0.03, Imitation: 0.38, Stores: 0.1, Dissatisfied: 2}
	for _, c := range []struct {
		of                                    Adoption
		satisfied, dissatisfied, stores, want float64
	}{{bass, 0, 0, 0, 0.03}, {bass, 1, 0, 0, 0.41}, {bass, 0.5, 0.1, 0, 0.03 + 0.38*0.3}, {bass, 0.2, 0.3, 0, 0.03},
		{few, 0.5, 0, 0, 0.41}, {few, 0.25, 0, 0, 0.03 + 0.38/2}, {few, 0, 0, 0.4, 0.03 + 0.1*0.4}, {few, 0, 1, 0.4, 0.03 + 0.1*0.4}} {
		if got := c.of.Hazard(c.satisfied, c.dissatisfied, c.stores); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("hazard %g with %g satisfied and %g not, %g stores; want %g", got, c.satisfied, c.dissatisfied, c.stores, c.want)
		}
	}
	if !few.Open(0.49) || few.Open(0.5) {
		t.Error("half of all might adopt, and it is not the lower half")
	}
}

// Habit follows 1 − e^(−t/T) in the mean, whatever the days between two looks at it, and fades by the same law.
func TestHabitFormsAndFades(t *testing.T) {
	h := Habit{Years: 2, Novice: 0.2}
	for _, days := range []float64{1, 7, 28} {
		missing := 15.0 // its mean: what is expected to be left of it is linear in it
		for day := 0.0; day < 3*365; day += days {
			missing -= missing / 15 * h.Change(15, days)
		}
		if got, want := 1-missing/15, h.Formed(3); math.Abs(got-want) > 0.01 {
			t.Errorf("looked at every %g days, habit is %.3f after three years, want %.3f", days, got, want)
		}
	}
	if h.Change(0, 7) != 0 || h.Considers(1) != 1 || h.Considers(0) != 0.2 || math.Abs(h.Formed(2)-(1-1/math.E)) > 1e-12 {
		t.Error("full habit changes or leaves doubts, none leaves no novices, or habit takes another time to form")
	}
}

// The hazard of leaving live shopping falls with habit as with satisfaction, logit by logit; none means none.
func TestHabitKeepsUsers(t *testing.T) {
	d := Dropout{Live: 0.02, Response: 2, Habit: 3}
	if got := d.AfterUse(0, 0); math.Abs(got-0.02) > 1e-12 {
		t.Errorf("without habit and content %g leave, want .02", got)
	}
	if a, b := d.AfterUse(0, 0.5), d.AfterUse(0.75, 0); math.Abs(a-b) > 1e-12 || a > 0.02/4 {
		t.Errorf("half a habit keeps as much as ¾ of satisfaction: %g and %g", a, b)
	}
	if none := (&Dropout{Habit: 3}); none.AfterUse(-8, 0) != 0 {
		t.Error("some leave where nobody does")
	}
}

// Of open needs a share lapses, the same in every week; nothing lapses at a rate of 0.
func TestNeedsLapseAtTheirRate(t *testing.T) {
	n := Need{Lapse: math.Ln2 / 7}
	alike(t, "lapsed after a half-life", n.Lapses(7), .5)
	alike(t, "lapsed after two", n.Lapses(14), .75)
	alike(t, "lapsed at once", n.Lapses(0), 0)
	n.Lapse = 0
	alike(t, "lapsed at a rate of 0", n.Lapses(7), 0)
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
