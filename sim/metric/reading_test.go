package metric

import (
	"math"
	"strings"
	"testing"

	"livebazaar/sim/record"
)

// The unit that differences are read in belongs to the metric. Where a baseline is 0 or less there is no % of it; what may be 0
// or less by its nature is therefore never read in %.
func TestAReadingIsDeclaredWithItsMetric(t *testing.T) {
	for id, want := range map[string]Reading{"gmv": OfBaseline, "gmv_net_first90": OfBaseline, "orders": OfBaseline, "gini": OfBaseline,
		"top3_share": Points, "head_dependence_3": Points, "head_persistence_3": Points,
		"unpredictability": InUnit, "satisfaction": InUnit, "profit_merchants": InUnit,
		"profit_platforms_first90": InUnit, "surplus_experienced": InUnit, "welfare": InUnit, "rank_mobility": InUnit} {
		if m, ok := Find(id); !ok || m.Reading() != want {
			t.Errorf("%s is read as %d, want %d", id, m.Reading(), want)
		}
	}
	m, _ := Find("gmv")
	none := record.Contrast{Metric: "gmv", Diff: 50, DiffLo: 10, DiffHi: 90, RelDiff: math.NaN(), RelLo: math.NaN(), RelHi: math.NaN()}
	if got, interval := m.Difference(none).Difference(1); got != Blank || interval != "" {
		t.Errorf("a difference to nothing is %s %s", got, interval)
	}
}

// With few replicates the interval of the ratio (delta method) may hold 0 where that of the paired difference, which the test
// rests on, does not: the latter is shown, in the same unit.
func TestTheIntervalShownNeverContradictsTheTest(t *testing.T) {
	m, _ := Find("gmv")
	row := record.Contrast{Metric: "gmv", BaselineMean: 100, Diff: 5, DiffLo: 0.4, DiffHi: 9.6, RelDiff: 0.05, RelLo: 0.002, RelHi: 0.098}
	for relLo, want := range map[float64]string{0.002: "[+0.2, +9.8]", -0.01: "[+0.4, +9.6]"} {
		row.RelLo = relLo
		if mid, interval := m.Difference(row).Difference(1); mid != "+5.0 %" || interval != want {
			t.Errorf("%s %s, want %s", mid, interval, want)
		}
	}
}

// Decimals come from the intervals of all scenarios in a row: percentages with one, other numbers with two digits
// of the widest one's half, and always at least one of the narrowest's, so that no difference looks like none.
func TestDecimalsComeFromTheIntervals(t *testing.T) {
	e := func(mid, half float64) Estimate { return Estimate{Mid: mid, Lo: mid - half, Hi: mid + half} }
	p := func(mid, half float64) Estimate {
		return Estimate{Mid: mid, Lo: mid - half, Hi: mid + half, Suffix: " %"}
	}
	nan := math.NaN()
	for _, c := range []struct {
		row  []Estimate
		want int
	}{
		{[]Estimate{e(-2.1, 0.9)}, 2},
		{[]Estimate{e(-2.1, 0.9), e(3, 3.1)}, 1},
		{[]Estimate{e(12345, 678)}, 0},
		{[]Estimate{e(0.0004, 0.0003), e(2, 1)}, 4},
		{[]Estimate{e(2, nan), e(31, nan)}, 1},
		{[]Estimate{e(0, 0), e(2, 1)}, 1},
		{[]Estimate{{Mid: 0, Same: true}, e(2, 1)}, 1},
		{[]Estimate{e(0.5, 0), e(20, 30)}, 1},
		{[]Estimate{e(nan, nan)}, 0},
		{nil, 0},
		{[]Estimate{p(-2.1, 0.9)}, 1},
		{[]Estimate{p(-2.1, 0.9), p(3, 31)}, 1},
		{[]Estimate{p(-2.1, 0.04), p(3, 31)}, 2},
		{[]Estimate{p(24.1, nan)}, 1},
		{[]Estimate{p(0.0213, nan)}, 3},
		{[]Estimate{p(0, 0)}, 1},
		{[]Estimate{p(5, 0)}, 1},
	} {
		if got := Decimals(c.row...); got != c.want {
			t.Errorf("%v: %d decimals, want %d", c.row, got, c.want)
		}
	}
}

// Equal in every replicate is "=", and nothing else is: a difference of 0 with an interval around it is a difference.
func TestEqualAndUnclearAreToldApart(t *testing.T) {
	m, _ := Find("top3_share")
	same := record.Contrast{Metric: m.ID, Unit: m.Unit, BaselineMean: 0.3}
	unclear := record.Contrast{Metric: m.ID, Unit: m.Unit, BaselineMean: 0.3, DiffLo: -1e-6, DiffHi: 1e-6}
	if got, interval := m.Difference(same).Difference(1); got != Equal || interval != "" {
		t.Errorf("the same is %s %s", got, interval)
	}
	e := m.Difference(unclear)
	if got, interval := e.Difference(Decimals(e)); got == Equal || !strings.ContainsAny(interval, "123456789") {
		t.Errorf("an unclear difference is %s %s", got, interval)
	}
}

