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
