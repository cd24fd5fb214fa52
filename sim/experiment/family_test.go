package experiment

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// market is the value of a metric in a replicate of a market: luck that all scenarios share and luck of its own.
func market(key chance.Key, scenario, replicate int, id string) float64 {
	at := key.At(uint64(replicate))
	for _, c := range id {
		at = at.At(uint64(c))
	}
	return 1000 + 50*at.Normal(0) + 10*at.Normal(uint64(1+scenario))
}

// study gives every metric a value under some scenarios, without any true difference.
func study(seed uint64, scenarios, replicates int, ids []string) []record.Value {
	var values []record.Value
	for s := range scenarios {
		for r := range replicates {
			for _, id := range ids {
				name := "rule" + strconv.Itoa(s)
				if s == 0 {
					name = "base"
				}
				values = append(values, record.Value{Scenario: name, Replicate: r, Metric: id, Value: market(chance.Root(seed), s, r, id)})
			}
		}
	}
	return values
}

// Every contrast belongs to one family: the metrics that the study declares are the primary one, whatever their own; the others
// stay in their families; a placebo is in none. Each adjusted p is Holm's over exactly its family.
func TestThePrimaryFamilyIsWhatTheStudyDeclares(t *testing.T) {
	values := study(3, 4, 6, metric.Names())
	var headlines []string
	for _, m := range metric.Headlines() {
		headlines = append(headlines, m.ID)
	}
	placebos := 0
	for _, declared := range [][]string{nil, {"gmv", "top3_share", "gmv_first90"}, {"trust"}} {
		first := declared
		if declared == nil {
			first = headlines
		}
		rows := Contrasts(values, "study", "base", 0.95, declared)
		families := map[string][]record.Contrast{}
		for _, row := range rows {
			m, _ := metric.Find(row.Metric)
			want := m.Family
			switch {
			case m.Placebo:
				want = ""
				placebos++
				if row.PHolm == row.PHolm || row.P != row.P {
					t.Errorf("the placebo %s has p %g and, adjusted, %g", row.Metric, row.P, row.PHolm)
				}
			case slices.Contains(first, row.Metric):
				want = record.Primary
			case m.Part: // its difference is tested where the metric is that it is a part of
				want = ""
				if row.PHolm == row.PHolm {
					t.Errorf("%s, which another metric is made of, has an adjusted p of %g", row.Metric, row.PHolm)
				}
			}
			if row.Family != want {
				t.Errorf("declared %v: %s is in family %q, want %q", declared, row.Metric, row.Family, want)
			}
			families[row.Family] = append(families[row.Family], row)
		}
		if n := len(families[record.Primary]); n != 3*len(first) {
			t.Errorf("declared %v: %d primary contrasts", declared, n)
		}
		delete(families, "")
		for name, members := range families {
			var p []float64
			for _, row := range members {
				p = append(p, row.P)
			}
			for i, want := range Holm(p) {
				if got := members[i].PHolm; got != want && (got == got || want == want) {
					t.Errorf("declared %v, family %s: %s under %s has %g, Holm over its %d tests gives %g", declared, name, members[i].Metric,
						members[i].Scenario, got, len(p), want)
				}
			}
		}
	}
	if placebos == 0 {
		t.Error("no metric is a placebo")
	}
}

// Of studies in which nothing differs, no more than one in twenty marks anything primary, though all contrasts share the baseline.
func TestTheFamilyWiseErrorIsWhatItSays(t *testing.T) {
	const studies = 800
	wrong := 0.0
	declared := []string{"gmv", "top3_share", "repurchase_90"}
	for seed := range uint64(studies) {
		if slices.ContainsFunc(Contrasts(study(seed, 5, 8, declared), "study", "base", 0.95, declared), metric.Stands) {
			wrong++
		}
	}
	if rate, most := wrong/studies, 0.05+3*math.Sqrt(0.05*0.95/studies); rate > most || rate < 0.01 {
		t.Errorf("%.3f of studies without a difference mark one, want at most %.3f", rate, most)
	}
}

