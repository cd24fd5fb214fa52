package experiment

import (
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"context"

	"livebazaar/agents/chance"
	"livebazaar/sim"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/rules"
)

// askedKeeper has every part already, and counts what it is asked.
type askedKeeper struct {
	finished, loads, drops int
}

func (k *askedKeeper) Finished(string, int) bool                     { k.finished++; return true }
func (k *askedKeeper) Commit(*record.Part) error                     { panic("a part is done again") }
func (k *askedKeeper) SaveState(string, func(io.Writer) error) error { panic("a state is saved") }
func (k *askedKeeper) LoadState(name string) (io.ReadCloser, error)  { k.loads++; return nil, nil }
func (k *askedKeeper) DropState(string) error                        { k.drops++; return nil }
func (k *askedKeeper) asked() int                                    { return k.finished + k.loads + k.drops }
func manyPlan(scenarios, replicates int, kinds []*sim.Params) (p Plan) {
	p = Plan{Study: "many", Baseline: "s0", Warmup: kinds[0], Replicates: replicates, Level: 0.95, Workers: 1, Markets: &toys{},
		Clock: ticking(time.Second)}
	for i := range scenarios {
		p.Scenarios = append(p.Scenarios, Scenario{Name: fmt.Sprint("s", i), Params: kinds[0], Warmup: kinds[i%len(kinds)]})
	}
	return p
}

// What is left of a plan of twenty thousand parts is found in as many steps, whether they are of many scenarios or of many replicates.
func TestPlanningTakesStepsInProportionToTheParts(t *testing.T) {
	t.Parallel()
	var kinds []*sim.Params
	for i := range 10 {
		p := toyParams(10, 7, int64(1+i))
		kinds = append(kinds, p)
	}
	for _, shape := range [][2]int{{10_000, 2}, {200, 100}, {10, 2000}} {
		keeper := &askedKeeper{}
		told := 0
		plan := manyPlan(shape[0], shape[1], kinds)
		if err := Run(context.Background(), plan, keeper, func(Progress) { told++ }); err != nil {
			t.Fatal(err)
		}
		parts := shape[0] * shape[1]
		if keeper.finished != parts || keeper.asked() > 6*parts || told > parts {
			t.Errorf("%d scenarios of %d replicates: asked %d times what is finished and %d times for states, told %d times", shape[0], shape[1],
				keeper.finished, keeper.loads+keeper.drops, told)
		}
	}
}

// How far a plan is is told at its end and now and then, not at every part: each report has a number for every scenario.
func TestProgressIsNotToldAtEveryPart(t *testing.T) {
	t.Parallel()
	plan := toyPlan(20, 1)
	plan.Branches, plan.Twin, plan.Replicates = false, false, 20
	plan.Clock = func() time.Time { return time.Unix(1, 0) }
	told := []Progress{}
	if err := Run(context.Background(), plan, newKeeper(), func(p Progress) { told = append(told, p) }); err != nil {
		t.Fatal(err)
	}
	last := told[len(told)-1]
	if len(told) > 2 || last.Days != last.TotalDays || fmt.Sprint(last.Finished) != "[20 20 20]" {
		t.Errorf("told %d times, at last %+v", len(told), last)
	}
}

// Scenarios that begin alike are found without comparing each with each.
func TestScenariosThatBeginAlikeAreFoundByTheirKey(t *testing.T) {
	t.Parallel()
	const things, kinds = 20_000, 7000
	compared := 0
	groups := grouped(things, func(i int) uint64 { return uint64(i % kinds) }, func(a, b int) bool {
		compared++
		return a%kinds == b%kinds
	})
	if len(groups) != kinds || compared > things {
		t.Errorf("%d groups, %d comparisons", len(groups), compared)
	}
	for i, g := range groups {
		if g[0] != i || g[1] != i+kinds {
			t.Fatalf("group %d is %v", i, g)
		}
	}
	// Keys that happen to be the same make no group.
	if groups := grouped(10, func(int) uint64 { return 1 }, func(a, b int) bool { return a%3 == b%3 }); len(groups) != 3 || len(groups[0]) != 4 {
		t.Errorf("%v", groups)
	}
}

