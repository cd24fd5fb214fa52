package metric_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// studyOf makes a study of one metric in two scenarios whose pairs are given.
func studyOf(id string, base, rule []float64) (values []record.Value) {
	m, _ := metric.Find(id)
	for i := range base {
		values = append(values, record.Value{Scenario: "base", Replicate: i, Metric: id, Unit: m.Unit, Value: base[i]},
			record.Value{Scenario: "rule", Replicate: i, Metric: id, Unit: m.Unit, Value: rule[i]})
	}
	return values
}

func contrastOf(t *testing.T, id string, values []record.Value) record.Contrast {
	t.Helper()
	rows := experiment.Contrasts(values, "study", "base", .95, []string{id})
	return rows[slices.IndexFunc(rows, func(c record.Contrast) bool { return c.Metric == id })]
}

// A margin is judged by the pairs themselves: p is that of the paired t test of s − (1−m)·b or of (1+m)·b − s, though a contrast keeps
// no pairs. The spread told of is that of the pairs too, in the unit in which differences are read.
func TestAContrastTellsOfItsPairs(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 1))
	for range 60 {
		n := 3 + random.IntN(8)
		base, rule := make([]float64, n), make([]float64, n)
		for i := range n {
			shared := 4 * random.NormFloat64()
			base[i], rule[i] = 100+shared+2*random.NormFloat64(), 99+.6*shared+2*random.NormFloat64()
		}
		for _, id := range []string{"gmv", "top3_share", "profit_merchants"} {
			c := contrastOf(t, id, studyOf(id, base, rule))
			for _, margin := range []float64{.5, 2, 4} {
				for _, higher := range []bool{false, true} {
					rest := make([]float64, n)
					for i := range rest {
						if rest[i] = rule[i] - (1-margin/100)*base[i]; higher {
							rest[i] = (1+margin/100)*base[i] - rule[i]
						}
					}
					at := student.Mean(rest) / student.StandardError(rest)
					want := student.TwoSidedP(at, n-1) / 2
					if at < 0 {
						want = 1 - want
					}
					if got := (metric.Claim{Scenario: "rule", Metric: id, Margin: margin, Higher: higher}).P(c); math.Abs(got-want) > 1e-9 {
						t.Errorf("%s, margin %g, higher %v, %d pairs: p %g, want %g", id, margin, higher, n, got, want)
					}
				}
			}
			ratio := student.Mean(rule) / student.Mean(base)
			scale, factor := map[string]float64{"gmv": 100 / student.Mean(base), "top3_share": 100, "profit_merchants": 1}[id], 1.0
			if id == "gmv" {
				factor = ratio
			}
			d := make([]float64, n)
			for i := range d {
				d[i] = rule[i] - factor*base[i]
			}
			want := scale * student.StandardError(d) * math.Sqrt(float64(n))
			if got := metric.Spread(c); math.Abs(got-want) > 1e-9*want {
				t.Errorf("%s: the pairs spread by %g, want %g", id, got, want)
			}
		}
	}
}

// What all pairs say alike is judged by their signs, at a margin too; one pair says nothing, and nor does one beside a baseline that
// is not above 0. There is no spread then.
func TestPairsThatAreAlikeAreJudgedByTheirSigns(t *testing.T) {
	for _, c := range []struct {
		base, rule []float64
		higher     bool
		want       float64
	}{
		{[]float64{100, 100, 100}, []float64{99, 99, 99}, false, 1. / 8},
		{[]float64{100, 100, 100}, []float64{97, 97, 97}, false, 7. / 8},
		{[]float64{100, 100, 100}, []float64{101, 101, 101}, true, 1. / 8},
		{[]float64{100, 100, 100, 100}, []float64{104, 104, 104, 104}, true, 15. / 16},
		{[]float64{100, 100}, []float64{98, 98}, false, .5},
		{[]float64{100}, []float64{99}, false, math.NaN()},
		{[]float64{-100, -101, -102}, []float64{-99, -98, -99}, false, math.NaN()},
	} {
		row := contrastOf(t, "gmv", studyOf("gmv", c.base, c.rule))
		got := (metric.Claim{Scenario: "rule", Metric: "gmv", Margin: 2, Higher: c.higher}).P(row)
		if !(math.Abs(got-c.want) < 1e-12) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%v beside %v, higher %v: p %g, want %g", c.rule, c.base, c.higher, got, c.want)
		}
		if spread := metric.Spread(row); c.base[0] > 0 && spread == spread {
			t.Errorf("%v beside %v: a spread of %g", c.rule, c.base, spread)
		}
	}
}