// "Not lower by m" is the paired t test of s − (1−m)·b, "not higher by m" that of (1+m)·b − s, as computed from the values; it is
// below half of 1 − level just where the interval of the ratio that is shown leaves the margin out.
func TestAMarginIsThePairedTestOfTheScaledBaseline(t *testing.T) {
	decided := map[metric.Verdict]int{}
	for seed := range uint64(300) {
		values := study(seed, 2, 9, []string{"gmv"})
		rows := Contrasts(values, "study", "base", 0.9, []string{"gmv"})
		i := slices.IndexFunc(rows, func(c record.Contrast) bool { return c.Metric == "gmv" })
		row := rows[i]
		for _, c := range []struct {
			margin float64
			higher bool
		}{{2, false}, {0.5, false}, {1, true}, {0.1, true}} {
			rest := make([]float64, 9)
			for r := range rest {
				b, s := market(chance.Root(seed), 0, r, "gmv"), market(chance.Root(seed), 1, r, "gmv")
				if rest[r] = s - (1-c.margin/100)*b; c.higher {
					rest[r] = (1+c.margin/100)*b - s
				}
			}
			stat := student.Mean(rest) / student.StandardError(rest)
			want := student.TwoSidedP(stat, 8) / 2
			if stat < 0 {
				want = 1 - want
			}
			claim := metric.Claim{Scenario: "rule1", Metric: "gmv", Margin: c.margin, Higher: c.higher}
			got := claim.P(row)
			near(t, "p of the margin", got, want, 1e-9)
			outside, beyond := row.RelLo > -c.margin/100, row.RelHi < -c.margin/100
			if c.higher {
				outside, beyond = row.RelHi < c.margin/100, row.RelLo > c.margin/100
			}
			_, verdict := claim.Judge(rows)
			decided[verdict]++
			if (verdict == metric.Supported) != outside || (verdict == metric.Contradicted) != beyond {
				t.Errorf("margin %g %%, higher %v: %s with p %g beside [%g, %g]", c.margin, c.higher, verdict.In("en"), got, row.RelLo, row.RelHi)
			}
		}
	}
	if decided[metric.Supported] < 50 || decided[metric.Undecided] < 50 || decided[metric.Contradicted] < 10 {
		t.Errorf("verdicts %v: not all kinds occur", decided)
	}
}

// The interval of the ratio holds 0 just where that of the difference does, so that no table contradicts its own test.
func TestTheIntervalOfTheRatioAgreesWithTheTest(t *testing.T) {
	apart := 0
	for seed := range uint64(400) {
		for _, row := range Contrasts(study(seed, 2, 5, []string{"gmv"}), "study", "base", 0.8, nil) {
			if row.Metric != "gmv" {
				continue
			}
			clear := row.P < 0.2
			if clear != (row.RelLo > 0 || row.RelHi < 0) || clear != (row.DiffLo > 0 || row.DiffHi < 0) {
				t.Errorf("p %g beside [%g, %g] and [%g, %g]", row.P, row.DiffLo, row.DiffHi, row.RelLo, row.RelHi)
			}
			if clear {
				apart++
			}
		}
	}
	if apart < 40 {
		t.Errorf("only %d of 400 are clear at 80 %%", apart)
	}
}

// A ratio of means under two scenarios: its levels have Fieller's intervals, its difference one that covers the truth, and it is
// blank where a denominator may be nothing.
func TestRatiosOfMeansAreCompared(t *testing.T) {
	const studies, n, truth = 3000, 20, -0.15
	covered, relative := 0.0, 0.0
	for study := range uint64(studies) {
		key := chance.Root(23).At(study)
		var x [4][]float64
		for i := range uint64(n) {
			size := 4 + key.Normal(4*i)
			other := size + 0.5*key.Normal(4*i+3)
			x[0], x[1] = append(x[0], 0.6*size+0.5*key.Normal(4*i+1)), append(x[1], size)
			x[2], x[3] = append(x[2], 0.45*other+0.5*key.Normal(4*i+2)), append(x[3], other)
		}
		d := PairedRatios(x[0], x[1], x[2], x[3], 0.9)
		if d.Lo <= truth && truth <= d.Hi {
			covered++
		}
		if d.RelLo <= truth/0.6 && truth/0.6 <= d.RelHi {
			relative++
		}
		mid, lo, hi := student.RatioOf(x[0], x[1]).Fieller(0.9)
		if d.BaselineMean != mid || d.BaselineLo != lo || d.BaselineHi != hi || d.Pairs != n || d.Diff != d.ScenarioMean-d.BaselineMean {
			t.Fatalf("%+v beside Fieller's %g [%g, %g]", d, mid, lo, hi)
		}
	}
	near(t, "coverage", covered/studies, 0.9, 3*math.Sqrt(0.9*0.1/studies)+0.01) // the linear form is approximate
	near(t, "coverage of the relative difference", relative/studies, 0.9, 3*math.Sqrt(0.9*0.1/studies)+0.01)
}

