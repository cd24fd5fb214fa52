package trial

import (
	"math"
	"testing"

	"livebazaar/sim/student"
)

func column(name string, x ...float64) (rows []Numbers) {
	for _, v := range x {
		rows = append(rows, Numbers{name: v})
	}
	return rows
}

// Of a mean the jackknife's interval is Student's.
func TestTheIntervalOfAMeanIsStudents(t *testing.T) {
	t.Parallel()
	x := []float64{3, 5, 4, 8, 6}
	value, lo, hi, p, n := Mean("x").estimate(reader(column("x", x...)))
	wantLo, wantHi := student.Interval(student.Mean(x), student.StandardError(x), .95, 4)
	if math.Abs(value-5.2) > 1e-12 || math.Abs(lo-wantLo) > 1e-12 || math.Abs(hi-wantHi) > 1e-12 || n != 5 || !(p > 0 && p < .05) {
		t.Errorf("%g [%g, %g], p %g of %d", value, lo, hi, p, n)
	}
}

// What was not measured in a replicate leaves the replicate out, and what was measured nowhere is not measured.
func TestWhatWasNotMeasuredIsLeftOut(t *testing.T) {
	t.Parallel()
	rows := append(column("x", 1, math.NaN(), 3), Numbers{"y": 2})
	value, _, _, _, n := Mean("x").estimate(reader(rows))
	if value != 2 || n != 2 {
		t.Errorf("%g of %d", value, n)
	}
	if value, _, _, _, n := Mean("z").estimate(reader(rows)); !math.IsNaN(value) || n != 0 {
		t.Errorf("%g of %d", value, n)
	}
}

// An elasticity is the slope of the logs.
func TestAnElasticityIsASlopeOfLogs(t *testing.T) {
	t.Parallel()
	var rows []Numbers
	for _, noise := range []float64{.99, 1, 1.01} {
		rows = append(rows, Numbers{"up": 100 * math.Pow(1.1, -2) * noise, "down": 100 * math.Pow(.9, -2) / noise})
	}
	value, lo, hi, _, _ := LogSlope("up", "down", 1.1/.9).estimate(reader(rows))
	if math.Abs(value+2) > .01 || !(lo < -2 && -2 < hi) {
		t.Errorf("%g [%g, %g]", value, lo, hi)
	}
}

// A check passes where what it expects is found, and fails where it is not: a value outside the range, a sign that is not clear.
func TestChecksPassAndFail(t *testing.T) {
	t.Parallel()
	checks := []Check{
		{Name: "inside", Expected: Range{1, 3}, Experiment: "e", Of: Mean("x")},
		{Name: "outside", Expected: Range{3, 4}, Experiment: "e", Of: Mean("x")},
		{Name: "clear", Expected: Rises, Whole: true, Experiment: "e", Of: Mean("x")},
		{Name: "not clear", Expected: Rises, Whole: true, Experiment: "e", Of: Mean("noisy")},
		{Name: "not measured", Expected: Rises, Experiment: "e", Of: Mean("z")},
		{Name: "of another", Expected: Range{1, 3}, Experiment: "e", Of: Mean("f/x")},
	}
	found := map[string][]Numbers{
		"e": {{"x": 1.9, "noisy": 5}, {"x": 2, "noisy": -4}, {"x": 2.1, "noisy": 1}},
		"f": column("x", 2, 2.5),
	}
	for k, want := range []bool{true, false, true, false, false, true} {
		if f := Judge(checks, found, false)[k]; f.Pass != want || f.Measured != (k != 4) {
			t.Errorf("%s: passes %v, measured %v: %g [%g, %g]", f.Check.Name, f.Pass, f.Measured, f.Value, f.Lo, f.Hi)
		}
	}
	quick := Judge(checks[1:2], map[string][]Numbers{"e": column("x", 2.8, 2.8)}, true)[0]
	if !quick.Pass || math.Abs(quick.Expected.Lo-2.7)+math.Abs(quick.Expected.Hi-4.4) > 1e-12 {
		t.Errorf("a quick trial allows %v", quick.Expected)
	}
}

