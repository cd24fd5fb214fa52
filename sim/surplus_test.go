package sim

import (
	"math"
	"testing"
)

// Surplus as experienced is what the choices modelled were worth to those who made them. Where hardly an order is paid,
// hardly anything happens: what the orders promised is taken back, but for chance.
func TestOrdersThatNeverArriveAreWorthNothing(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"consumers.count": int64(8000), "consumers.payment.unpaid": 0.9})
	run(t, w, 150, 1)
	var decided, experienced float64
	for _, d := range w.Rec.Days[60:] {
		decided += float64(d.SurplusDecision)
		experienced += float64(d.SurplusDecision + d.SurplusGap)
	}
	if !(decided > 0) || math.Abs(experienced) > 0.25*decided {
		t.Errorf("of %.0f yuan of surplus when deciding %.0f were experienced, with one order in ten paid", decided/100, experienced/100)
	}
}

// Who buys for a need gives up the shelf, so the same offer is worth less to one who has the need and a good shelf. The worth is that
// of the reference, to which the fast loop is held.
func TestTheShelfForgoneIsTakenFromTheSurplus(t *testing.T) {
	t.Parallel()
	const util = 10_000 // fen
	// ln(1+e) = 1.313; P(buy) = .731
	for _, c := range []struct{ forgone, want, shelf float64 }{{0, 1.313, 0}, {1, 1.313 - .731, .731}, {2, 1.313 - 2*.731, 2 * .731}} {
		x := &reference{}
		x.decide(util, units(1), units(c.forgone))
		if got := float64(x.row.SurplusDecision) / util; math.Abs(got-c.want) > 0.005 {
			t.Errorf("with a shelf worth %g forgone the offer is worth %.3f utils, want %.3f", c.forgone, got, c.want)
		}
		if got := float64(x.row.SurplusForgone) / util; math.Abs(got-c.shelf) > 0.005 {
			t.Errorf("of a shelf worth %g, %.3f utils are given up, want %.3f", c.forgone, got, c.shelf)
		}
	}
}