// A metric that is a ratio has no values of its own: its contrast is made of those of numerator and denominator, over the
// replicates that have all four, and is undefined where a denominator is not clear of 0.
func TestARatioMetricIsMadeOfItsParts(t *testing.T) {
	m := metric.Metric{ID: "part", Unit: "share", Ratio: [2]string{"over", "under"}}
	num, den := []float64{1.9, 2, 2.1, math.NaN(), 2}, []float64{4.9, 5, 5.1, 5, 5}
	all := sample{}
	for s, name := range []string{"base", "rule"} {
		all[name] = map[string]*series{"over": {}, "under": {}}
		for r := range num {
			if r == 4 && s == 1 {
				break // not measured under the rule
			}
			over, under := all[name]["over"], all[name]["under"]
			over.replicate, over.value = append(over.replicate, int32(r)), append(over.value, num[r]*float64(s+1))
			under.replicate, under.value = append(under.replicate, int32(r)), append(under.value, den[r])
		}
	}
	row := all.contrast(m, "study", "base", "rule", 0.95)
	if row.Replicates != 3 || math.Abs(row.BaselineMean-0.4) > 1e-15 || math.Abs(row.ScenarioMean-0.8) > 1e-15 ||
		math.Abs(row.Diff-0.4) > 1e-15 || row.Metric != "part" || row.Unit != "share" {
		t.Errorf("%+v", row)
	}
	all["rule"]["under"].value[1] = -40
	if row = all.contrast(m, "study", "base", "rule", 0.95); row.Diff == row.Diff || row.BaselineMean == row.BaselineMean || row.P == row.P ||
		row.Replicates != 3 {
		t.Errorf("a ratio over what may be nothing: %+v", row)
	}
}

// Contrasts of markets that are independent of each other correlate by ½, since they share the baseline; those of markets whose
// differences have nothing in common with it by less.
func TestContrastsThatShareTheBaselineCorrelate(t *testing.T) {
	const studies = 400
	for own, want := range map[float64]float64{10: 0.5, 0: 0} {
		total := 0.0
		for seed := range uint64(studies) {
			var values []record.Value
			for s, name := range []string{"base", "a", "b", "c"} {
				for r := range 12 {
					x := 1000 + 50*chance.Root(seed).At(uint64(r)).Normal(0)
					if s > 0 {
						x += 10 * chance.Root(seed).At(uint64(r)).Normal(uint64(s))
					} else {
						x += own * chance.Root(seed).At(uint64(r)).Normal(99)
					}
					values = append(values, record.Value{Scenario: name, Replicate: r, Metric: "gmv", Value: x})
				}
			}
			shared := SharedBaseline(values, "study", "base", 0.95, []string{"gmv"})
			if len(shared) != 1 || shared[0].Contrasts != 3 || shared[0].Replicates != 12 {
				t.Fatalf("%+v", shared)
			}
			total += shared[0].Correlation
		}
		near(t, "correlation", total/studies, want, 0.03)
	}
}

// The baseline with the mean of the others is a paired difference like any other.
func TestTheBaselineIsComparedWithTheMeanOfTheOthers(t *testing.T) {
	of := map[string][]float64{"base": {10, 12, 14, 16}, "a": {9, 12, 12, math.NaN()}, "b": {7, 8, 12, 1}}
	var values []record.Value
	for name, x := range of {
		for r, v := range x {
			values = append(values, record.Value{Scenario: name, Replicate: r, Metric: "gmv", Value: v})
		}
	}
	shared := SharedBaseline(values, "study", "base", 0.95, []string{"gmv"})
	want := Paired([]float64{8, 10, 12}, []float64{10, 12, 14}, 0.95)
	if got := shared[0]; got.Replicates != 3 || got.Others.Diff != 2 || got.Others.BaselineMean != 10 || got.Others.P != want.P ||
		got.Others.Scenario != "base" || got.Others.Family != "" {
		t.Errorf("%+v", got)
	}
}

// Rule by rule: every two scenarios once, the baseline first, adjusted over all of them and all primary metrics.
func TestEveryTwoScenariosAreCompared(t *testing.T) {
	declared := []string{"gmv", "top3_share"}
	rows := Pairs(study(5, 4, 6, declared), "study", "base", 0.95, declared)
	if len(rows) != 2*6 {
		t.Fatalf("%d contrasts", len(rows))
	}
	var p []float64
	for _, row := range rows {
		p = append(p, row.P)
	}
	for i, want := range Holm(p) {
		if rows[i].PHolm != want || rows[i].Family != record.Pairs || rows[i].Scenario == "base" {
			t.Errorf("%+v, want p %g", rows[i], want)
		}
	}
}

// One contrast shares its baseline with nothing.
func TestOneContrastSharesNothing(t *testing.T) {
	if got := SharedBaseline(study(1, 2, 4, []string{"gmv"}), "study", "base", 0.95, nil); len(got) > 0 {
		t.Errorf("%+v", got)
	}
}
