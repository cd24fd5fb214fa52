package merchant

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
)

// expectedProfit of Q units on normal demand by averaging over quantiles: a unit sold earns under, a unit left costs
// over.
func expectedProfit(q, mean, sd, under, over float64) float64 {
	const points = 4000
	var sum float64
	for i := 0; i < points; i++ {
		d := mean + sd*chance.NormalQuantile((float64(i)+.5)/points)
		sum += under*math.Min(q, d) - over*math.Max(q-d, 0)
	}
	return sum / points
}

// V6 (Arrow, Harris & Marschak 1951; Porteus 2002): expected profit peaks at Q* = F⁻¹(c_u/(c_u+c_o)).
func TestProfitPeaksAtTheNewsvendorQuantity(t *testing.T) {
	for _, c := range []struct{ mean, sd, under, over float64 }{
		{100, 20, 30, 10}, {100, 20, 10, 30}, {40, 12, 25, 1}, {500, 90, 5, 5},
	} {
		star := OrderUpTo(c.mean, c.sd, Critical(c.under, c.over))
		best := expectedProfit(star, c.mean, c.sd, c.under, c.over)
		argmax, top := 0.0, math.Inf(-1)
		for q := c.mean - 3*c.sd; q <= c.mean+3*c.sd; q += c.sd / 50 {
			if p := expectedProfit(q, c.mean, c.sd, c.under, c.over); p > top {
				argmax, top = q, p
			}
		}
		if math.Abs(argmax-star) > c.sd/25 || best < top-1e-3*math.Abs(top) {
			t.Errorf("%+v: profit peaks at %.1f, Q* is %.1f (profit %.3f there, %.3f at the peak)", c, argmax, star, best, top)
		}
	}
}

func TestWorthlessGoodIsNotStocked(t *testing.T) {
	if q := OrderUpTo(100, 20, Critical(-3, 1)); q != 0 {
		t.Errorf("a unit that loses money when sold is stocked %v deep", q)
	}
}

// Returns come back into stock within the horizon, so that net demand is gross demand times the kept share.
func TestReturnsLowerNetDemand(t *testing.T) {
	gross, _ := NetDemand(10, 110, 0, 7)
	net, sd := NetDemand(10, 110, .37, 7)
	if math.Abs(net-.63*gross) > 1e-9 || gross != 70 {
		t.Errorf("gross %v, net %v", gross, net)
	}
	if want := math.Sqrt(10 * .63 * 7); math.Abs(sd-want) > 1e-9 {
		t.Errorf("sd of Poisson-like demand %v, want %v", sd, want)
	}
}
