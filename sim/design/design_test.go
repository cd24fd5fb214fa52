package design_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"livebazaar/agents/chance"
	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.15g, want %.15g ± %g", what, got, want, tolerance)
	}
}

// Sample sizes of the paired t test, two-sided at 5 %, power .8 and .95, by Cohen's d of the differences, as G*Power 3.1 and Cohen's
// tables have them (Faul et al. 2007, Behavior Research Methods 39:175; 199, 34, 15 for small, medium and large).
func TestReplicatesForPowerAgreeWithPublishedTables(t *testing.T) {
	for _, c := range []struct {
		d, power float64
		n        int
	}{{0.2, 0.8, 199}, {0.5, 0.8, 34}, {0.8, 0.8, 15}, {1, 0.8, 10}, {0.5, 0.95, 54}, {0.8, 0.95, 23}} {
		if got := design.ForPower(1, c.d, 0.95, c.power); got != c.n {
			t.Errorf("d = %g, power %g: %d replicates, want %d", c.d, c.power, got, c.n)
		}
		if got := design.ForPower(7, -7*c.d, 0.95, c.power); got != 0 {
			t.Errorf("a difference of %g is no size, and takes %d replicates", -7*c.d, got)
		}
	}
	near(t, "power of 34 pairs at d = .5", design.Power(34, 1, 0.5, 0.95), 0.8077775, 1e-6)
	near(t, "power of 15 pairs at d = .8", design.Power(15, 2, -1.6, 0.95), 0.8213105, 1e-6)
	for _, n := range []int{2, 4, 9, 30, 199} {
		for _, level := range []float64{0.05, 0.5, 0.99, 0.9999} {
			near(t, fmt.Sprintf("power of %d pairs against nothing", n), design.Power(n, 1, 0, level), 1-level, 1e-10)
		}
	}
}

// Power against the noncentral t by another algorithm (AS 243, Lenth 1989), where that is exact, and certain where the difference
// is many times what chance does.
func TestPowerAgreesWithAnotherNoncentralT(t *testing.T) {
	for _, n := range []int{2, 3, 5, 9, 24, 199, 3000, 40000} {
		for _, level := range []float64{0.8, 0.95, 0.9975, 0.9999} {
			for _, delta := range []float64{0, 0.01, 0.5, 2, 3.7, 8, 20} {
				critical := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile((1 + level) / 2)
				other := distuv.NoncentralT{Nu: float64(n - 1), Mu: delta}
				near(t, fmt.Sprintf("power of %d pairs, δ = %g, at %g", n, delta, level), design.Power(n, 1, delta/math.Sqrt(float64(n)), level),
					1-other.CDF(critical)+other.CDF(-critical), 2e-8)
			}
			near(t, "power against the obvious", design.Power(n, 1, 1e9, level), 1, 1e-9)
		}
	}
}

// The design of version 7's study: one spread gives both numbers of each row (docs/statistics.md).
func TestTheDesignOfTheStudyIsFoundAgain(t *testing.T) {
	for _, c := range []struct {
		what              string
		half              float64
		forWidth, forTell int
	}{{"GMV within 2 %", 2, 16, 23}, {"head dependence within 1 pp", 1, 17, 25}, {"top-3 share within 1 pp", 1, 55, 94}} {
		found := false
		for sd := 0.5 * c.half; sd < 6*c.half; sd += 0.01 * c.half {
			if design.ForWidth(sd, c.half, 0.95, 0.8) == c.forWidth && design.ForPower(sd, c.half, 0.95, 0.8) == c.forTell {
				found = true
			}
		}
		if !found {
			t.Errorf("%s: no spread takes %d and %d replicates", c.what, c.forWidth, c.forTell)
		}
	}
}

