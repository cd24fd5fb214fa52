package consumer

import (
	"math"
	"testing"
)

// Goods of U_1, U_2, … are together worth λ·ln Σ e^(U/λ), in whatever order they join.
func TestGoodsAreTogetherWorthTheirLogSum(t *testing.T) {
	utilities := []float64{-1.5, .25, -.5, 1}
	for _, apart := range []float64{.1, .45, 1} {
		c, sum := Choice{Apart: apart}, 0.0
		for _, u := range utilities {
			sum += math.Exp(u / apart)
		}
		forth, back := utilities[0], utilities[3]
		for k := 1; k < 4; k++ {
			forth, back = c.Join(forth, utilities[k]), c.Join(back, utilities[3-k])
		}
		want := apart * math.Log(sum)
		if math.Abs(forth-want) > 1e-9 || math.Abs(back-want) > 1e-9 {
			t.Errorf("λ = %g: worth %.9f and %.9f, want %.9f", apart, forth, back, want)
		}
	}
}

// What a good gains comes from the other goods of the room the more, the closer substitutes they are (docs/model.md, section 7.1):
// of two equally good, one of which is bought with the
// probability P, the part (1/λ − (1−P))/(1/λ + (1−P)).
func TestACutTakesFromRivalsTheMoreTheCloserTheyAre(t *testing.T) {
	before := 0.0
	for _, apart := range []float64{1, .7, .45, .2} {
		const u, h = -2, 1e-5
		c := Choice{Apart: apart}
		buy := func(a, b float64) float64 { return 1 / (1 + math.Exp(-c.Join(a, b))) }
		share := func(a, b float64) float64 { return 1 / (1 + math.Exp((b-a)/apart)) }
		gained := buy(u+h, u)*share(u+h, u) - buy(u, u)*share(u, u)
		lost := buy(u, u)*share(u, u) - buy(u+h, u)*share(u, u+h)
		p := buy(u, u)
		part := lost / gained
		if closed := (1/apart - (1 - p)) / (1/apart + (1 - p)); math.Abs(part-closed) > 1e-4 {
			t.Errorf("λ = %g: %.4f of the gain is the rival's loss, want %.4f", apart, part, closed)
		}
		if part <= before {
			t.Errorf("λ = %g: the rival loses %.3f of the gain, no more than with goods further apart", apart, part)
		}
		before = part
	}
}
