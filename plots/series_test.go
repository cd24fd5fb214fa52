package plots

import (
	"math"
	"slices"
	"testing"

	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/student"

	"gonum.org/v1/gonum/stat"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

// of counts values.
func of(values ...float64) (m moments) {
	for _, v := range values {
		m.add(v)
	}
	return m
}

// Counted one after the other, values have the mean and the spread that they have together, also far from 0.
func TestMomentsAreThoseOfTheValuesTogether(t *testing.T) {
	for _, level := range []float64{0, 1, 1e5} {
		values := noise(1, 2, 500)
		for i := range values {
			values[i] += level
		}
		mean, sd := stat.MeanStdDev(values, nil)
		m := of(values...)
		near(t, "mean", m.mean, mean)
		near(t, "standard deviation", m.deviation(), sd)
		near(t, "least", m.least, slices.Min(values))
		near(t, "most", m.most, slices.Max(values))
	}
	if m := of(0.1, 0.1, 0.1); m.squares != 0 || m.mean != 0.1 {
		t.Errorf("equal values spread by %v", m.squares)
	}
}

func TestIntervalIsStudentsT(t *testing.T) {
	// Mean 2, sd 1, n 3: half-width t(2, 0.975)·1/√3 = 4.302652729911275/1.7320508.
	b := interval(of(1, 2, 3, nan), 0.95)
	near(t, "mean", b.mean, 2)
	near(t, "lower bound", b.lo, 2-4.30265272991/math.Sqrt(3))
	if b.n != 3 {
		t.Errorf("counted %d values, want 3: NaN is no value", b.n)
	}
	if one := interval(of(5), 0.95); one.mean != 5 || !math.IsNaN(one.lo) {
		t.Errorf("one replicate gave %+v, want its value without an interval", one)
	}
}

func TestRelativeDifferenceOverTimeIsThatOfTheContrasts(t *testing.T) {
	base, run := []float64{10, 12, 11, 9}, []float64{11, 12.5, 12.2, 9.1}
	var r, below student.Ratio
	for i := range base {
		pair(&r, run[i], base[i])
		pair(&below, run[i], -base[i])
	}
	pair(&r, nan, 3) // no pair
	bands := relative([]student.Ratio{r, below, {}}, 0.95)
	got := bands[0]
	want := experiment.Paired(base, run, 0.95)
	near(t, "relative difference", got.mean, want.RelDiff)
	near(t, "lower bound", got.lo, want.RelLo)
	near(t, "upper bound", got.hi, want.RelHi)
	for _, none := range bands[1:] { // a base that is not above 0, and no pair
		if !math.IsNaN(none.mean) || !math.IsNaN(none.lo) || !math.IsNaN(none.hi) {
			t.Errorf("relative to what is not above 0: %+v", none)
		}
	}
}

func TestTrailingMeanLooksBackOnly(t *testing.T) {
	for i, want := range []float64{nan, nan, 0, 3, 6, 9} {
		near(t, "mean", trailing([]float64{0, 0, 0, 9, 9, 9}, i, 3), want)
	}
}

func TestLorenzCurveOfFourSellers(t *testing.T) {
	// Sales 4, 3, 2, 1 of 10: the smallest half sells 30 %, the smallest quarter 10 %, and half of the next one adds 10 %.
	sizes := []float64{4, 3, 2, 1}
	for _, c := range []struct{ p, share float64 }{{0, 0}, {0.25, 0.1}, {0.375, 0.2}, {0.5, 0.3}, {0.75, 0.6}, {1, 1}} {
		near(t, "share", lorenzShare(sizes, c.p), c.share)
	}
	// Twice the area between the curve and equality, corrected for n: the Gini coefficient of the metrics.
	area, n := 0.0, 1000
	for i := range n {
		area += (lorenzShare(sizes, float64(i)/float64(n)) + lorenzShare(sizes, float64(i+1)/float64(n))) / 2 / float64(n)
	}
	near(t, "Gini", (1-2*area)*4/3, metric.Gini(sizes))
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
	near(t, "by day 4", m.repurchased([]int64{1, 2}, 4, buysFrom[anySeller].measure), 0)
	near(t, "by day 7", m.repurchased([]int64{1, 2}, 7, buysFrom[anySeller].measure), (10*0.2+0)/40)
	near(t, "by day 10", m.repurchased([]int64{1, 2}, 10, buysFrom[anySeller].measure), (10*(1-0.8*0.75)+30*0.5)/40)
	near(t, "of the same streamer by day 10", m.repurchased([]int64{1, 2}, 10, buysFrom[1].measure), (10*(0.1+0.8*0.25)+30*0.2)/40)
	near(t, "beyond what was watched", m.repurchased([]int64{1, 2}, 60, buysFrom[anySeller].measure), nan)
}

func TestOnlyCohortsWatchedForTheHorizonAreCompared(t *testing.T) {
	s := open(t, invent(1, 1, 400, 20), English)
	if s.horizon() != 200 {
		t.Fatalf("horizon of 400 days = %d, want half of them", s.horizon())
	}
	// Month 6 ends on day 180 and 180 + 200 ≤ 400; month 7 ends too late.
	if got := s.followed([]int64{1, 5, 6, 7, 13}); !slices.Equal(got, []int64{1, 5, 6}) {
		t.Errorf("followed cohorts %v, want 1, 5, 6", got)
	}
}

func TestMoneyIsFollowedThroughEscrowAndAddsUp(t *testing.T) {
	v := invent(2, 3, 400, 20)
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
	amounts := v.tables["flows"].Floats[5]
	unit := 10000.0
	// Escrow pays the merchants row 5, commission row 7 and the fee row 6 (in the order of inventFlows) out of what
	// consumers paid; compensation (row 10) goes back; shipping, tips and slot fees are paid directly.
	near(t, "consumers to merchants", m[at("consumers")][at("merchants")], (amounts[5]-amounts[10])/unit)
	near(t, "merchants to consumers", m[at("merchants")][at("consumers")], 0)
	near(t, "consumers to streamers", m[at("consumers")][at("streamers")], (amounts[3]+amounts[7])/unit)
	near(t, "consumers to platforms", m[at("consumers")][at("platforms")], amounts[6]/unit)
	near(t, "consumers to shelf", m[at("consumers")][at("shelf")], (amounts[2]-amounts[17])/unit)
	sum := 0.0
	for i := range sides {
		sum += m.received(i)
	}
	near(t, "what all sides together keep", sum, 0)
}

func TestStreamersCountTheMonthsOfTheMetricsWindow(t *testing.T) {
	s := open(t, invent(1, 2, 730, 30), English)
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

func TestScenariosDifferInWhatTheirFilesSayOtherwise(t *testing.T) {
	base, err := readScenario("a", []byte("title = \"A\"\n[platform]\nfee = 0.05\nrule = \"gmv\"\n[run]\ndays = 30\n"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := readScenario("b", []byte("title = \"B\"\n[platform]\nfee = 0.05\nrule = \"uniform\"\n[run]\ndays = 30.0\n[new]\nkey = true\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := unlike(base, other)
	want := []keyDifference{{Key: "new.key", From: "–", To: "true"}, {Key: "platform.rule", From: "gmv", To: "uniform"}}
	if !slices.Equal(got, want) {
		t.Errorf("differences %v, want %v", got, want)
	}
}

// The 730 days of two years are 24 months and 10 days; with 75 days of warm-up the month before the last of it is a half.
func TestMonthsThatAreNoWholeOnesAreNotDrawn(t *testing.T) {
	s := open(t, invent(1, 2, 730, 30), English)
	for warmup, want := range map[int][2]int{90: {0, 27}, 75: {1, 27}} {
		s.manifest.Warmup.Days = warmup
		if from, to := s.wholeMonths(-2, 28); from != want[0] || to != want[1] {
			t.Errorf("after %d days of warm-up months %d to %d are drawn, want %d to %d", warmup, from-2, to-3, want[0]-2, want[1]-3)
		}
	}
}