// With the replicates that the table names, four intervals in five are as narrow as wanted and four tests in five find the
// difference, in studies simulated with the spread; with one fewer it is less by the formula.
func TestTheReplicatesNamedDoWhatTheySay(t *testing.T) {
	const studies = 4000
	for at, sd := range []float64{1.62, 0.9, 3.44, 8} {
		for _, level := range []float64{0.95, 1 - 0.05/20} {
			if sd > 5 && level > 0.95 {
				continue // a thousand replicates say no more
			}
			n, m := design.ForWidth(sd, 1, level, 0.8), design.ForPower(sd, 1, level, 0.8)
			if design.Assurance(n-1, sd, 1, level) >= 0.8 || design.Assurance(n, sd, 1, level) < 0.8 ||
				design.Power(m-1, sd, 1, level) >= 0.8 || design.Power(m, sd, 1, level) < 0.8 {
				t.Errorf("sd %g: %d and %d are not the fewest", sd, n, m)
			}
			narrow, found := 0.0, 0.0
			for study := range uint64(studies) {
				key := chance.Root(uint64(31 + at)).At(study)
				b, d := make([]float64, max(n, m)), make([]float64, max(n, m))
				for i := range d {
					b[i] = 50
					d[i] = 51 + sd*key.Normal(uint64(i))
				}
				if r := experiment.Paired(b[:n], d[:n], level); (r.Hi-r.Lo)/2 <= 1 {
					narrow++
				}
				if r := experiment.Paired(b[:m], d[:m], level); r.P < 1-level {
					found++
				}
			}
			chance3 := 3 * math.Sqrt(0.16/studies)
			near(t, "assurance", narrow/studies, design.Assurance(n, sd, 1, level), chance3)
			near(t, "power", found/studies, design.Power(m, sd, 1, level), chance3)
			if n > 200 { // of fewer one more is a leap
				near(t, "assurance of the replicates named", narrow/studies, 0.8, 0.02)
			}
			if m > 40 {
				near(t, "power of the replicates named", found/studies, 0.8, 0.02)
			}
		}
	}
}

// What cannot be known is 0, what takes too many is one more than there may be, and more is never less.
func TestTheEndsOfTheSearch(t *testing.T) {
	none, inf := math.NaN(), math.Inf(1)
	for _, c := range [][2]float64{{0, 1}, {1, 0}, {none, 1}, {1, none}, {inf, 1}, {1, inf}, {-1, 1}, {1, -1}} {
		if a, b := design.ForWidth(c[0], c[1], 0.95, 0.8), design.ForPower(c[0], c[1], 0.95, 0.8); a != 0 || b != 0 {
			t.Errorf("spread %g, size %g: %d and %d", c[0], c[1], a, b)
		}
	}
	if a, b := design.ForWidth(1, 1e-6, 0.95, 0.8), design.ForPower(1, 1e-6, 0.95, 0.8); a != design.Most+1 || b != design.Most+1 {
		t.Errorf("a millionth takes %d and %d", a, b)
	}
	if a, b := design.ForWidth(1, 1e6, 0.95, 0.8), design.ForPower(1, 1e6, 0.95, 0.8); a != 2 || b != 2 {
		t.Errorf("anything shows a million: %d and %d", a, b)
	}
	if n := design.ForPower(1e200, 1e-200, 0.5, 0.25); n != 2 { // a test at 50 % tells nothing from 0 half the time
		t.Errorf("an infinite quotient: %d", n)
	}
	for chance, want := range map[float64]int{-0.5: 2, 0: 2, 1.5: design.Most + 1} { // what is no chance is always, or never, there
		if a, b := design.ForWidth(1, 1, 0.95, chance), design.ForPower(1, 1, 0.95, chance); a != want || b != want {
			t.Errorf("a chance of %g takes %d and %d, want %d", chance, a, b, want)
		}
	}
	before := 2
	for sd := 0.1; sd < 150; sd *= 1.3 {
		n := design.ForPower(sd, 1, 0.95, 0.8)
		if n < before || n > design.Most+1 {
			t.Errorf("spread %g takes %d, less took %d", sd, n, before)
		}
		before = n
	}
	low, high := design.Doubt(8)
	near(t, "fewer", low, 7/16.0127643, 1e-8)
	near(t, "more", high, 7/1.6898692, 1e-7)
}

