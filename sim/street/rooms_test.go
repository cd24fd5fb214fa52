package street

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/sim/fixed"
	"livebazaar/sim/rules"
)

// The match of styles is computed in whole numbers, a host's coordinates being weighted first: it must follow its equation within the
// rounding of the weight.
func TestTheMatchOfStylesFollowsItsEquation(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, set := rules.NewParams()
		style := set.Lookup("consumers.taste.style")
		if err := style.Set(rapid.Float64Range(style.Min, style.Max).Draw(t, "style")); err != nil {
			t.Fatal(err)
		}
		coordinate := rapid.Int32Range(-127, 127)
		x1, y1, x2, y2 := coordinate.Draw(t, "x1"), coordinate.Draw(t, "y1"), coordinate.Draw(t, "x2"), coordinate.Draw(t, "y2")
		match := float64((x1*(x2*styleWeight(p)>>8)+y1*(y2*styleWeight(p)>>8))>>8) / fixed.One
		want := p.Consumers.Taste.Match(float64(x1)/127, float64(y1)/127, float64(x2)/127, float64(y2)/127)
		if math.Abs(match-want) > 0.005 {
			t.Fatalf("match of styles %g, want %g", match, want)
		}
	})
}

// A price is told relative to what comparable goods cost, to the nearest 1/65536, and held within what can be told: nothing is free.
func TestPricesAreToldRelativeToComparableGoods(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		price, comparable int64
		want              int32
	}{
		{100, 100, 65536}, {150, 100, 98304}, {50, 200, 16384}, {1, 3, 21845}, {2, 3, 43691},
		{1, 1 << 40, 1}, {0, 100, 1}, {1 << 50, 100, math.MaxInt32},
	} {
		if got := relative(c.price, c.comparable); got != c.want {
			t.Errorf("%d against %d is told as %d, want %d", c.price, c.comparable, got, c.want)
		}
	}
}
