package crowd

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// V5 (docs/model.md, section 8): where attention is free, stock unlimited and satisfaction neutral, needs
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
	t.Parallel()
	const r, alpha, a, b = 0.243, 4.414, 0.793, 2.426 // alpha in weeks
	const perWeek = 64                                // days of the market that stand for a week, to make whole days fine
	const people, weeks = 60_000, 39
	p, _ := rules.NewParams()
	w := &Crowd{p: p, t: Compile(p)} // all that waiting times hang on
	w.t.stages[0] = 1
	need := p.Consumers.Need
	drop := consumer.Dropout{Response: 0}
	draws := chance.Root(21).Stream()
	var repeat [weeks + 1]float64
	for i := range uint64(people) {
		rate := gammaOf(draws.NormFloat64, draws.Float64, r) / alpha // purchases a week
		x, y := gammaOf(draws.NormFloat64, draws.Float64, a), gammaOf(draws.NormFloat64, draws.Float64, b)
		leaves := min(1-1e-12, x/(x+y))
		interval := min(1e6, perWeek/rate)
		w.t.interval[0][0] = uint64(need.Stage(interval, 1, 1)*(1<<20) + 0.5)
		c, key := &state.Consumer{}, chance.Root(22).At(i)
		for day, k := uint32(1), uint64(0); ; k++ {
			next := w.nextNeed(c, 0, day, key.At(k))
			if next == state.NoNeed-1 || int(next) > 1+weeks*perWeek {
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
