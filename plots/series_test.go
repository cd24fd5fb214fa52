package plots

import (
	"math"
	"slices"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/internal/readback"
	"livebazaar/plots/markets"
	"livebazaar/sim/metric"
)

func TestTrailingMeanLooksBackOnly(t *testing.T) {
	for i, want := range []float64{markets.NaN, markets.NaN, 0, 3, 6, 9} {
		readback.Equal(t, "mean", trailing([]float64{0, 0, 0, 9, 9, 9}, i, 3), want)
	}
}

func TestLorenzCurveOfFourSellers(t *testing.T) {
	// Sales 4, 3, 2, 1 of 10: the smallest half sells 30 %, the smallest quarter 10 %, and half of the next one adds 10 %.
	sizes := []float64{4, 3, 2, 1}
	for _, c := range []struct{ p, share float64 }{{0, 0}, {0.25, 0.1}, {0.375, 0.2}, {0.5, 0.3}, {0.75, 0.6}, {1, 1}} {
		readback.Equal(t, "share", lorenzShare(sizes, c.p), c.share)
	}
	// Twice the area between the curve and equality, corrected for n: the Gini coefficient of the metrics.
	area, n := 0.0, 1000
	for i := range n {
		area += (lorenzShare(sizes, float64(i)/float64(n)) + lorenzShare(sizes, float64(i+1)/float64(n))) / 2 / float64(n)
	}
	readback.Equal(t, "Gini", (1-2*area)*4/3, metric.Gini(sizes))
	if !math.IsNaN(lorenzShare([]float64{0, 0}, 0.5)) {
		t.Error("nothing sold has a Lorenz curve")
	}
}

func TestRepurchaseWeightsCohortsBySizeAndCountsCensoring(t *testing.T) {
	m := spells{
		// 10 buyers: 2 buy again at day 5, 4 are lost sight of at day 8, then 1 of the 4 left at day 10: S = 0.8 · 3/4.
		1: {{Age: 5, Events: 2, OfCause: 1}, {Age: 8, Censored: 4}, {Age: 10, Events: 1, OfCause: 1}, {Age: 40, Censored: 3}},
		// 30 buyers: 15 buy again at day 10: S = 0.5.
		2: {{Age: 10, Events: 15, OfCause: 6}, {Age: 40, Censored: 15}},
	}
	readback.Equal(t, "by day 4", m.repurchased([]int64{1, 2}, 4, buysFrom[anySeller].measure), 0)
	readback.Equal(t, "by day 7", m.repurchased([]int64{1, 2}, 7, buysFrom[anySeller].measure), (10*0.2+0)/40)
	readback.Equal(t, "by day 10", m.repurchased([]int64{1, 2}, 10, buysFrom[anySeller].measure), (10*(1-0.8*0.75)+30*0.5)/40)
	readback.Equal(t, "of the same streamer by day 10", m.repurchased([]int64{1, 2}, 10, buysFrom[1].measure), (10*(0.1+0.8*0.25)+30*0.2)/40)
	readback.Equal(t, "beyond what was watched", m.repurchased([]int64{1, 2}, 60, buysFrom[anySeller].measure), markets.NaN)
}

func TestOnlyCohortsWatchedForTheHorizonAreCompared(t *testing.T) {
	s := open(t, invented.New(1, 1, 400, 20), English)
	if s.horizon() != 200 {
		t.Fatalf("horizon of 400 days = %d, want half of them", s.horizon())
	}
	// Month 6 ends on day 180 and 180 + 200 ≤ 400; month 7 ends too late.
	if got := s.followed([]int64{1, 5, 6, 7, 13}); !slices.Equal(got, []int64{1, 5, 6}) {
		t.Errorf("followed cohorts %v, want 1, 5, 6", got)
	}
}

func TestMoneyIsFollowedThroughEscrowAndAddsUp(t *testing.T) {
	v := invented.New(2, 3, 400, 20)
	s := open(t, v, English)
	m := newTransfers()
	err := s.moneyFlows(func(sc, replicate int, moved transfers) {
		if sc == 0 && replicate == 0 {
			m = moved.clone()
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	at := func(id string) int { return sideIndex(id) }
	amounts := v.Tables["flows"].Floats[5]
	unit := 10000.0
	// Escrow pays the merchants row 5, commission row 7 and the fee row 6 (in the order of inventFlows) out of what
	// consumers paid; compensation (row 10) goes back; shipping, tips and slot fees are paid directly.
	readback.Equal(t, "consumers to merchants", m[at("consumers")][at("merchants")], (amounts[5]-amounts[10])/unit)
	readback.Equal(t, "merchants to consumers", m[at("merchants")][at("consumers")], 0)
	readback.Equal(t, "consumers to streamers", m[at("consumers")][at("streamers")], (amounts[3]+amounts[7])/unit)
	readback.Equal(t, "consumers to platforms", m[at("consumers")][at("platforms")], amounts[6]/unit)
	readback.Equal(t, "consumers to shelf", m[at("consumers")][at("shelf")], (amounts[2]-amounts[17])/unit)
	sum := 0.0
	for i := range sides {
		sum += m.received(i)
	}
	readback.Equal(t, "what all sides together keep", sum, 0)
}

func TestStreamersCountTheMonthsOfTheMetricsWindow(t *testing.T) {
	s := open(t, invented.New(1, 2, 730, 30), English)
	// The last 365 of 730 days begin on day 366, the 6th of month 13: more than half of that month lies inside.
	for month, want := range map[float64]bool{12: false, 13: true, 24: true, 0: false} {
		if s.inWindow()(month) != want {
			t.Errorf("month %v in the window: %v, want %v", month, !want, want)
		}
	}
	err := s.streamerYears(func(_ int, sizes []float64) {
		if len(sizes) != 30 || !slices.IsSortedFunc(sizes, func(a, b float64) int { return int(math.Copysign(1, b-a)) }) {
			t.Errorf("%d streamers, want 30 from the largest down", len(sizes))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The 730 days of two years are 24 months and 10 days; with 75 days of warm-up the month before the last of it is a half.
func TestMonthsThatAreNoWholeOnesAreNotDrawn(t *testing.T) {
	s := open(t, invented.New(1, 2, 730, 30), English)
	for warmup, want := range map[int][2]int{90: {0, 27}, 75: {1, 27}} {
		s.Manifest.Warmup.Days = warmup
		if from, to := s.wholeMonths(-2, 28); from != want[0] || to != want[1] {
			t.Errorf("after %d days of warm-up months %d to %d are drawn, want %d to %d", warmup, from-2, to-3, want[0]-2, want[1]-3)
		}
	}
}