// The table names, for each metric, what its widest contrast takes, in the unit that the metric is read in, with the family's own
// number of tests.
func TestTheTableIsOfTheWidestContrast(t *testing.T) {
	var values []record.Value
	add := func(scenario, id, unit string, x ...float64) {
		for r, v := range x {
			values = append(values, record.Value{Scenario: scenario, Replicate: r, Metric: id, Unit: unit, Value: v})
		}
	}
	// GMV differs from the baseline by 1, 3, 2 of 100 (sd 1 %), and by 1, 7, 4 (sd 3 %); shares by sd .01; trust not at all.
	add("base", "gmv", "yuan", 100, 100, 100)
	add("a", "gmv", "yuan", 101, 103, 102)
	add("b", "gmv", "yuan", 101, 107, 104)
	add("base", "top3_share", "share", 0.5, 0.4, 0.3)
	add("a", "top3_share", "share", 0.51, 0.42, 0.33)
	add("b", "top3_share", "share", 0.51, 0.42, 0.33)
	add("base", "profit_merchants", "yuan/consumer/year", -40, -60, -50)
	add("a", "profit_merchants", "yuan/consumer/year", -40, -58, -46)
	add("b", "profit_merchants", "yuan/consumer/year", -40, -60, -50)
	add("base", "orders", "count", 7, 8, 9)
	add("a", "orders", "count", 7, 8, 9)
	primary := []string{"top3_share", "gmv"}
	wish := design.Usual(0.95)
	wish.Detect = map[string]design.Size{"gmv": {Value: 4, In: design.Own}, "top3_share": {Value: 0.03, In: design.Own}}
	got := map[string]design.Row{}
	for _, r := range design.Table(experiment.Contrasts(values, "s", "base", 0.95, primary), wish) {
		got[r.Metric] = r
	}
	if len(got) != 3 {
		t.Fatalf("%d rows, want 3: %v", len(got), got)
	}
	for id, want := range map[string]struct {
		scenario, family         string
		sd, width, detect, tests float64
	}{"gmv": {"b", record.Primary, 3, 2, 4, 4}, "top3_share": {"a", record.Primary, 1, 1, 3, 4}, "profit_merchants": {"a", "welfare", 2, 1, 1, 2}} {
		r := got[id]
		if r.Scenario != want.scenario || r.Family != want.family || r.Replicates != 3 || float64(r.Tests) != want.tests {
			t.Errorf("%s: %+v", id, r)
		}
		near(t, "spread of "+id, r.SD, want.sd, 0.1)
		near(t, "half-width of "+id, r.HalfWidth, 4.302653*r.SD/math.Sqrt(3), 1e-5)
		near(t, "half-width asked of "+id, r.Width, want.width, 1e-9)
		near(t, "difference asked of "+id, r.Detect, want.detect, 1e-9)
		if r.ForWidth != design.ForWidth(r.SD, want.width, 0.95, 0.8) || r.ForPower != design.ForPower(r.SD, want.detect, 0.95, 0.8) ||
			r.ForPowerHolm != design.ForPower(r.SD, want.detect, 1-0.05/want.tests, 0.8) || r.ForPowerHolm < r.ForPower {
			t.Errorf("%s: %+v", id, r)
		}
	}
	if n := len(design.Of([]design.Row{got["gmv"], got["profit_merchants"]}, primary)); n != 1 {
		t.Errorf("%d primary rows", n)
	}
	of := design.TableOf(experiment.Contrasts(values, "s", "base", 0.95, primary), wish, primary)
	if want := []design.Row{got["top3_share"], got["gmv"]}; !slices.Equal(of, want) {
		t.Errorf("of the primary metrics alone %v, want %v", of, want)
	}
}

// The spread that a contrast keeps is that of its pairs, also after it was read from a file.
func TestTheSpreadIsThatOfThePairs(t *testing.T) {
	b, s := []float64{100, 103, 97, 108}, []float64{104, 101, 99, 113}
	var values []record.Value
	for r := range b {
		for _, id := range []string{"gmv", "top3_share", "satisfaction"} {
			values = append(values, record.Value{Scenario: "base", Replicate: r, Metric: id, Value: b[r]},
				record.Value{Scenario: "a", Replicate: r, Metric: id, Value: s[r]})
		}
	}
	sd := func(scale float64) float64 { // of s − scale·b
		var m, squares float64
		for r := range b {
			m += (s[r] - scale*b[r]) / 4
		}
		for r := range b {
			squares += (s[r] - scale*b[r] - m) * (s[r] - scale*b[r] - m)
		}
		return math.Sqrt(squares / 3)
	}
	for _, c := range experiment.Contrasts(values, "s", "base", 0.9, nil) {
		switch c.Metric {
		case "gmv":
			near(t, "spread in %", metric.Spread(c), 100*sd(417.0/408)/102, 1e-9)
		case "top3_share":
			near(t, "spread in pp", metric.Spread(c), 100*sd(1), 1e-9)
		case "satisfaction":
			near(t, "spread in its unit", metric.Spread(c), sd(1), 1e-9)
		}
	}
}
