package sim

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
)

// V4 (model description, sections 5 and 13): without lapses and without dissatisfied users, adoption in the market —
// consumers who meet everybody, each with a chance a week — follows Bass (1969),
//
//	F(t) = (1 − e^−(p+q)t) / (1 + (q/p)·e^−(p+q)t)
//
// with p and q a year. Only waking acts here: nobody buys, so nobody is disappointed.
func TestAdoptionFollowsTheBassCurve(t *testing.T) {
	const p, q, n = 0.03, 0.38, 20_000
	w := market(t, map[string]any{"consumers.count": int64(n), "streamers.count": int64(10), "merchants.count": int64(5), "mcns.count": int64(1),
		"consumers.adoption.initial": 0.0, "consumers.adoption.innovation": p, "consumers.adoption.imitation": q})
	if w.Consumers.Adopters != 0 {
		t.Fatalf("%d have adopted before the start", w.Consumers.Adopters)
	}
	worst, at := 0.0, 0.0
	for day := 1; day <= 14*365; day++ {
		w.Day++
		w.employ(1)
		w.morning()
		w.prepareAdoption()
		w.preparePopularity()
		w.prepareShelf()
		w.prepareGoods()
		w.each(w.wake)
		w.takeIn()
		years := float64(day) / 365
		e := math.Exp(-(p + q) * years)
		if d := math.Abs(float64(w.Consumers.Adopters)/n - (1-e)/(1+q/p*e)); d > worst {
			worst, at = d, years
		}
	}
	// chance moves the early growth, and with it the whole curve, by some thousandths; a q of .36 would be off by .04
	if worst > 0.02 {
		t.Errorf("after %.1f years adoption is off the Bass curve by %.3f", at, worst)
	}
	if got, want := float64(w.Consumers.Adopters)/n, 0.93; got < want {
		t.Errorf("after 14 years %.2f have adopted", got)
	}
}

// V5 (model description, sections 4 and 13): where attention is free, stock unlimited and satisfaction neutral, needs
// and drop-out alone make repeat purchases. With one stage (Erlang 1), gamma-distributed rates and beta-distributed
// drop-out after every repeat purchase but not after the first, the expected number of repeat purchases by time t is
// that of BG/NBD (Fader, Hardie & Lee 2005),
//
//	E[X(t)] = (a+b−1)/(a−1) · [1 − (α/(α+t))^r · ₂F₁(r, b; a+b−1; t/(α+t))]
//
// and for their CDNOW customers (r .243, α 4.414 weeks, a .793, b 2.426) 1.20 within 39 weeks. Waiting times are drawn
// by the market's own nextNeed, and drop-out by Dropout.After; the market's own populations are not gamma and beta but
// log-normal and alike, so the rates and propensities come from the test.
func TestNeedsAndDropoutReproduceBGNBD(t *testing.T) {
	const r, alpha, a, b = 0.243, 4.414, 0.793, 2.426 // alpha in weeks
	const perWeek = 64                                // days of the market that stand for a week, to make whole days fine
	const people, weeks = 60_000, 39
	w := market(t, map[string]any{"consumers.count": int64(100), "streamers.count": int64(10), "merchants.count": int64(5), "mcns.count": int64(1)})
	w.t.stages[0] = 1
	need := w.p.Consumers.Need
	drop := consumer.Dropout{Response: 0}
	draws := chance.Root(21).Stream()
	var repeat [weeks + 1]float64
	for i := range uint64(people) {
		rate := gammaOf(draws.NormFloat64, draws.Float64, r) / alpha // purchases a week
		x, y := gammaOf(draws.NormFloat64, draws.Float64, a), gammaOf(draws.NormFloat64, draws.Float64, b)
		leaves := min(1-1e-12, x/(x+y))
		interval := min(1e6, perWeek/rate)
		w.t.interval[0][0] = uint64(need.Stage(interval, 1, 1)*(1<<20) + 0.5)
		c, key := &Consumer{}, chance.Root(22).At(i)
		for day, k := uint32(1), uint64(0); ; k++ {
			next := w.nextNeed(c, 0, day, key.At(k))
			if next == noNeed-1 || int(next) > 1+weeks*perWeek {
				break
			}
			day = uint32(next)
			repeat[(int(day)-2)/perWeek+1]++
			if key.At(k).Chance(50, drop.After(leaves, 0.3)) {
				break
			}
		}
	}
	got := 0.0
	for week := 1; week <= weeks; week++ {
		got += repeat[week] / people
		if want := bgnbd(float64(week), r, alpha, a, b); (week == 4 || week == 13 || week == 26 || week == 39) && math.Abs(got-want) > 0.04*want+0.005 {
			t.Errorf("%.3f repeat purchases within %d weeks, BG/NBD expects %.3f", got, week, want)
		}
	}
	if want := bgnbd(weeks, r, alpha, a, b); math.Abs(want-1.20) > 0.01 {
		t.Errorf("the formula gives %.3f for CDNOW's 39 weeks, the paper 1.20", want)
	}
}

// bgnbd is E[X(t)], the hypergeometric function by its series.
func bgnbd(t, r, alpha, a, b float64) float64 {
	z := t / (alpha + t)
	term, sum := 1.0, 1.0
	for k := 0.0; k < 20_000 && term > 1e-15; k++ {
		term *= (r + k) * (b + k) / ((a + b - 1 + k) * (k + 1)) * z
		sum += term
	}
	return (a + b - 1) / (a - 1) * (1 - math.Pow(alpha/(alpha+t), r)*sum)
}

// gammaOf draws a gamma variate of scale 1 (Marsaglia & Tsang 2000).
func gammaOf(normal, uniform func() float64, shape float64) float64 {
	if shape < 1 {
		return gammaOf(normal, uniform, shape+1) * math.Pow(uniform(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := normal()
		v := math.Pow(1+c*x, 3)
		if v > 0 && math.Log(uniform()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}
