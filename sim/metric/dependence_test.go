package metric

import (
	"math"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

var blank = math.NaN()

func marketValues(scenario string, replicate int, v map[string]float64) (rows []record.Value) {
	for _, id := range []string{"gmv", "head_dependence_3", "head_loss_3", "random_loss_3",
		"head_first_loss_3", "head_dependence_long_3", "head_persistence_3"} {
		x, given := v[id]
		if !given {
			x = blank
		}
		rows = append(rows, record.Value{Scenario: scenario, Replicate: replicate, Metric: id, Unit: "share", Value: x})
	}
	return rows
}

// The placebo is pooled over all rules and all replicates that have one, so it is the same number everywhere and cancels from
// differences; in which order the values come matters to no bit; and without a placebo there is no dependence.
func TestHeadDependenceIsTheLossLessThePlaceboOfAllRules(t *testing.T) {
	values := slices.Concat(
		marketValues("one", 0, map[string]float64{"head_loss_3": .05, "random_loss_3": .01}),
		marketValues("one", 1, map[string]float64{"head_loss_3": .03, "random_loss_3": -.004}),
		marketValues("one", 2, map[string]float64{"head_loss_3": .04}),
		marketValues("two", 0, map[string]float64{"head_loss_3": .02, "random_loss_3": .003}),
		marketValues("two", 1, map[string]float64{"random_loss_3": .0007}),
		[]record.Value{{Scenario: "two", Replicate: 2, Metric: "head_dependence_3", Unit: "share", Value: .9}}, // without any loss
	)
	turned := slices.Clone(values)
	slices.Reverse(turned)
	Pool(values)
	Pool(turned)
	slices.Reverse(turned)
	placebo := (.01 - .004 + .003 + .0007) / 4
	want := []float64{.05 - placebo, .03 - placebo, .04 - placebo, .02 - placebo, blank, blank}
	for i, v := range slices.DeleteFunc(slices.Clone(values), func(v record.Value) bool { return v.Metric != "head_dependence_3" }) {
		if !(math.Abs(v.Value-want[i]) < 1e-15) && !(v.Value != v.Value && want[i] != want[i]) {
			t.Errorf("%s %d: %v, want %v", v.Scenario, v.Replicate, v.Value, want[i])
		}
	}
	for i := range values {
		if math.Float64bits(values[i].Value) != math.Float64bits(turned[i].Value) {
			t.Errorf("%+v, and %+v when the values come the other way round", values[i], turned[i])
		}
	}
	none := marketValues("one", 0, map[string]float64{"head_loss_3": .05, "head_dependence_3": .7})
	if Pool(none); none[1].Value == none[1].Value {
		t.Errorf("dependence %v without a placebo", none[1].Value)
	}
}

// Persistence is long losses over first losses of the replicates that have both, whatever the others lost at first; and it is
// blank, in words and intervals, where those first losses may be nothing.
func TestARatioOfMeansIsOverThePairsAndBlankWhereThereMayBeNothingToRelateTo(t *testing.T) {
	long, first := []float64{.01, .03, .02, .016, blank}, []float64{.035, .042, .04, .038, 9}
	var values []record.Value
	for i := range long {
		values = append(values, marketValues("one", i, map[string]float64{"head_dependence_long_3": long[i], "head_first_loss_3": first[i]})...)
	}
	l := LevelOf(Levels(values, .95), "one", "head_persistence_3")
	near(t, "persistence", l.Mean, (.01+.03+.02+.016)/(.035+.042+.04+.038), 1e-15)
	ratio, lo, hi, n := ratioOf(long, first, .95)
	if l.Replicates != 4 || n != 4 || l.Mean != ratio || l.Lo != lo || l.Hi != hi || !(lo < ratio && ratio < hi) {
		t.Errorf("%+v; ratio: %v [%v, %v] of %d", l, ratio, lo, hi, n)
	}
	first = []float64{.035, -.042, .04, -.02, blank}
	if ratio, lo, hi, n := ratioOf(long, first, .95); ratio == ratio || lo == lo || hi == hi || n != 4 {
		t.Errorf("relative to what may be nothing: %v [%v, %v] of %d", ratio, lo, hi, n)
	}
	// Clear at 95 % is not clear at 99 %.
	first = []float64{.01, .03, .05, .02, blank}
	if ratio, _, _, _ := ratioOf(long, first, .95); ratio == ratio {
		t.Errorf("relative to %v: %v", first, ratio)
	}
}

// Folders of former models keep what their numbers mean. What was renamed or replaced is found by its former id where a person
// writes one, and only there: a former id in a table is no metric of today.
func TestMetricsOfFormerModelsKeepTheirDefinitions(t *testing.T) {
	now, _ := Find("head_dependence_3")
	for version, net := range map[int]bool{1: true, 7: true, 8: false, 9: false} {
		m, ok := Of(version).Find("head_dependence_3")
		if !ok || strings.Contains(m.Definition, "net GMV lost") != net || (m.EN == now.EN) == net || (m.ZH == now.ZH) == net {
			t.Errorf("version %d: %s, %s", version, m.EN, m.Definition)
		}
		for _, id := range []string{"head_half_life_1", "head_halved_1", "random_dependence_1", "random_dependence_3"} {
			if _, there := Of(version).Find(id); there != net {
				t.Errorf("version %d: %s is there: %v", version, id, there)
			}
		}
		if _, there := Of(version).Find("head_loss_3"); there == net {
			t.Errorf("version %d: head_loss_3 is there: %v", version, there)
		}
		if headlines := Of(version).Headlines(); !slices.ContainsFunc(headlines, func(m Metric) bool { return m.ID == "head_dependence_3" }) {
			t.Errorf("version %d has no head dependence among its headlines", version)
		}
	}
	for former, want := range map[string]string{"head_half_life_1": "head_persistence_3", "head_halved_1": "head_persistence_3",
		"random_dependence_1": "random_loss_1", "random_dependence_3": "random_loss_3", "gmv": "", "nothing": ""} {
		if m, ok := Formerly(former); m.ID != want || ok != (want != "") {
			t.Errorf("%s is now %q, want %q", former, m.ID, want)
		}
	}
	seen := map[string]bool{}
	for _, m := range All() {
		for _, id := range m.Former {
			if _, taken := Find(id); taken || seen[id] {
				t.Errorf("%s, formerly of %s, is the id of another metric", id, m.ID)
			}
			seen[id] = true
		}
		if placebo := strings.HasPrefix(m.ID, "random_"); m.Placebo != placebo {
			t.Errorf("%s is a placebo: %v", m.ID, m.Placebo)
		}
		for _, id := range m.Ratio {
			if of, ok := Find(id); id != "" && (!ok || of.Ratio[0] != "") {
				t.Errorf("%s is a ratio of %s, which is no metric of a replicate", m.ID, id)
			}
		}
		if (m.Ratio[0] == "") != (m.Ratio[1] == "") {
			t.Errorf("%s is half a ratio", m.ID)
		}
	}
}

// ratioOf is clearRatio over the replicates that have both metrics, and how many these are.
func ratioOf(above, below []float64, level float64) (ratio, lo, hi float64, replicates int) {
	var r student.Ratio
	for i := range above {
		if above[i] == above[i] && below[i] == below[i] {
			r.Add(above[i], below[i])
		}
	}
	ratio, lo, hi = clearRatio(r, level)
	return ratio, lo, hi, r.N
}
