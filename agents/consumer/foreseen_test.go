package consumer

import (
	"math"
	"testing"
)

// By hand, with a prior of 20 orders at .7 and a failure that counts 3 times: who is remembered for 10 good orders, and in 10 days
// pleases 20 buyers and fails 10, has (10 + 20 + 14)/(10 + 20 + 30 + 20) = .55. What is forgotten by half counts half.
func TestTrustIsForeseenFromWhatBuyersWillFind(t *testing.T) {
	forgets := memoryOfHalf(10)
	for _, c := range []struct{ memory, want float64 }{
		{1, .55}, {forgets, (5 + 2*.5/(1-math.Pow(.5, .1)) + 14) / (5 + (2+3)*.5/(1-math.Pow(.5, .1)) + 20)},
	} {
		p := Trust{Negative: 3, PublicWeight: 20, Public: c.memory}
		if got := p.Foreseen(10, 10, 0, 2, 1); !(math.Abs(got-c.want) <= 1e-9) {
			t.Errorf("with a memory of %g a week trust is foreseen to be %g, want %g", c.memory, got, c.want)
		}
	}
}

// memoryOfHalf is the weekly memory that halves in so many days.
func memoryOfHalf(days float64) float64 { return math.Pow(.5, 7/days) }

// Units of a good delivered at the threshold fail half of the time, one standard deviation above it 15.9 %; without spread all or none.
func TestHowManyUnitsFailFollowsFromTheSpread(t *testing.T) {
	p := Trust{Failure: .45}
	for _, c := range []struct{ delivered, spread, want float64 }{{.45, .08, .5}, {.53, .08, .158655}, {.44, 0, 1}, {.45, 0, 0}} {
		if got := p.Fails(c.delivered, c.spread); !(math.Abs(got-c.want) <= 1e-6) {
			t.Errorf("delivered at %g ± %g, %g of the units fail, want %g", c.delivered, c.spread, got, c.want)
		}
	}
}
