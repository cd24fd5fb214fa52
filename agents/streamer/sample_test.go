package streamer

import (
	"math"
	"testing"
)

// A sample is as claimed. Without product power a streamer is taken in by a cheat, with all of it it sees what will be delivered, and
// of a good it has shown it overlooks half as much.
func TestProductPowerSeesThroughCheats(t *testing.T) {
	l := LineUp{Error: .35}
	for _, c := range []struct {
		product  float64
		familiar bool
		want     float64
	}{{0, false, .8}, {0, true, .7}, {.5, false, .7}, {.5, true, .65}, {1, false, .6}} {
		if got := l.Seen(.8, .6, c.product, 0, c.familiar); !(math.Abs(got-c.want) <= 1e-12) {
			t.Errorf("product power %g, shown before %t: a good claimed to be .8 and delivered at .6 is seen as %g, want %g",
				c.product, c.familiar, got, c.want)
		}
	}
	if got := l.Seen(.7, .7, .5, 1, false); !(math.Abs(got-.875) <= 1e-12) {
		t.Errorf("an error of one standard deviation shows a good of .7 as %g, want .875", got)
	}
}