// The level of a metric is its mean ± t·s/√n: of 1, 2, 3 and 6 with 3 degrees of freedom at 90 %, t = 2.353363.
func TestALevelHasStudentsInterval(t *testing.T) {
	var values []record.Value
	for i, v := range []float64{1, 2, 3, 6, math.NaN()} {
		values = append(values, record.Value{Scenario: "a", Replicate: i, Metric: "gini", Unit: "index", Value: v})
	}
	values = append(values, record.Value{Scenario: "b", Metric: "gini", Unit: "index", Value: 2})
	levels := Levels(values, 0.9)
	half := 2.353363 * math.Sqrt(14.0/3/4)
	if l := levels[0]; l.Replicates != 4 || l.Mean != 3 || math.Abs(l.Lo-3+half) > 1e-5 || math.Abs(l.Hi-3-half) > 1e-5 || l.Level != 0.9 {
		t.Errorf("%+v, want 3 ± %g", l, half)
	}
	if l := levels[1]; l.Replicates != 1 || l.Mean != 2 || !math.IsNaN(l.Lo) || !math.IsNaN(l.Hi) {
		t.Errorf("one replicate has an interval: %+v", l)
	}
}

// Two pairs that both differ by −1 have a t interval of no width, and a sign test with p = .5: the difference is not apart from 0,
// and no interval is shown. With more pairs of one number the sign test says when it is.
func TestOneNumberInEveryPairHasNoInterval(t *testing.T) {
	for _, id := range []string{"gmv", "top3_share", "satisfaction"} {
		m, _ := Find(id)
		row := record.Contrast{Metric: id, Unit: m.Unit, Replicates: 2, BaselineMean: 10, ScenarioMean: 9, Diff: -1, DiffLo: -1, DiffHi: -1,
			RelDiff: -0.1, RelLo: -0.11, RelHi: -0.09, Level: 0.95, P: 0.5, PHolm: 1}
		e := m.Difference(row)
		if text, interval := e.Difference(Decimals(e)); interval != "" || !strings.HasSuffix(text, Constant) || !math.IsNaN(e.Lo) {
			t.Errorf("%s: %s %s", id, text, interval)
		}
		if Apart(row) {
			t.Errorf("%s is apart at p = %g", id, row.P)
		}
		if row.P = 0.03; !Apart(row) {
			t.Errorf("%s is not apart at p = %g", id, row.P)
		}
	}
}

// A bound that is rounded to 0 would hide that 0 is left out: then there are more decimals, two at most.
func TestABoundIsNotRoundedTo0WhereTheIntervalLeavesItOut(t *testing.T) {
	for _, c := range []struct {
		e    Estimate
		want string
	}{
		{Estimate{Mid: 0.66, Lo: 0.04, Hi: 1.28, Suffix: " pp"}, "+0.66 pp [+0.04, +1.28]"},
		{Estimate{Mid: -0.66, Lo: -1.28, Hi: -0.004, Suffix: " pp"}, "−0.660 pp [−1.280, −0.004]"},
		{Estimate{Mid: 0.66, Lo: 0.0000004, Hi: 1.28, Suffix: " pp"}, "+0.660 pp [0.000, +1.280]"},
		{Estimate{Mid: 0.66, Lo: -0.04, Hi: 1.36, Suffix: " pp"}, "+0.7 pp [0.0, +1.4]"},
	} {
		text, interval := c.e.Difference(Decimals(c.e))
		if got := text + " " + interval; got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// Levels get the decimals of their differences, but not more than one beyond two digits of their own widest interval.
func TestLevelsAreNotShownMorePreciselyThanTheyAreKnown(t *testing.T) {
	level := func(mid, half float64) Estimate {
		return Estimate{Mid: mid, Lo: mid - half, Hi: mid + half, Suffix: " %"}
	}
	for _, c := range []struct {
		half, difference float64
		want             int
	}{{1.30865, 0.00002, 2}, {13, 0.00002, 1}, {0.2, 0.03, 2}, {1.3, 0.3, 1}} {
		if got := LevelDecimals([]Estimate{level(0.7275, c.half), level(0.728, c.half)}, []Estimate{level(0.0005, c.difference)}); got != c.want {
			t.Errorf("± %g with differences ± %g: %d decimals, want %d", c.half, c.difference, got, c.want)
		}
	}
	none := math.NaN()
	for mid, want := range map[float64]string{0.000928: "0.0009", -0.081: "−0.0810", 0.00000123: "0.000001", 12.345: "12.3"} {
		e := Estimate{Mid: mid, Lo: none, Hi: none}
		if got, _ := e.Level(LevelDecimals([]Estimate{e}, nil)); got != want {
			t.Errorf("one replicate: %s, want %s", got, want)
		}
	}
}

// What is the mean of fewer replicates than the study has says of how many.
func TestFewerReplicatesAreSaid(t *testing.T) {
	for _, c := range []struct {
		e    Estimate
		want string
	}{{Estimate{Mid: 1, N: 6}, " (6)"}, {Estimate{Mid: 1, N: 8}, ""}, {Estimate{Mid: math.NaN(), N: 0}, ""}, {Estimate{Same: true, N: 1}, " (1)"}} {
		if got := c.e.Fewer(8); got != c.want {
			t.Errorf("%v of 8: %q, want %q", c.e, got, c.want)
		}
	}
}
