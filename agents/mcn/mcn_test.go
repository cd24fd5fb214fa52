package mcn

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func defaults(t *testing.T) *Params {
	t.Helper()
	p, set := &Params{}, param.NewSet()
	p.Declare(set.Under("mcns"))
	for _, c := range set.Checks() {
		if wrong := c.Test(); wrong != "" {
			t.Fatalf("defaults contradict each other: %s", wrong)
		}
	}
	return p
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance || got != got {
		t.Errorf("%s = %v, want %v ± %v", what, got, want, tolerance)
	}
}

// Without drift the filter is the closed form of the normal-normal model: precision 1/σ₀² + n/σ², mean weighted by
// precision.
func TestKalmanEqualsTheClosedForm(t *testing.T) {
	p := &defaults(t).Talent
	p.Drift = 0
	b, sum := p.Prior(), 0.0
	key := chance.Root(7)
	for n := 1; n <= 60; n++ {
		x := 0.4 + 0.7*key.Normal(uint64(n))
		sum += x
		b = p.Learn(b, x, true)
		precision := 1/(p.Spread*p.Spread) + float64(n)/(p.OwnNoise*p.OwnNoise)
		near(t, "posterior variance", b.Var, 1/precision, 1e-12)
		near(t, "posterior mean", b.Mean, (p.Mean/(p.Spread*p.Spread)+sum/(p.OwnNoise*p.OwnNoise))/precision, 1e-9)
	}
}

// With drift the variance settles at the root of the Riccati equation V = (V+q)·n²/(V+q+n²): a veteran is still read.
func TestKalmanSettlesAtTheRiccatiRoot(t *testing.T) {
	p := &defaults(t).Talent
	b := p.Prior()
	for range 5000 {
		b = p.Learn(b, 0, true)
	}
	q, n := p.Drift*p.Drift, p.OwnNoise*p.OwnNoise
	predicted := (q + math.Sqrt(q*q+4*q*n)) / 2 // V+q
	near(t, "settled variance", b.Var, predicted-q, 1e-9)
}

// The agency knows its own streamers better than an outsider does.
func TestOwnStreamersAreKnownBetter(t *testing.T) {
	p := &defaults(t).Talent
	own, other := p.Prior(), p.Prior()
	for range 10 {
		own, other = p.Learn(own, 0.5, true), p.Learn(other, 0.5, false)
	}
	if own.Var >= other.Var || own.Mean <= other.Mean {
		t.Errorf("after ten weeks: own %+v, other %+v", own, other)
	}
}

// Terviö 2009: of two streamers with the same mean the less known one is kept, because it may turn out a star; once it
// is known to be mediocre it goes.
func TestTheUnknownIsKeptTheKnownMediocreIsNot(t *testing.T) {
	p := &defaults(t).Talent
	mean := p.Mediocre - 0.3
	if !p.Keeps(Belief{Mean: mean, Var: 0.5}) {
		t.Error("an unknown streamer slightly below the threshold is let go")
	}
	if p.Keeps(Belief{Mean: mean, Var: 0.01}) {
		t.Error("a streamer known to be below the threshold is kept")
	}
	b := Belief{Mean: mean, Var: 0.5}
	weeks := 0
	for ; p.Keeps(b) && weeks < 1000; weeks++ {
		b = p.Learn(b, mean, true)
	}
	if weeks == 0 || weeks == 1000 {
		t.Errorf("let go after %d weeks", weeks)
	}
}

// The observation is relative: the average streamer is at 0, twice the revenue per impression at ln 2, nobody at −∞.
func TestTalentIsSeenRelativeToTheMarket(t *testing.T) {
	near(t, "average", Seen(1000, 500, 2), 0, 1e-12)
	near(t, "double", Seen(2e6, 500_000, 2), math.Ln2, 1e-5)
	if x := Seen(0, 500, 2); math.IsInf(x, 0) {
		t.Error("no revenue is seen as −∞")
	}
}

// Training closes the gap to the ceiling geometrically and never passes it.
func TestTrainingApproachesTheCeiling(t *testing.T) {
	p := &defaults(t).Training
	skill, ceiling := 0.2, 0.6
	for range 20 {
		skill = p.After(skill, ceiling, 0.8)
	}
	near(t, "gap after 20 weeks", ceiling-skill, 0.4*math.Pow(1-p.Rate*0.8, 20), 1e-12)
	near(t, "training beyond the ceiling", p.After(0.7, 0.6, 1), 0.7, 0)
}

