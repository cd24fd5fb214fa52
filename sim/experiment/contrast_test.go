package experiment

import (
	"math"
	"reflect"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.15g, want %.15g ± %g", what, got, want, tolerance)
	}
}

func TestIntervalsCoverTheTruthAsOftenAsTheySay(t *testing.T) {
	const studies, n, truth = 4000, 8, 0.7
	var covered, relative float64
	for study := uint64(0); study < studies; study++ {
		key := chance.Root(5).At(study)
		var b, s []float64
		for i := uint64(0); i < n; i++ {
			shared := key.Normal(3*i) * 3
			b = append(b, 100+shared+key.Normal(3*i+1))
			s = append(s, 100+truth+shared+key.Normal(3*i+2))
		}
		d := Paired(b, s, 0.9)
		if d.Lo <= truth && truth <= d.Hi {
			covered++
		}
		if d.RelLo <= truth/100 && truth/100 <= d.RelHi {
			relative++
		}
	}
	margin := 3 * math.Sqrt(0.9*0.1/studies)
	near(t, "coverage", covered/studies, 0.9, margin)
	near(t, "coverage of the relative difference", relative/studies, 0.9, margin+0.005) // the delta method is approximate
}

// Student's sleep data (1908, Biometrika 6:1): paired mean difference 1.58, t = 4.0621, p = 0.002833,
// 95 % interval 0.7001 to 2.4599.
func TestPairedIntervalOfStudentsSleepData(t *testing.T) {
	a := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	b := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	d := Paired(a, b, 0.95)
	near(t, "difference", d.Diff, 1.58, 1e-12)
	near(t, "lo", d.Lo, 0.7001142, 1e-6)
	near(t, "hi", d.Hi, 2.4598858, 1e-6)
	near(t, "p", d.P, 0.00283289, 1e-7)
}

// V13: a scenario that changes nothing.
func TestADifferenceOfNothingIsExactlyNothing(t *testing.T) {
	x := []float64{3.1, 4.7, 1e9 / 3}
	lo, hi := student.Interval(student.Mean(x), student.StandardError(x), 0.95, 2)
	want := Difference{Pairs: 3, BaselineMean: student.Mean(x), BaselineLo: lo, BaselineHi: hi, ScenarioMean: student.Mean(x), ScenarioLo: lo,
		ScenarioHi: hi, P: 1}
	if d := Paired(x, x, 0.95); d != want {
		t.Errorf("%+v", d)
	}
}

// Two pairs that happen to differ by the same number are two equal signs, which chance gives every second time.
func TestEqualDifferencesSayNoMoreThanTheirSigns(t *testing.T) {
	for n, want := range map[int]float64{2: 0.5, 3: 0.25, 8: 1.0 / 128} {
		b, s := make([]float64, n), make([]float64, n)
		for i := range b {
			b[i] = float64(i * i)
			s[i] = b[i] + 3
		}
		d := Paired(b, s, 0.95)
		if d.Diff != 3 || d.Lo != 3 || d.Hi != 3 || d.P != want {
			t.Errorf("%d pairs: difference %v [%v, %v], p = %v, want 3 [3, 3] and p = %v", n, d.Diff, d.Lo, d.Hi, d.P, want)
		}
	}
	// Three fen more, in yuan: 0.03 up to the last bit, which is no variance.
	if d := Paired([]float64{0.1, 0.7, 41.9}, []float64{0.13, 0.73, 41.93}, 0.95); math.Abs(d.Diff-0.03) > 1e-14 || d.P != 0.25 {
		t.Errorf("three times 3 fen: difference %v, p = %v", d.Diff, d.P)
	}
}

func TestUndefinedValuesMakeNoPairs(t *testing.T) {
	nan := math.NaN()
	d := Paired([]float64{1, nan, 3}, []float64{2, 2, nan}, 0.95)
	if d.Pairs != 1 || d.Diff != 1 || d.Lo == d.Lo || d.P == d.P {
		t.Errorf("%+v", d)
	}
	if d = Paired(nil, nil, 0.95); d.Pairs != 0 || d.Diff == d.Diff {
		t.Errorf("%+v", d)
	}
	if d = Paired([]float64{-1, -2}, []float64{1, 2}, 0.95); d.RelDiff == d.RelDiff {
		t.Errorf("a difference relative to a loss should be blank: %+v", d)
	}
}

