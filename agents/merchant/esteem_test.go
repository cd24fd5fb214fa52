package merchant

import (
	"math"
	"testing"
)

// Klein & Leffler 1981: what keeps an honest firm honest is the contribution of the sales it would lose. A cheat that keeps .8 of 10
// units and saves 5 on each gains 40, and loses 2 units: at a contribution of 20 each nothing is gained, at less it is.
func TestCheatingPaysWhereSalesHoldOut(t *testing.T) {
	for _, c := range []struct{ sold, contribution, want float64 }{{.8, 20, 0}, {.8, 10, 20}, {1, 20, 50}, {.5, 20, -75}, {.8, -3, 40}} {
		if got := Gain(10, c.sold, 5, c.contribution); !(math.Abs(got-c.want) <= 1e-9) {
			t.Errorf("%g of the units sold at a contribution of %g: a gain of %g, want %g", c.sold, c.contribution, got, c.want)
		}
	}
	h := Honesty{Esteem: 3}
	for _, c := range []struct{ lost, want float64 }{{0, 1}, {.1, math.Exp(-.3)}, {-.1, 1}} {
		if got := h.Sold(c.lost); !(math.Abs(got-c.want) <= 1e-9) {
			t.Errorf("trust lower by %g leaves %g of the sales, want %g", c.lost, got, c.want)
		}
	}
}
