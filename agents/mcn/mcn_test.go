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
	if p.Hazard(2) < 2*p.Hazard(1) || p.Hazard(0.5) > p.Hazard(1) {
		t.Errorf("hazard at ratios .5, 1, 2: %v %v %v", p.Hazard(0.5), p.Hazard(1), p.Hazard(2))
	}
	star, novice := p.OutsideOverInside(0.2, 0.8, 1, 0.05), p.OutsideOverInside(0.2, 0.8, 0.5, 0.05)
	if star <= novice {
		t.Errorf("outside/inside of a finished star %v, of a novice %v, same split", star, novice)
	}
}

// What is earned alone for a yuan kept now, worked out by hand: of 1 yuan of income .8 are kept, and the agency makes of it
// 1 + .5·.6·(1 − .5·.4) + .1 = 1.34 times what there would be alone.
func TestWhatAnAgencyAddsIsGivenUpOutside(t *testing.T) {
	p := &Breakaway{Base: -4, Slope: 2, Added: .5}
	near(t, "outside over inside", p.OutsideOverInside(.2, .6, .4, .1), 1/(.8*1.34), 1e-12)
	near(t, "hazard at e times inside", p.Hazard(math.E), 1/(1+math.Exp(2)), 1e-9)
}

// A larger split is signed less often; a better agency more often; splits stay in their bands.
func TestContractsAreWeighed(t *testing.T) {
	p := &defaults(t).Contract
	if p.Signs(0.2, 0.8, 0.05) <= p.Signs(0.6, 0.8, 0.05) || p.Signs(0.4, 0.9, 0.05) <= p.Signs(0.4, 0.1, 0.05) {
		t.Error("signing does not fall with the split or rise with the agency's quality")
	}
	for _, u := range []float64{0.001, 0.5, 0.999} {
		if s := p.Split(true, u); s < 0.1 || s > 0.3 {
			t.Errorf("split of a star %v", s)
		}
		if s := p.Split(false, u); s < 0.3 || s > 0.7 {
			t.Errorf("split of an incubated streamer %v", s)
		}
	}
	near(t, "gain when the agency does nothing", p.Gain(0.4, 0, 0), 0.6, 1e-12)
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
	p := &defaults(t).Traffic
	if p.Pays(0.3, 1, 10) || !p.Pays(0.3, 100, 10) {
		t.Error("traffic is bought whatever it earns")
	}
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

// Agencies are founded where they earn more than they cost, and one is founded where there is none.
func TestFoundingFollowsProfit(t *testing.T) {
	p := &defaults(t).Firm
	if p.Founds(2000, 1000, 10) <= p.Founds(1000, 1000, 10) || p.Founds(500, 1000, 10) >= 0.5 {
		t.Error("founding does not follow profit")
	}
	near(t, "founding where none is", p.Founds(0, 0, 0), p.Alone, 0)
	near(t, "founding where agencies earn nothing", p.Founds(0, 1000, 10), 0, 0)
	near(t, "founding where they cost nothing", p.Founds(2000, 0, 10), 1, 0)
	near(t, "dividend below the capital", p.Dividend(50, 100), 0, 0)
	if d := p.Dividend(300, 100); d > 200 {
		t.Errorf("dividend %v takes the capital", d)
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

// Founders judge by what they can count on: a sure income is worth itself, the same mean spread over one star and many
// starving agencies is worth less, and a loss no less than nothing.
func TestOneStarDoesNotDrawFounders(t *testing.T) {
	const office = 1000
	worth := func(incomes ...float64) float64 {
		sum := 0.0
		for _, income := range incomes {
			sum += Utility(income, office)
		}
		return Equivalent(sum/float64(len(incomes)), office)
	}
	near(t, "a sure income", worth(1500, 1500, 1500), 1500, 1e-9)
	near(t, "no income", worth(0, -300), 0, 1e-9)
	if w := worth(4200, 150, 150); w >= 1500 || w <= 150 {
		t.Errorf("one star and two who starve are worth %v", w)
	}
}