// Breakaway at parity is rare, near 2 % a month, and far from even odds; a better offer outside raises it.
func TestBreakawayIsRareAtParity(t *testing.T) {
	p := &defaults(t).Breakaway
	near(t, "hazard at parity", p.Hazard(1), 0.018, 0.001)
	if p.Hazard(.5) < 2*p.Hazard(1) || p.Hazard(2) > p.Hazard(1) {
		t.Errorf("hazard at 2, 1, .5 of what is outside: %v %v %v", p.Hazard(2), p.Hazard(1), p.Hazard(.5))
	}
	near(t, "hazard at e times inside", (&Breakaway{Base: -4, Slope: 2}).Hazard(1/math.E), 1/(1+math.Exp(2)), 1e-9)
}

// What an agency adds over a term, worked out by hand. Without practice, training by .1 a week leaves (1 − e^(−2))/2 = .432 of a gap on
// average over 20 weeks; a gap of .3 at a worth of 2 and a pool of .1 at 1.5 raise log income by 2·.3·.568 + .15 = .491.
func TestWhatAnAgencyAddsOverATerm(t *testing.T) {
	p := &Contract{Worth: 2, PoolWorth: 1.5, Term: 20}
	near(t, "added", p.Added(.3, 0, .1, .1), math.Exp(.6*(1-(1-math.Exp(-2))/2)+.15)-1, 1e-12)
	near(t, "added by an agency that does nothing", p.Added(.3, .01, 0, 0), 0, 1e-12)
	if alone := p.Added(.3, .05, .1, 0); alone >= p.Added(.3, 0, .1, 0) {
		t.Errorf("training adds %v to somebody who learns alone as well", alone)
	}
	if p.Added(.1, .01, .1, 0) >= p.Added(.3, .01, .1, 0) || p.Added(0, .01, .1, .05) >= p.Added(0, .01, .1, .1) {
		t.Error("more to learn or a better pool adds no more")
	}
}

// Both sides gain from a contract, whatever part the agency gets of what it adds; the parts stay in their bands.
func TestWhoSignsExpectsToBeBetterOff(t *testing.T) {
	p := &defaults(t).Contract
	for _, u := range []float64{0.001, 0.5, 0.999} {
		if s := p.Part(true, u); s < 0.1 || s > 0.3 {
			t.Errorf("part of a star %v", s)
		}
		part := p.Part(false, u)
		if part < 0.3 || part > 0.7 {
			t.Errorf("part of an incubated streamer %v", part)
		}
		for _, added := range []float64{.05, .3, 2} {
			split := Split(part, added)
			near(t, "what both have of what is added", Gain(split, added)+split*(1+added), 1+added, 1e-12)
			near(t, "what the streamer gains", Gain(split, added)-1, (1-part)*added, 1e-12)
		}
	}
	if p.Signs(Split(.3, .4), .4) <= p.Signs(Split(.7, .4), .4) || p.Signs(0, 0) != .5 || p.Signs(.2, 0) > .1 {
		t.Error("signing does not follow the gain")
	}
}

// A contract pays for training while a week of it is worth its cost to both: 1000 a week, a worth of 2, a gap of .1 closed by a tenth and
// half a term of 20 weeks left make 200.
func TestTrainingEndsWhereItDoesNotPay(t *testing.T) {
	c, p := &Contract{Worth: 2, Term: 20}, &Training{Rate: .2}
	if !p.Pays(c, 1000, .1, .5, 199.9) || p.Pays(c, 1000, .1, .5, 200.1) {
		t.Error("training is not judged by what it brings over half a term")
	}
	if p.Pays(c, 1000, 0, .5, 0) || p.Pays(c, -1000, .1, .5, 1) {
		t.Error("who has nothing to learn, or earns nothing, is trained")
	}
}

// The traffic budget is spent exactly, whatever the strategy.
func TestTrafficBudgetIsSpentOnce(t *testing.T) {
	for _, others := range []int{0, 1, 7} {
		for _, bias := range []float64{0, 0.5, 1} {
			sum := Budget(1000, bias, true, others)
			for range others {
				sum += Budget(1000, bias, false, others)
			}
			near(t, "budget", sum, 1000, 1e-9)
		}
	}
}

// Traffic is bought until what the last impression brings equals its price, and none where the first does not bring that.
func TestTrafficIsBoughtToTheMargin(t *testing.T) {
	p := &defaults(t).Traffic
	p.Most = 100
	for _, r := range []float64{.8, 1, 2, 3} {
		x, price := p.Wanted(r, 1), 1.0
		last := r * p.Returns * math.Pow(1+x, p.Returns-1) * (1 + p.Future)
		if x > 0 {
			near(t, "what the last impression brings", last, price, 1e-9)
		} else if last > price {
			t.Errorf("none is bought though the first brings %v", last)
		}
	}
	p.Most = .5
	near(t, "most", p.Wanted(100, 1), .5, 0)
	near(t, "nothing earned", p.Wanted(0, 1), 0, 0)
}