// The worked example of Aickin & Gensler 1996 (American Journal of Public Health 86:726) in its shape: sorted p times
// n, n−1, …, kept from falling.
func TestHolmAdjustsStepDown(t *testing.T) {
	got := Holm([]float64{0.01, 0.04, math.NaN(), 0.03, 0.005})
	for i, want := range []float64{0.03, 0.06, 0, 0.06, 0.02} {
		if i == 2 {
			if got[i] == got[i] {
				t.Error("no test became a test")
			}
			continue
		}
		near(t, "adjusted p", got[i], want, 1e-15)
	}
}

// What a claim says of two scenarios is judged by their own contrast: in a primary metric adjusted among all pairs of scenarios, or,
// where one of them is the study's baseline, as the study's own contrast is; in another within its family over that reference.
func TestFurtherContrastsAreThoseOfTheOtherBaseline(t *testing.T) {
	var values []record.Value
	for i, s := range []string{"base", "tiered", "uniform"} {
		for r := range 4 {
			for _, id := range []string{"gmv", "orders"} {
				values = append(values, record.Value{Scenario: s, Replicate: r, Metric: id,
					Value: 9 + float64(i) + chance.Root(uint64(i+len(id))).Uniform(uint64(r))})
			}
		}
	}
	claims := []metric.Claim{{Scenario: "tiered", Metric: "gmv"}, {Scenario: "uniform", Metric: "gmv", Than: "tiered"},
		{Scenario: "uniform", Metric: "gmv", Than: "base"}, {Scenario: "base", Metric: "gmv", Than: "tiered"}}
	primary := []string{"gmv"}
	find := func(rows []record.Contrast, baseline, scenario, id string) record.Contrast {
		for _, row := range rows {
			if row.Baseline == baseline && row.Scenario == scenario && row.Metric == id {
				return row
			}
		}
		t.Fatalf("no contrast of %s with %s in %s", scenario, baseline, id)
		return record.Contrast{}
	}
	got := Further(values, claims, "study", "base", 0.95, primary)
	plain := Contrasts(values, "study", "tiered", 0.95, primary)
	for _, c := range []struct {
		scenario, id, family string
		p                    float64
	}{
		{"uniform", "gmv", record.Pairs, find(Pairs(values, "study", "base", 0.95, primary), "tiered", "uniform", "gmv").PHolm},
		{"base", "gmv", record.Primary, find(Contrasts(values, "study", "base", 0.95, primary), "base", "tiered", "gmv").PHolm},
		{"base", "orders", "volume", find(Contrasts(values, "study", "base", 0.95, primary), "base", "tiered", "orders").PHolm},
		{"uniform", "orders", "volume", find(plain, "tiered", "uniform", "orders").PHolm},
	} {
		row, want := find(got, "tiered", c.scenario, c.id), find(plain, "tiered", c.scenario, c.id)
		if row.Family != c.family || row.PHolm != c.p || row.Diff != want.Diff || row.P != want.P {
			t.Errorf("%s against tiered in %s: %+v, want family %q and p %g", c.scenario, c.id, row, c.family, c.p)
		}
	}
	if rows := Further(values, claims[:1], "study", "base", 0.95, primary); len(rows) != 0 {
		t.Errorf("%d further contrasts that nobody asked for", len(rows))
	}
}

func TestContrastsDoNotDependOnTheOrderInWhichPartsArrive(t *testing.T) {
	var values []record.Value
	for _, s := range []string{"uniform", "base", "tiered"} {
		for r := 0; r < 4; r++ {
			for _, m := range []string{"gmv", "gini"} {
				v := chance.Root(uint64(len(s))).At(uint64(r)).Uniform(uint64(len(m)))
				values = append(values, record.Value{Scenario: s, Replicate: r, Metric: m, Value: v})
			}
		}
	}
	a := Contrasts(values, "study", "base", 0.95, nil)
	for i, j := 0, len(values)-1; i < j; i, j = i+1, j-1 {
		values[i], values[j] = values[j], values[i]
	}
	b := Contrasts(values, "study", "base", 0.95, nil)
	if !reflect.DeepEqual(blanked(a), blanked(b)) {
		t.Error("order of arrival shows in the contrasts")
	}
	if a[0].Scenario != "tiered" || a[len(a)-1].Scenario != "uniform" {
		t.Error("rows are not in order of scenario")
	}
}

// blanked replaces NaN, which equals nothing, by a number that no contrast has.
func blanked(rows []record.Contrast) []record.Contrast {
	for i := range rows {
		v := reflect.ValueOf(&rows[i]).Elem()
		for f := 0; f < v.NumField(); f++ {
			if v.Field(f).Kind() == reflect.Float64 && math.IsNaN(v.Field(f).Float()) {
				v.Field(f).SetFloat(-12345)
			}
		}
	}
	return rows
}