// Equal parameters have one key, and each parameter that a warm-up may have of its own is in it.
func TestWhatMakesAStartIsInItsKey(t *testing.T) {
	t.Parallel()
	p, set := sim.NewParams()
	q, _ := sim.NewParams()
	if key(p) != key(q) {
		t.Fatal("equal parameters have two keys")
	}
	tried := 0
	for _, one := range set.Params() {
		if !rules.AtStart(one) {
			continue
		}
		var other any
		switch v := one.Value().(type) {
		case bool:
			other = !v
		case int64:
			other = v + 1
		case float64:
			other = v*0.75 + 0.01
		default:
			continue
		}
		if before := one.Value(); one.Set(other) == nil {
			tried++
			if key(p) == key(q) {
				t.Errorf("%s is not in the key", one.Key)
			}
			if err := one.Set(before); err != nil {
				t.Fatal(err)
			}
		}
	}
	if tried < 30 {
		t.Errorf("%d parameters were tried", tried)
	}
}

// Claims about other references are judged also where there are too many scenarios for every two of them to be compared, over the
// contrasts with the reference that they name.
func TestOfManyScenariosClaimsAreJudgedOverTheirReference(t *testing.T) {
	t.Parallel()
	luck := chance.Root(5)
	var values []record.Value
	for s := range MostPaired + 1 {
		for r := range 4 {
			v := 100 + float64(s)/10 + luck.At(uint64(s)).Normal(uint64(r))
			values = append(values, record.Value{Scenario: fmt.Sprintf("s%03d", s), Replicate: r, Metric: "gmv", Unit: "yuan", Value: v})
		}
	}
	primary := []string{"gmv"}
	if rows := Pairs(values, "many", "s000", 0.95, primary); rows != nil {
		t.Fatalf("%d pairs", len(rows))
	}
	claims := []metric.Claim{{Scenario: "s040", Than: "s010", Metric: "gmv", Higher: true},
		{Scenario: "s041", Than: "s010", Metric: "gmv", Higher: true}}
	own, against := Contrasts(values, "many", "s000", 0.95, primary), Contrasts(values, "many", "s010", 0.95, primary)
	seen := 0
	for i, row := range Further(values, claims, "many", "s000", 0.95, primary) {
		if row.Metric != "gmv" {
			continue
		}
		seen++
		family, holm := record.Pairs, against[i].PHolm
		if row.Scenario == "s000" { // the contrast of the study's own baseline is that of the study
			family, holm = record.Primary, math.NaN()
			for _, r := range own {
				if r.Scenario == "s010" && r.Metric == "gmv" {
					holm = r.PHolm
				}
			}
		}
		if row.Family != family || row.PHolm != holm {
			t.Errorf("%s against %s: family %s, p %g, want %s, %g", row.Scenario, row.Baseline, row.Family, row.PHolm, family, holm)
		}
	}
	if seen != MostPaired {
		t.Errorf("%d rows", seen)
	}
	few := values[:4*MostPaired]
	if rows := Pairs(few, "many", "s000", 0.95, primary); len(rows) != MostPaired*(MostPaired-1)/2 {
		t.Errorf("%d pairs of %d scenarios", len(rows), MostPaired)
	}
}

// BenchmarkPlanning finds what is left of plans of more and more parts: the time for one stays the same.
func BenchmarkPlanning(b *testing.B) {
	kinds := []*sim.Params{toyParams(10, 7, 1), toyParams(10, 7, 2)}
	for _, scenarios := range []int{625, 2500, 10_000} {
		b.Run(fmt.Sprint(2*scenarios), func(b *testing.B) {
			for b.Loop() {
				if err := Run(context.Background(), manyPlan(scenarios, 2, kinds), &askedKeeper{}, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(2*scenarios), "ns/part")
		})
	}
}
