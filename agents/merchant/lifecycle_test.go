package merchant

import (
	"math"
	"testing"
)

func TestFeedbackRaisesQualityTowardsItsCeilingAndNoFurther(t *testing.T) {
	p := declared().Quality
	const start = .55
	settle := func(orders float64) float64 {
		q := start
		for week := 0; week < 520; week++ {
			q = p.Improved(q, start, orders)
		}
		return q
	}
	none, some, many := settle(0), settle(p.Feedback), settle(1e6)
	if none != start {
		t.Errorf("without feedback quality moved to %v", none)
	}
	if !(start < some && some < many && many < start+p.Gap) {
		t.Errorf("quality settles at %v with little feedback, %v with much; it starts at %v and may gain %v", some, many, start, p.Gap)
	}
}

func TestEntryFollowsExpectedProfit(t *testing.T) {
	e := Entry{Payback: 50, Noise: .5}
	if e.Enters(100, 5001, 0) || !e.Enters(100, 4999, 0) {
		t.Error("a candidate with an exact view should enter where profit over the payback covers the cost")
	}
	if e.Enters(-100, 1, 3) {
		t.Error("a candidate that expects losses enters")
	}
}

func TestLossesDriveOwnersOut(t *testing.T) {
	e := Entry{Retire: .08, Patience: 1}
	if calm := e.GivesUp(100, 50); math.Abs(calm-.08/52) > 1e-12 {
		t.Errorf("a profitable owner leaves with %v a week", calm)
	}
	if e.GivesUp(-60, 50) <= e.GivesUp(-40, 50) || e.GivesUp(-1e9, 50) > .15 {
		t.Error("the chance to leave should rise with the loss, up to a tenth a week")
	}
}

// A newcomer trusts what its equals earn, an old merchant what it has earned itself.
func TestOwnersLeaveOnAForecast(t *testing.T) {
	e := Entry{Patience: .5, Settled: 26}
	young, old := e.Forecast(-400, 600, 4), e.Forecast(-400, 600, 260)
	if young <= 0 || old >= -250 || e.Forecast(-400, 600, 0) != 600 {
		t.Errorf("with losses of 400 among equals that earn 600 a newcomer expects %v, an old merchant %v", young, old)
	}
	if e.GivesUp(young, 100) != 0 || e.GivesUp(old, 100) <= 0 {
		t.Error("the newcomer should go on, the old merchant think of leaving")
	}
}

func TestStoreRunsOnlyWhileItIsBelievedToPay(t *testing.T) {
	b := Bandit{Spread: .1, Prior: 1}
	if RunsStore(b.Thompson(.15, 12*-.4, 12, 0)) || !RunsStore(b.Thompson(.15, 12*.2, 12, 0)) {
		t.Error("twelve weeks of losses should close the store, of gains keep it")
	}
}

func TestLiveSalesMakeAMerchantVisibleOnTheShelf(t *testing.T) {
	if Visibility(300, 100) <= Visibility(100, 100) || Visibility(0, 100) <= 0 {
		t.Error("visibility should rise with live sales from a base above 0")
	}
}
