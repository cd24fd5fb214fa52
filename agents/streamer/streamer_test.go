package streamer

import (
	"math"
	"testing"

	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func defaults(t *testing.T) *Params {
	t.Helper()
	p, set := &Params{}, param.NewSet()
	p.Declare(set.Under("streamers"))
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

// Without sessions freshness halves every half-life, whatever it was.
func TestFreshnessHalvesInAHalfLife(t *testing.T) {
	f := &defaults(t).Freshness
	for _, days := range []float64{7, 10, 14} {
		f.HalfLife = days
		fresh := 0.8
		for range int(days) {
			fresh *= f.DailyDecay()
		}
		near(t, "freshness after a half-life", fresh, 0.4, 1e-12)
	}
}

// H11: with the same sessions, popularity settles lower without product strength, and never leaves [0,1].
func TestFreshnessNeedsProductPower(t *testing.T) {
	f := &defaults(t).Freshness
	settled := func(product float64) float64 {
		fresh := 1.0
		for day := range 400 {
			fresh *= f.DailyDecay()
			if day%2 == 0 {
				fresh = f.Renew(fresh, 0.5, product)
			}
			if fresh < 0 || fresh > 1 {
				t.Fatalf("freshness %v on day %d", fresh, day)
			}
		}
		return fresh
	}
	weak, strong := settled(0.1), settled(0.9)
	if strong < weak+0.1 {
		t.Errorf("freshness settles at %v with product power .9 and at %v with .1", strong, weak)
	}
}

var most = Choice{Hype: MaxHype, Sessions: 14, Giveback: 0.5}

// On a concave income with noise the hill-climb ends near the best hype, the best number of sessions and the best
// giveback.
func TestHillClimbFindsTheOptimumOfANoisyConcaveIncome(t *testing.T) {
	c := &defaults(t).Climb
	const bestHype, bestLoad, bestGift = 0.2, 4.0, 0.15
	var hype, load, gift float64
	const climbers = 200
	for i := range climbers {
		key := chance.Root(uint64(i)).For(chance.Learn)
		var l Learner
		c.Start(&l, Choice{Hype: 0.45, Sessions: 1, Giveback: 0.4}, 0)
		for week := range 52 * 30 {
			now := l.Now()
			x, y, z := now.Hype-bestHype, math.Log(now.Sessions/bestLoad), now.Giveback-bestGift
			income := 1 - 8*x*x - 0.5*y*y - 4*z*z + 0.1*key.At(uint64(week)).Normal(7)
			c.Week(&l, income, most, key.At(uint64(week)))
		}
		hype += l.Accepted.Hype / climbers
		load += math.Log(l.Accepted.Sessions) / climbers
		gift += l.Accepted.Giveback / climbers
	}
	near(t, "mean hype after thirty years", hype, bestHype, 0.04)
	near(t, "mean log sessions after thirty years", load, math.Log(bestLoad), 0.15)
	near(t, "mean giveback after thirty years", gift, bestGift, 0.05)
}

// Where nothing is to be learned the climb has no drift: pure noise moves hype as often up as down.
func TestHillClimbDoesNotRatchetOnNoise(t *testing.T) {
	c := &defaults(t).Climb
	mean := 0.0
	const climbers = 400
	for i := range climbers {
		key := chance.Root(uint64(i)).For(chance.Learn)
		var l Learner
		c.Start(&l, Choice{Hype: 0.25, Sessions: 2, Giveback: 0.25}, 0)
		for week := range 52 * 4 {
			c.Week(&l, 1+0.5*key.At(uint64(week)).Normal(7), most, key.At(uint64(week)))
		}
		mean += l.Accepted.Hype / climbers
	}
	near(t, "mean hype after four years of noise", mean, 0.25, 0.02)
}

// Between two decisions lie at least eight counted weeks: hype is not judged before its returns are in.
func TestHillClimbWaitsEightWeeks(t *testing.T) {
	c := &defaults(t).Climb
	var l Learner
	c.Start(&l, Choice{Hype: 0.1, Sessions: 2}, 0)
	since := int64(0)
	for week := range 500 {
		before := l.Now()
		c.Week(&l, 1, most, chance.Root(uint64(week)))
		since++
		if l.Now() != before {
			if since < 8+c.Lag {
				t.Fatalf("hype changed after %d weeks", since)
			}
			since = 0
		}
	}
}

// Whatever a streamer gives back, the merchant keeps of a unit what it kept before, and the streamer pays: the fall of the
// price, less the platform's fee on it.
func TestGivebackIsPaidByTheStreamer(t *testing.T) {
	for _, share := range []float64{0, .1, .5, 1} {
		for _, commission := range []float64{.01, .2, .4} {
			for _, fee := range []float64{0, .02, .3} {
				const price = 100.0
				lower, left := GiveBack(share, price, commission, fee)
				near(t, "price", lower, price*(1-share*commission), 1e-9)
				near(t, "merchant's part", lower*(1-left-fee), price*(1-commission-fee), 1e-9)
				near(t, "streamer's part", lower*left, price*commission-(price-lower)*(1-fee), 1e-9)
				if left < 0 || left > commission+1e-12 {
					t.Errorf("giving back %v of %v leaves %v", share, commission, left)
				}
			}
		}
	}
}

// A newcomer without income leaves after the declared patience; one who earns the reservation stays for ever.
func TestViabilityLastsThePatience(t *testing.T) {
	v := &defaults(t).Viability
	now, weeks := v.Patience, 0.0
	for now >= 0 {
		now = v.After(now, 0, 1000, 10)
		weeks++
	}
	near(t, "weeks without income", weeks, v.Patience+1, 0)
	now = v.Patience
	for range 1000 {
		now = v.After(now, 1000, 1000, 10)
	}
	near(t, "viability at the reservation", now, v.Patience, 1e-9)
	for range 1000 {
		now = v.After(now, 1e9, 1000, 10)
	}
	near(t, "viability of the rich", now, v.Most, 1e-9)
}

// The more income is expected against the reservation, the more enter; at parity one half.
func TestEntryFollowsExpectedIncome(t *testing.T) {
	e := &defaults(t).Entry
	near(t, "entry at parity", e.Probability(500, 500), 0.5, 1e-12)
	last := -1.0
	for _, income := range []float64{0, 1, 50, 500, 5000, 1e6} {
		p := e.Probability(income, 500)
		if p < last || p < 0 || p > 1 {
			t.Errorf("entry probability %v at income %v, %v before", p, income, last)
		}
		last = p
	}
}

// Newcomers go where streamers sell; a category that sells nothing keeps a tenth of its usual share.
func TestNewcomersChooseCategoriesBySales(t *testing.T) {
	var usual, sales [category.Count]float64
	for c := range usual {
		usual[c] = 1.0 / category.Count
	}
	sales[3] = 1e6
	var picked [category.Count]float64
	const n = 60000
	for i := range n {
		picked[PickCategory(&usual, &sales, (float64(i)+0.5)/n)]++
	}
	near(t, "share of the selling category", picked[3]/n, 0.9+0.1/category.Count, 1e-3)
	near(t, "share of another", picked[5]/n, 0.1/category.Count, 1e-3)
	sales = [category.Count]float64{}
	near(t, "category of the median without sales", float64(PickCategory(&usual, &sales, 0.5)), category.Count/2, 1)
}

// A scandal is the likelier, the more a streamer hypes and the worse its goods; the two effects multiply.
func TestScandalRisesWithHypeAndBadGoods(t *testing.T) {
	a := &defaults(t).Accident
	honest := a.ScandalRate(0, 0)
	near(t, "scandal rate without hype", honest, a.Scandal, 1e-15)
	near(t, "hype and defects", a.ScandalRate(0.5, 0.4)*honest, a.ScandalRate(0.5, 0)*a.ScandalRate(0, 0.4), 1e-12)
	if a.Hazard(0.5, 0.4) <= a.Hazard(0.1, 0.05) {
		t.Error("hype and bad goods do not raise the hazard of accidents")
	}
	a.Illness, a.Scandal = 0, 0
	near(t, "hazard without causes", a.Hazard(0.5, 1), 0, 0)
}

// Product power is the skill of choosing goods: of two equally paid goods the skilled takes the better one more often.
func TestProductPowerChoosesBetterGoods(t *testing.T) {
	l := &defaults(t).LineUp
	right := func(product float64) float64 {
		n := 0.0
		for i := range 4000 {
			key := chance.Root(uint64(i))
			good := l.Value(0.2, 1000, l.Seen(0.7, 0.7, product, key.Normal(0), false), 0.9, 0, 0, true)
			bad := l.Value(0.2, 1000, l.Seen(0.5, 0.5, product, key.Normal(1), false), 0.9, 0, 0, true)
			if good > bad {
				n++
			}
		}
		return n / 4000
	}
	novice, expert := right(0.1), right(0.9)
	if expert < 0.95 || novice > 0.8 {
		t.Errorf("the better good is chosen by a novice in %.2f, by an expert in %.2f of cases", novice, expert)
	}
}

// A tenth off raises the money a place is expected to bring by (1−ε)·ln .9, whether it is struck from a list price or the list
// price is lower by it. Where streamers expect the elasticity 1 the price makes no difference.
func TestCheapGoodsAreWorthMoreToAStreamer(t *testing.T) {
	l := defaults(t).LineUp
	value := func(price float64) float64 { return l.Value(0.2, 10000, 0.7, price, 0, 0, true) }
	near(t, "log value of a tenth off", math.Log(value(.9)/value(1)), (1-l.Price)*math.Log(.9), 1e-12)
	l.Price = 1
	near(t, "value at an elasticity of 1", value(.5), value(1), 1e-9)
}

// The week's opinion makes of the choice between two goods a logit: a good worth a factor r of another is shown instead of it with
// probability r^(1/σ)/(1 + r^(1/σ)) (McFadden 1974).
func TestTheChoiceBetweenTwoGoodsIsALogit(t *testing.T) {
	l := &defaults(t).LineUp
	const draws = 20000
	shown := 0.0
	for i := range uint64(draws) {
		key := chance.Root(i)
		if l.Value(0.2, 1000, 0.7, 0.9, key.Gumbel(0), 0, true) > l.Value(0.2, 1000, 0.7, 1, key.Gumbel(1), 0, true) {
			shown++
		}
	}
	odds := math.Pow(.9, (1-l.Price)/l.Whim)
	near(t, "part of weeks in which the cheaper is shown", shown/draws, odds/(1+odds), .012)
}

// A high slot fee can buy a place for a bad good, commission alone cannot.
func TestSlotFeeBuysAPlaceForABadGood(t *testing.T) {
	l := &defaults(t).LineUp
	good := l.Value(0.2, 10000, 0.8, 0.95, 0, 0, true)
	bad := l.Value(0.2, 10000, 0.3, 0.95, 0, 0, true)
	if bad >= good {
		t.Errorf("value of a bad good %v, of a good one %v, same commission", bad, good)
	}
	if paid := l.Value(0.2, 10000, 0.3, 0.95, 0, 2*good, true); paid <= good {
		t.Errorf("value of a bad good with a large fee %v, of a good one without %v", paid, good)
	}
}

// Expected sessions add up to the aim while no slot is full: seven days, shares that sum to 1.
func TestScheduleMeetsTheAim(t *testing.T) {
	s := &defaults(t).Schedule
	for i := range 200 {
		key := chance.Root(uint64(i))
		a := s.Shares([3]float64{key.Exponential(0), key.Exponential(1), key.Exponential(2)})
		near(t, "sum of shares", a[0]+a[1]+a[2], 1, 1e-12)
		week := 0.0
		for _, share := range a {
			week += 7 * Opens(3, share)
		}
		near(t, "sessions a week", week, 3, 1e-12)
	}
	near(t, "a full slot", Opens(14, 0.9), 1, 0)
	if aim := s.FirstAim(8, 3); aim > s.Most {
		t.Errorf("aim %v exceeds the most", aim)
	}
}

// Rosen 1981: talent is skewed, with a mean above its median, and skills stay within [0,1].
func TestTalentIsSkewed(t *testing.T) {
	p := defaults(t)
	mean, top := 0.0, 0.0
	const n = 20000
	for i := range n {
		key := chance.Root(uint64(i))
		z := key.Normal(0)
		c := p.Talent.ContentCeiling(z)
		start := p.Talent.Start(c, key.Uniform(1))
		if c <= 0 || c > 1 || start > c || start < p.Talent.Floor*c-1e-12 {
			t.Fatalf("ceiling %v, start %v", c, start)
		}
		if grown := p.Practice.After(start, c, 1000); grown > c+1e-12 {
			t.Fatalf("practice passed the ceiling: %v > %v", grown, c)
		}
		mean += c / n
		top = max(top, c)
	}
	if mean < p.Talent.Content*1.05 || top < 3*mean {
		t.Errorf("mean ceiling %v, median %v, best %v: no skew", mean, p.Talent.Content, top)
	}
}

// A category is left for one that brought more a place by a margin, after enough places; a noisy lead is not enough.
func TestCategoryIsLeftForAClearlyBetterOne(t *testing.T) {
	f := &defaults(t).Field
	try := func(places, lead float64) int {
		var earned, shown [category.Count]float64
		shown[2], earned[2] = 40, 40*100
		shown[7], earned[7] = places, places*100*lead
		shown[9], earned[9] = 2*f.Places, 2*f.Places*50
		return f.Better(&earned, &shown, 2)
	}
	for _, c := range []struct {
		places, lead float64
		want         int
	}{{f.Places, 1 + 1.1*f.Inertia, 7}, {f.Places, 1 + .9*f.Inertia, 2}, {.9 * f.Places, 10, 2}, {0, 0, 2}} {
		if got := try(c.places, c.lead); got != c.want {
			t.Errorf("%.1f places that bring %.2f times as much: category %d, want %d", c.places, c.lead, got, c.want)
		}
	}
}

// Proportional imitation: never of who earns less, in proportion to the difference, for sure from the range on.
func TestImitationIsProportional(t *testing.T) {
	p := &Imitation{Range: 4}
	for other, want := range map[float64]float64{-1: 0, 1: 0, 2: .25, 3: .5, 5: 1, 9: 1} {
		if got := p.Copies(1, other); got != want {
			t.Errorf("who has 1 copies who has %v with probability %v, want %v", other, got, want)
		}
	}
}

// Who copies claims and gives back as the other does, holds as many sessions as before, and measures anew.
func TestCopyingTakesOverClaimsAndGiveback(t *testing.T) {
	c := &Climb{}
	l := Learner{Accepted: Choice{Hype: .1, Sessions: 3, Giveback: .2}}
	l.Trying, l.Weeks, l.Sum = true, 5, 7
	c.Copy(&l, Choice{Hype: .3, Sessions: 1, Giveback: .4})
	if want := (Choice{Hype: .3, Sessions: 3, Giveback: .4}); l.Now() != want || l.Accepted != want || l.Trying || l.Weeks != 0 || l.Sum != 0 {
		t.Errorf("after copying: %+v", l)
	}
}