// Volume buys a better price, with half of the discount at the half volume, and never one below what a unit costs.
func TestPoolPriceFallsWithVolume(t *testing.T) {
	p := &defaults(t).Pool
	near(t, "discount at half", p.Discount(1e6, 1e6), p.Most/2, 1e-12)
	last := -1.0
	for _, v := range []float64{0, 1e3, 1e6, 1e12} {
		d := p.Discount(v, 1e6)
		if d <= last || d > p.Most {
			t.Errorf("discount %v at volume %v, %v before", d, v, last)
		}
		last = d
	}
	for _, cost := range []float64{10, 50, 74, 90} {
		price := Price(100, cost, 0.3, 0.2, 0.02)
		if price > 100 || price < 70-1e-9 || price*(1-0.22) < cost-1e-9 && price < 100 {
			t.Errorf("pool price %v at cost %v", price, cost)
		}
	}
}

// What founding brings is the average over all that were founded, of profits at their worth on the day of founding: of ten, each half a
// year after founding, two that earn 1000 a week and eight that lose 200 bring −40 each a week, and cost as much to found as it takes.
func TestFoundingIsWorthWhatFoundingsBrought(t *testing.T) {
	p := &Venture{Discount: .21, Memory: .9}
	near(t, "a profit of a year's age", p.Worth(1210, 52), 1000, 1e-9)
	near(t, "a profit less the interest on 52,000", p.Earned(1000, 52_000), 1000-210, 1e-9)
	f := Fortunes{Founded: 10}
	f = p.After(f, 2*p.Worth(1000, 26)+8*p.Worth(-200, 26))
	near(t, "value", p.Value(Fortunes{f.Earned, 10}, 50), 40/1.1-50, 1e-9)
	near(t, "foundings remembered", f.Founded, 9, 1e-12)
	near(t, "profits remembered", p.After(f, 0).Earned, .9*400/1.1, 1e-9)
	steady := Fortunes{}
	for range 2000 { // one founded a week, of which each earns 7 in its first week and no more
		steady = p.After(steady, 7)
		steady.Founded++
	}
	near(t, "value where all earn 7 and no more", p.Value(Fortunes{steady.Earned, steady.Founded}, 7), 0, 1e-9)
	near(t, "value where half a founding is remembered", p.Value(Fortunes{Earned: 100, Founded: .5}, 50), 75, 1e-9)
	near(t, "value where none is", p.Value(Fortunes{}, 50), 0, 0)
}

// Founding is rare where it is worth nothing, and turns within half a year's office to either side.
func TestFoundingIsSteepAroundZero(t *testing.T) {
	p := &defaults(t).Firm.Venture
	const office = 1000
	half := 26.0 * office
	if at := p.Founds(0, office); at > .2 {
		t.Errorf("at a value of nothing %v found", at)
	}
	if p.Founds(half, office) < .95 || p.Founds(-half, office) > .01 {
		t.Errorf("half a year's office to either side %v and %v found", p.Founds(half, office), p.Founds(-half, office))
	}
}

// An agency gives itself a trial, and then closes when it expects to earn clearly less than going on costs.
func TestAgenciesCloseOnForecast(t *testing.T) {
	p := &Venture{Trial: 52, Slack: .2}
	for _, c := range []struct {
		weeks  int64
		income float64
		closes bool
	}{{51, 0, false}, {52, 79, true}, {52, 81, false}, {500, 79, true}} {
		if got := p.Closes(c.weeks, c.income, 100); got != c.closes {
			t.Errorf("an agency of %d weeks with %v of 100 closes: %v", c.weeks, c.income, got)
		}
	}
}

// Agencies differ evenly within the span of skill, a copied strategy by normal variation; both stay what a share can be. Owners take
// a part of what is beyond the capital.
func TestAgenciesDifferWithinTheirBounds(t *testing.T) {
	f := &Firm{Skill: .6, SkillSpan: .3, HeadBiasDev: .1, Payout: .25}
	for u, want := range map[float64]float64{0: .3, .25: .45, .5: .6, 1: .9} {
		near(t, "quality", f.Quality(u), want, 1e-12)
	}
	near(t, "quality of the least", (&Firm{Skill: .1, SkillSpan: .3}).Quality(0), .05, 0)
	for z, want := range map[float64]float64{0: .5, 2: .7, -3: .2, 9: 1, -9: 0} {
		near(t, "copied bias", f.Copied(.5, z), want, 1e-12)
	}
	near(t, "dividend", f.Dividend(300, 100), 50, 1e-12)
}