// Where two arms are alike, because what should tell them apart is gone, no sign passes: 0 is neither above nor below 0.
func TestNoEffectHasNoSign(t *testing.T) {
	t.Parallel()
	for _, sign := range []Range{Rises, Falls} {
		for _, quick := range []bool{true, false} {
			for _, whole := range []bool{true, false} {
				check := Check{Expected: sign, Whole: whole, Experiment: "e", Of: Mean("x")}
				if f := Judge([]Check{check}, map[string][]Numbers{"e": column("x", 0, 0, 0)}, quick)[0]; f.Pass {
					t.Errorf("no effect at all passes as %v (quick %t, whole %t)", sign, quick, whole)
				}
			}
		}
	}
}

// A quick trial moves the ends of ranges out, but not to or over −1, 0 and 1, where nothing is said, or the reverse.
func TestQuickRangesStopShortOfNoEffect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from    Range
		allowed []float64
		not     []float64
	}{
		{Range{2, 4}, []float64{1.8, 4.4}, []float64{1.79, 4.41}},
		{Range{0, .95}, []float64{0, .999}, []float64{-.001, 1, 1.04}},
		{Range{1.1, 3}, []float64{1.001}, []float64{1, .99}},
		{Range{-2.2, -1.1}, []float64{-2.42, -1.001}, []float64{-1, -.99}},
		{AtLeast(1), []float64{1, 9}, []float64{.99}},
		{AtMost(-1), []float64{-1}, []float64{-.95}},
		{Range{-.02, .02}, []float64{-.022, .022}, []float64{-.023, .023}},
	} {
		wide := c.from.wider(QuickTolerance)
		for _, x := range c.allowed {
			if !wide.Has(x) {
				t.Errorf("%v in a quick trial has no %g", c.from, x)
			}
		}
		for _, x := range c.not {
			if wide.Has(x) {
				t.Errorf("%v in a quick trial has %g", c.from, x)
			}
		}
	}
}

// An interval around 0 must contain it and be narrow: what is near 0 and clearly not 0 misses, and so does what is not known.
func TestAnIntervalAroundZeroContainsItAndIsNarrow(t *testing.T) {
	t.Parallel()
	check := Check{Expected: Range{-.25, .25}, Around: true, Experiment: "e", Of: Mean("x")}
	for what, c := range map[string]struct {
		x    []float64
		want bool
	}{
		"contains it":     {[]float64{.02, -.03, .03, .01}, true},
		"clearly above":   {[]float64{.2, .21, .19, .2}, false},
		"hardly measured": {[]float64{1, -1, 1, -1}, false},
	} {
		if f := Judge([]Check{check}, map[string][]Numbers{"e": column("x", c.x...)}, false)[0]; f.Pass != c.want {
			t.Errorf("%s: %g [%g, %g] passes: %t", what, f.Value, f.Lo, f.Hi, f.Pass)
		}
	}
}

// What follows from a setting, and what is reported only, meets and misses no row.
func TestWhatIsShownIsNoHit(t *testing.T) {
	t.Parallel()
	hit := Finding{Check: Check{Row: "C1"}, Pass: true}
	for what, f := range map[string]Finding{"input": {Check: Check{Row: "C2", Input: true}, Pass: true},
		"shown": {Check: Check{Row: "C3", Shown: true}}} {
		if met, rows := Score([]Finding{hit, f}); met != 1 || rows != 1 || f.VerdictIn("en") != what {
			t.Errorf("%s: %d of %d rows, called %s", what, met, rows, f.VerdictIn("en"))
		}
	}
}

// In a family of checks a sign must be clear after Holm's adjustment.
func TestAFamilyIsTestedTogether(t *testing.T) {
	t.Parallel()
	family := func(name, number string, sign Range) Check {
		return Check{Name: name, Expected: sign, Family: "f", Experiment: "e", Of: Mean(number)}
	}
	checks := []Check{family("a", "strong", Rises), family("b", "weak", Rises), family("c", "strong", Falls), family("d", "weak", Rises)}
	found := map[string][]Numbers{"e": {{"strong": 10, "weak": 3}, {"strong": 10.1, "weak": .6}, {"strong": 9.9, "weak": 4}, {"strong": 10,
		"weak": 2.9}}}
	got := Judge(checks, found, false)
	if !got[0].Pass || got[1].Pass || got[2].Pass {
		t.Errorf("passes %v %v %v with p %.4f %.4f %.4f", got[0].Pass, got[1].Pass, got[2].Pass, got[0].P, got[1].P, got[2].P)
	}
	if alone := Judge(checks[1:2], found, false)[0]; !alone.Pass && alone.P > .05 {
		t.Errorf("alone the weak one has p %.4f: the family would not tell", alone.P)
	}
}
