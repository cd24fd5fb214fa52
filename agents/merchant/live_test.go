package merchant

import (
	"math"
	"testing"
)

// Dixit 1989: between the gain at which live selling begins and that at which it ends nothing changes.
func TestBeginningNeedsMoreThanGoingOn(t *testing.T) {
	l := declared().Live
	const cost = 1000
	begins := cost * (1 + l.SetUp/l.Horizon)
	if l.GoesOn(cost-1, cost) || !l.GoesOn(cost+1, cost) || l.Begins(begins-1, cost) || !l.Begins(begins+1, cost) || begins <= cost {
		t.Errorf("live selling should end below a gain of %v and begin above one of %v", cost, begins)
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

func TestReachIsWhatVisibilityBrings(t *testing.T) {
	if got := Reach(300, 1.5, .5); math.Abs(got-200) > 1e-9 {
		t.Errorf("three times as visible with live sales a merchant owes them %v of shelf sales of 300", got)
	}
	if got := Reach(300, .5, .5); got != 0 {
		t.Errorf("without live sales %v of the shelf is put down to them", got)
	}
}
