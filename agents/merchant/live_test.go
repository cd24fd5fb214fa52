package merchant

import (
	"math"
	"testing"
)

// Dixit 1989: between the gain at which live selling begins and that at which it ends nothing changes.
func TestBeginningNeedsMoreThanGoingOn(t *testing.T) {
	l := declared().Live
	const cost = 1000
	ends, begins := cost*(1-l.SetUp/l.Horizon), cost*(1+l.SetUp/l.Horizon)
	if l.GoesOn(ends-1, cost) || !l.GoesOn(ends+1, cost) || l.Begins(begins-1, cost) || !l.Begins(begins+1, cost) || begins <= ends {
		t.Errorf("live selling should end below a gain of %v and begin above one of %v", ends, begins)
	}
}

func TestWhoStoppedForgetsWhy(t *testing.T) {
	l := declared().Live
	gain := -500.0
	for range 520 {
		gain = l.Recalled(gain, 900)
	}
	if math.Abs(gain-900) > 1 {
		t.Errorf("ten years on a merchant expects %v of live selling, its equals have 900", gain)
	}
}

// What a yuan of live sales brings on the shelf is by how much reach grows with it.
func TestSpillsIsTheSlopeOfReach(t *testing.T) {
	const usual, perWeight = 900.0, 120.0 // of the shelf, for each unit of visibility
	for _, sales := range []float64{0, 300, 900, 5000} {
		shelf := func(sales float64) float64 { return perWeight * Visibility(sales, usual) }
		slope := shelf(sales+1) - shelf(sales)
		if got := Spills(shelf(sales), sales, usual); math.Abs(got-slope) > 1e-9 {
			t.Errorf("with live sales of %v a yuan more brings %v on the shelf, and is thought to bring %v", sales, slope, got)
		}
	}
	if Spills(-5, 100, 900) != 0 || Spills(5, 0, 0) != 0 {
		t.Error("a shelf that leaves nothing, or a category that sells nothing live, spills something over")
	}
}

func TestReachIsWhatVisibilityBrings(t *testing.T) {
	if got := Reach(300, 1.5, .5); math.Abs(got-200) > 1e-9 {
		t.Errorf("three times as visible with live sales a merchant owes them %v of shelf sales of 300", got)
	}
	if got := Reach(300, .5, .5); got != 0 {
		t.Errorf("without live sales %v of the shelf is put down to them", got)
	}
}
