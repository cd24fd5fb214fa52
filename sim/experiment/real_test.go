package experiment

import (
	"bufio"

	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"livebazaar/agents/chance"
	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/record"
)

// The experiment on markets of package sim: what must differ between two markets differs, and what they share is equal. The
// markets are watched from outside: what is done to each on which day, and how its days go.

// real returns the parameters of a small market.
func real(t testing.TB, settings map[string]any) *sim.Params {
	t.Helper()
	return small.Params(t, small.Settings{"consumers.count": int64(750), "streamers.count": int64(24), "merchants.count": int64(14),
		"mcns.count": int64(2), "run.warmup_days": int64(30), "run.days": int64(240), "run.seed": int64(5)}, settings)
}

// realPlan compares two rules with a baseline to which one of them is equal.
func realPlan(t testing.TB, days int64, workers int) Plan {
	t.Helper()
	length := map[string]any{"run.days": days}
	base := real(t, length)
	return Plan{Study: "real", Baseline: "base", Warmup: base, Replicates: 2, Seed: 5, Level: 0.95, Workers: workers, Scenarios: []Scenario{
		{Name: "base", Params: base},
		{Name: "uniform", Params: real(t, map[string]any{"run.days": days, "platform.ranking.allocate": "uniform"})},
		{Name: "equal", Params: real(t, length)},
	}}
}

// diary is what was done to a market, and how its days went.
type diary struct {
	Replicate  int
	MadeUnder  string // the rules of which scenario
	Population string // sum of the state on the eve of the first day
	Rules      string // that it was switched to, on the day SwitchedOn
	SwitchedOn int64
	Start      string // sum of the state before the switch
	Reseeds    []reseeding
	Bars       []barring
	Lot        uint64 // by which random streamers were drawn for it, 0 for none
	Days       []record.Day
	End        string // sum of the state after the last day, once it is closed
}

type reseeding struct {
	Day  int64
	Seed uint64
}

type barring struct {
	Day     int64
	Serials []int64
}

func (d *diary) kind() string {
	switch {
	case len(d.Bars) > 0:
		return "branch"
	case len(d.Reseeds) > 0:
		return "twin"
	}
	return "factual"
}

// after returns the market's days after a day.
func (d *diary) after(day int64) []record.Day {
	i := slices.IndexFunc(d.Days, func(r record.Day) bool { return r.Day > day })
	if i < 0 {
		return nil
	}
	return d.Days[i:]
}

// watcher makes markets of package sim and keeps their diaries, from the switch or the removal on that sets them apart.
type watcher struct {
	worlds
	spare bool                   // those who are to be barred are not
	named map[*sim.Params]string // scenarios by their parameters
	mu    sync.Mutex
	runs  []*diary
	made  int
	days  int64
}

type watched struct {
	world
	by *watcher
	*diary
}

func (w *watcher) name(p *sim.Params) string {
	if name, ok := w.named[p]; ok {
		return name
	}
	return "nobody"
}

func (w *watcher) New(p *sim.Params, seed uint64, replicate int) (Market, error) {
	m, err := w.worlds.New(p, seed, replicate)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	w.made++
	w.mu.Unlock()
	return &watched{m.(world), w, &diary{Replicate: replicate, MadeUnder: w.name(p), Population: digest(m)}}, nil
}

func (w *watcher) Decode(p *sim.Params, r io.Reader) (Market, error) {
	d := &diary{}
	in := bufio.NewReader(r)
	if err := gob.NewDecoder(in).Decode(d); err != nil {
		return nil, err
	}
	m, err := w.worlds.Decode(p, in)
	if err != nil {
		return nil, err
	}
	return &watched{m.(world), w, d}, nil
}

// note counts a market as a run of its own from now on.
func (m *watched) note() {
	m.by.mu.Lock()
	defer m.by.mu.Unlock()
	m.by.runs = append(m.by.runs, m.diary)
}

func (m *watched) Encode(to io.Writer) error {
	if err := gob.NewEncoder(to).Encode(m.diary); err != nil {
		return err
	}
	return m.world.Encode(to)
}

func (m *watched) Fork() (Market, error) {
	f, err := m.world.Fork()
	if err != nil {
		return nil, err
	}
	d := *m.diary
	d.Days, d.Reseeds, d.Bars = slices.Clone(d.Days), slices.Clone(d.Reseeds), slices.Clone(d.Bars)
	return &watched{f.(world), m.by, &d}, nil
}

func (m *watched) Step(workers int) error {
	err := m.world.Step(workers)
	m.Days = append(m.Days, m.Book().Days[len(m.Book().Days)-1])
	m.by.mu.Lock()
	m.by.days++
	m.by.mu.Unlock()
	return err
}

func (m *watched) Switch(p *sim.Params) error {
	m.Rules, m.SwitchedOn, m.Start = m.by.name(p), m.Today(), digest(m.world)
	m.note()
	return m.world.Switch(p)
}

func (m *watched) Reseed(seed uint64) {
	m.Reseeds = append(m.Reseeds, reseeding{m.Today(), seed})
	m.world.Reseed(seed)
}

func (m *watched) RandomStreamers(k int, key chance.Key) []int64 {
	m.Lot = uint64(key)
	return m.world.RandomStreamers(k, key)
}

func (m *watched) Bar(people []int64) {
	serials := slices.Sorted(slices.Values(people))
	m.Bars = append(m.Bars, barring{m.Today(), serials})
	m.note()
	if !m.by.spare {
		m.world.Bar(people)
	}
}

func (m *watched) Close() {
	m.End = digest(m.world)
	m.world.Close()
}

// digest is a sum of a market's state.
func digest(m Market) string {
	sum := sha256.New()
	if err := m.Encode(sum); err != nil {
		panic(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// carryOutWatched runs a plan on watched markets.
func carryOutWatched(t testing.TB, plan Plan, spare bool) (*watcher, *collecting) {
	t.Helper()
	w := &watcher{spare: spare, named: map[*sim.Params]string{}}
	for _, s := range slices.Backward(plan.Scenarios) {
		w.named[s.Params] = s.Name
		if s.Warmup != nil {
			w.named[s.Warmup] = s.Name + "'s warm-up"
		}
	}
	plan.Markets = w
	keeper := &collecting{memoryKeeper: newKeeper()}
	if err := Run(context.Background(), plan, keeper, nil); err != nil {
		t.Fatal(err)
	}
	return w, keeper
}

// watchedRun is one experiment with all its branches and twins, which several tests look at.
func watchedRun(t *testing.T) (*watcher, *collecting, Plan) {
	t.Helper()
	theRun.Do(func() {
		theRun.plan = realPlan(t, 240, 2)
		theRun.plan.Branches, theRun.plan.Twin = true, true
		theRun.watcher, theRun.keeper = carryOutWatched(t, theRun.plan, false)
	})
	if theRun.keeper == nil {
		t.Fatal("the experiment failed: the first test that looks at it says how")
	}
	return theRun.watcher, theRun.keeper, theRun.plan
}

var theRun struct {
	sync.Once
	watcher *watcher
	keeper  *collecting
	plan    Plan
}

// of returns the runs of a kind of a scenario in a replicate.
func (w *watcher) of(kind, scenario string, replicate int) (list []*diary) {
	for _, d := range w.runs {
		if d.kind() == kind && d.Rules == scenario && d.Replicate == replicate {
			list = append(list, d)
		}
	}
	return list
}

// only returns the one run of a kind.
func (w *watcher) only(t *testing.T, kind, scenario string, replicate int) *diary {
	t.Helper()
	list := w.of(kind, scenario, replicate)
	if len(list) != 1 {
		t.Fatalf("%d %s runs of %s in replicate %d, want one", len(list), kind, scenario, replicate)
	}
	return list[0]
}

// alike counts the days on which two markets sold the same, of those after a day that both have.
func alike(a, b *diary, after int64) (same, of int) {
	x, y := a.after(after), b.after(after)
	for i := range min(len(x), len(y)) {
		of++
		if x[i] == y[i] {
			same++
		}
	}
	return same, of
}

func TestReplicatesAreOtherMarkets(t *testing.T) {
	w, k, plan := watchedRun(t)
	for _, s := range plan.Scenarios {
		a, b := w.only(t, "factual", s.Name, 0), w.only(t, "factual", s.Name, 1)
		if a.Population == b.Population {
			t.Errorf("%s: replicates 0 and 1 have the same population", s.Name)
		}
		if same, of := alike(a, b, -30); same > 0 || of != 270 {
			t.Errorf("%s: replicates 0 and 1 are alike on %d of %d days", s.Name, same, of)
		}
	}
	equal, defined := 0, 0
	values := allValues(k)
	for id, v := range values["base"] {
		if v[0] == v[0] && v[1] == v[1] && v[0] != 0 {
			defined++
			if v[0] == v[1] {
				equal++
				t.Log("the same in both replicates:", id, v[0])
			}
		}
	}
	if equal*10 > defined || defined < 40 {
		t.Errorf("%d of %d metrics are the same in both replicates", equal, defined)
	}
}

// allValues returns the summaries' values by scenario, metric and replicate.
func allValues(k *collecting) map[string]map[string]map[int]float64 {
	all := map[string]map[string]map[int]float64{}
	for _, p := range k.all {
		for _, v := range p.Summary {
			if all[v.Scenario] == nil {
				all[v.Scenario] = map[string]map[int]float64{}
			}
			if all[v.Scenario][v.Metric] == nil {
				all[v.Scenario][v.Metric] = map[int]float64{}
			}
			all[v.Scenario][v.Metric][v.Replicate] = v.Value
		}
	}
	return all
}

// What all scenarios of a replicate share is equal: the population, and each day under the baseline's rules until day 0.
func TestScenariosOfAReplicateStartFromOneMarket(t *testing.T) {
	w, _, plan := watchedRun(t)
	for replicate := range plan.Replicates {
		base := w.only(t, "factual", "base", replicate)
		for _, s := range plan.Scenarios {
			for _, kind := range []string{"factual", "twin"} {
				d := w.only(t, kind, s.Name, replicate)
				if d.SwitchedOn != 0 || d.MadeUnder != "base" || d.Population != base.Population || d.Start != base.Start {
					t.Errorf("%s, replicate %d: the %s run was made under the rules of %s and switched on day %d", s.Name, replicate, kind, d.MadeUnder,
						d.SwitchedOn)
				}
				if same, of := alike(d, base, -30); same < 30 {
					t.Errorf("%s, replicate %d: %d of the 30 days of warm-up are the baseline's, of %d", s.Name, replicate, same, of)
				}
			}
		}
	}
	if w.made != plan.Replicates {
		t.Errorf("%d markets were made for %d replicates", w.made, plan.Replicates)
	}
}

// alone simulates a market without an experiment: made and warmed up under some rules, then switched to others.
func alone(t *testing.T, warmup, rules *sim.Params, seed uint64, replicate int) (population, end string, days []record.Day) {
	t.Helper()
	m, err := newWorlds(nil).New(warmup, seed, replicate)
	if err != nil {
		t.Fatal(err)
	}
	population = digest(m)
	for m.Today() < rules.Run.Days {
		if m.Today() == 0 {
			if err := m.Switch(rules); err != nil {
				t.Fatal(err)
			}
		}
		if err := m.Step(1); err != nil {
			t.Fatal(err)
		}
	}
	return population, digest(m), m.Book().Days
}

// A run of the experiment is the market that anybody gets who makes it alone: by the plan's seed and the replicate's number, under
// the baseline's rules to day 0 and then under its own.
func TestAFactualRunIsTheMarketMadeAlone(t *testing.T) {
	w, _, plan := watchedRun(t)
	for _, s := range plan.Scenarios[:2] {
		_, end, days := alone(t, plan.Warmup, s.Params, plan.Seed, 1)
		if d := w.only(t, "factual", s.Name, 1); d.End != end || !slices.Equal(d.Days, days) {
			t.Errorf("%s: the run of the experiment is another than the market made alone", s.Name)
		}
	}
}

func TestRulesMakeADifferenceAfterDayZero(t *testing.T) {
	w, _, _ := watchedRun(t)
	if same, of := alike(w.only(t, "factual", "base", 0), w.only(t, "factual", "uniform", 0), 0); same > 0 || of != 240 {
		t.Errorf("two rules go alike on %d of %d days", same, of)
	}
}

// A twin has the population, the warm-up and the rules of the run that it belongs to, and other luck from day 1 on: the same luck
// for all scenarios of a replicate, another in each.
func TestTwinsHaveOtherLuckAndTheSameForAllScenarios(t *testing.T) {
	w, k, plan := watchedRun(t)
	luck := map[uint64]int{}
	for replicate := range plan.Replicates {
		seed := w.only(t, "twin", "base", replicate).Reseeds[0]
		luck[seed.Seed]++
		for _, s := range plan.Scenarios {
			twin, factual := w.only(t, "twin", s.Name, replicate), w.only(t, "factual", s.Name, replicate)
			if len(twin.Reseeds) != 1 || twin.Reseeds[0] != seed || seed.Day != 0 {
				t.Errorf("%s, replicate %d: reseeded %v, the baseline's %v", s.Name, replicate, twin.Reseeds, seed)
			}
			if same, of := alike(twin, factual, 0); same > 0 || of < 120 {
				t.Errorf("%s, replicate %d: the twin goes like the run itself on %d of %d days", s.Name, replicate, same, of)
			}
			if u := allValues(k)[s.Name]["unpredictability"][replicate]; !(u > 0) {
				t.Errorf("%s, replicate %d: unpredictability is %v", s.Name, replicate, u)
			}
		}
	}
	if len(luck) != plan.Replicates {
		t.Errorf("twins of %d replicates share %d seeds", plan.Replicates, len(luck))
	}
}

// Every branch is the factual run up to and including the last day before the removal, which ends a month, and another market
// from the next day on. Those removed as a control are others than the best, and others in each replicate.
func TestBranchesLeaveTheFactualRunAfterTheLastDayOfAMonth(t *testing.T) {
	w, _, plan := watchedRun(t)
	lots, drawn := map[string]int{}, map[uint64]bool{} // that controls are drawn by
	for replicate := range plan.Replicates {
		for _, s := range plan.Scenarios {
			factual := w.only(t, "factual", s.Name, replicate)
			branches := w.of("branch", s.Name, replicate)
			sets := map[int64]map[string]bool{} // of three who were barred, by day
			for _, b := range branches {
				if len(b.Bars) != 1 {
					t.Fatalf("%s, replicate %d: barred %v", s.Name, replicate, b.Bars)
				}
				bar := b.Bars[0]
				if (bar.Day+3000)%30 != 0 || bar.Day < 90 || bar.Day > 210 {
					t.Errorf("%s, replicate %d: removed after day %d, which ends no month", s.Name, replicate, bar.Day)
				}
				at := int(bar.Day) + 30
				if len(b.Days) < at || !slices.Equal(b.Days[:at], factual.Days[:at]) {
					t.Errorf("%s, replicate %d: the branch of day %d is not the factual run until then", s.Name, replicate, bar.Day)
				}
				if same, of := alike(b, factual, bar.Day); same > of/4 || of < 90 {
					t.Errorf("%s, replicate %d: without %v the market is the same on %d of %d days after day %d", s.Name, replicate, bar.Serials, same, of, bar.Day)
				}
				if len(bar.Serials) == 3 {
					if sets[bar.Day] == nil {
						sets[bar.Day] = map[string]bool{}
					}
					sets[bar.Day][fmt.Sprint(bar.Serials)] = true
				}
			}
			first := slices.Sorted(maps.Keys(sets))
			if len(first) == 0 || len(sets[first[0]]) != 2 {
				t.Errorf("%s, replicate %d: three were removed in %d branches, in as many sets: %v; want the best three and a control of three others",
					s.Name, replicate, len(branches), sets)
				continue
			}
			for _, b := range branches {
				if b.Lot != 0 {
					lots[fmt.Sprint("replicate ", replicate, " ", b.Lot)]++
					drawn[b.Lot] = true
				}
			}
		}
	}
	if len(lots) != plan.Replicates || len(drawn) != plan.Replicates {
		t.Errorf("controls of %d replicates are drawn by %v: want one lot each, the same for all scenarios", plan.Replicates, lots)
	}
}

// A branch in which nobody is barred is the factual run to its end: nothing else sets it apart.
func TestABranchWithNobodyBarredIsTheFactualRun(t *testing.T) {
	plan := realPlan(t, 240, 2)
	plan.Branches, plan.Replicates, plan.Scenarios = true, 1, plan.Scenarios[1:2]
	w, _ := carryOutWatched(t, plan, true)
	factual := w.only(t, "factual", "uniform", 0)
	branches := w.of("branch", "uniform", 0)
	if len(branches) < 2 {
		t.Fatalf("%d branches", len(branches))
	}
	for _, b := range branches {
		if len(b.Days) > len(factual.Days) || !slices.Equal(b.Days, factual.Days[:len(b.Days)]) {
			t.Errorf("after day %d the branch goes otherwise though nobody is gone", b.Bars[0].Day)
		}
	}
}

// V13 on real markets: a scenario that differs in nothing differs by exactly nothing, in every metric and every pair.
func TestAScenarioEqualToTheBaselineDiffersByExactlyNothing(t *testing.T) {
	w, k, plan := watchedRun(t)
	values := allValues(k)
	compared := 0
	for id, base := range values["base"] {
		for replicate, v := range base {
			compared++
			if e := values["equal"][id][replicate]; e != v && !(math.IsNaN(e) && math.IsNaN(v)) {
				t.Errorf("%s: %v in replicate %d of the baseline, %v in its equal", id, v, replicate, e)
			}
		}
	}
	if compared < 100 {
		t.Errorf("only %d values", compared)
	}
	for replicate := range plan.Replicates {
		if w.only(t, "factual", "base", replicate).End != w.only(t, "factual", "equal", replicate).End {
			t.Errorf("replicate %d: the states differ", replicate)
		}
	}
}

// The order in which a plan lists its scenarios changes no part, only which of them answers for the days of the warm-up.
func TestTheOrderOfScenariosChangesNothing(t *testing.T) {
	plan := realPlan(t, 125, 2)
	plan.Replicates = 1
	plan.Scenarios = append(plan.Scenarios, withOwnStart(t, plan, "fewer agencies", map[string]any{"mcns.count": int64(1)}))
	plan.Twin = true
	of := func(plan Plan) (map[string]string, int64) {
		_, k := carryOutWatched(t, plan, false)
		var days int64
		parts := map[string]string{}
		for _, p := range k.all {
			days += p.ConsumerDays
			p.ConsumerDays = 0
			parts[fmt.Sprint(p.Scenario, p.Replicate)] = render(p)
		}
		return parts, days
	}
	want, days := of(plan)
	slices.Reverse(plan.Scenarios)
	got, again := of(plan)
	if !maps.Equal(got, want) || len(want) != 4 {
		t.Error("in another order the scenarios give other results")
	}
	if days != again || days != 750*totalDays(plan) {
		t.Errorf("%d and %d consumer-days, want %d", days, again, 750*totalDays(plan))
	}
}

// withOwnStart is a scenario with a population and a warm-up of its own.
func withOwnStart(t testing.TB, plan Plan, name string, settings map[string]any) Scenario {
	t.Helper()
	settings = maps.Clone(settings)
	settings["run.days"] = plan.Warmup.Run.Days
	p := real(t, settings)
	warmup, _ := plan.Warmup.WithStartOf(p)
	return Scenario{Name: name, Params: p, Warmup: warmup}
}

// apartPlan has two scenarios with one start of their own, and one with another.
func apartPlan(t testing.TB, days int64, workers int) Plan {
	plan := realPlan(t, days, workers)
	plan.Scenarios = []Scenario{plan.Scenarios[0], withOwnStart(t, plan, "one", map[string]any{"mcns.count": int64(1)}), plan.Scenarios[1],
		withOwnStart(t, plan, "one-uniform", map[string]any{"mcns.count": int64(1), "platform.ranking.allocate": "uniform"}),
		withOwnStart(t, plan, "four", map[string]any{"mcns.count": int64(4)})}
	return plan
}

// A scenario with a start of its own is, to the last bit, the market made alone with that start: warmed up under the baseline's
// rules, since its own hold from day 1 on.
func TestAScenarioWithItsOwnStartIsTheMarketMadeAloneWithIt(t *testing.T) {
	plan := apartPlan(t, 60, 2)
	w, _ := carryOutWatched(t, plan, false)
	for replicate := range plan.Replicates {
		base := w.only(t, "factual", "base", replicate)
		for _, i := range []int{1, 3, 4} {
			s := plan.Scenarios[i]
			population, end, days := alone(t, s.Warmup, s.Params, plan.Seed, replicate)
			d := w.only(t, "factual", s.Name, replicate)
			if d.Population != population || d.End != end || !slices.Equal(d.Days, days) {
				t.Errorf("%s, replicate %d: the run is another than the market made alone", s.Name, replicate)
			}
			if same, _ := alike(d, base, 0); d.Population == base.Population || same > 30 {
				t.Errorf("%s, replicate %d: the baseline's start, or its days (%d alike)", s.Name, replicate, same)
			}
		}
		if a, b := w.only(t, "factual", "one", replicate), w.only(t, "factual", "one-uniform", replicate); a.Start != b.Start || a.End == b.End {
			t.Errorf("replicate %d: two rules with one start: %.8s and %.8s, then %.8s and %.8s", replicate, a.Start, b.Start, a.End, b.End)
		}
	}
}

// Scenarios with equal starts share one warm-up, and the reckoning knows how many there are.
func TestEqualStartsShareOneWarmUp(t *testing.T) {
	plan := apartPlan(t, 40, 2)
	// One whose own warm-up is the plan's, written out again, shares it.
	plan.Scenarios = append(plan.Scenarios, Scenario{Name: "same", Params: real(t, map[string]any{"run.days": int64(40)}),
		Warmup: real(t, map[string]any{"run.days": int64(40)})})
	w, _ := carryOutWatched(t, plan, false)
	if want := int64(2 * (3*30 + 6*40)); w.days != want || totalDays(plan) != want || w.made != 2*3 {
		t.Errorf("%d days simulated in %d markets made, %d reckoned; want %d in 6: three warm-ups of 30 days and six runs of 40, twice",
			w.days, w.made, totalDays(plan), want)
	}
	if w.only(t, "factual", "same", 1).End != w.only(t, "factual", "base", 1).End {
		t.Error("the scenario that differs in nothing has another course than the baseline")
	}
}

func TestOwnStartsDoNotDependOnTheNumberOfWorkers(t *testing.T) {
	of := func(workers int) map[string]string {
		plan := apartPlan(t, 45, workers)
		_, k := carryOutWatched(t, plan, false)
		if len(k.states) > 0 {
			t.Errorf("states left over: %v", slices.Sorted(maps.Keys(k.states)))
		}
		return k.parts
	}
	want := of(1)
	for _, workers := range []int{2, 7} {
		mustEqual(t, fmt.Sprint(workers, " workers"), of(workers), want)
	}
}

// With starts of its own a run that is killed goes on to the same bytes, from every set of warm-ups that a kill may leave.
func TestARunWithOwnStartsKilledAtAnyMomentGoesOnToTheSameBytes(t *testing.T) {
	small := func(workers int) Plan {
		plan := apartToys(120, workers)
		plan.Replicates, plan.Branches = 2, false
		return plan
	}
	want := carryOut(t, small(1), newKeeper())
	if len(want) != 8 {
		t.Fatalf("%d parts", len(want))
	}
	tried := map[string]bool{} // sets of warm-ups kept, and single ones
	for _, workers := range []int{1, 3} {
		plan := small(workers)
		plan.Clock = ticking(9 * time.Second) // a checkpoint every few days
		keeper := newKeeper()
		keeper.every = 1
		mustEqual(t, "checkpoints", carryOut(t, plan, keeper), want)
		for _, left := range keeper.copies {
			var warm []string
			for _, name := range slices.Sorted(maps.Keys(left.states)) {
				if strings.HasPrefix(name, "warm") {
					warm = append(warm, name)
				}
			}
			if set := fmt.Sprint(warm); !tried[set] {
				tried[set] = true
				mustEqual(t, "resumed", carryOut(t, small(2), left), want)
			}
			for _, name := range warm {
				tried[name] = true
			}
		}
	}
	// The warm-up that all share has the name it always had, so that a folder of before goes on.
	for _, name := range []string{"warmup-0", "warming-0", "warmup-0-1", "warming-0-1", "warmup-1", "warming-1-1"} {
		if !tried[name] {
			t.Errorf("no kill left the state %s: %v", name, slices.Sorted(maps.Keys(tried)))
		}
	}
}

// apartToys are toys of which two scenarios have a start of their own.
func apartToys(days int64, workers int) Plan {
	plan := toyPlan(days, workers)
	own := func() *sim.Params { return toyParams(days, 31, 9) }
	plan.Scenarios = []Scenario{plan.Scenarios[0], {Name: "apart", Params: toyParams(days, 31, 1), Warmup: own()},
		plan.Scenarios[1], {Name: "apart-rigid", Params: toyParams(days, 31, 40), Warmup: own()}}
	return plan
}

// Stopped and gone on with, no day of any warm-up is simulated twice.
func TestARunWithOwnStartsThatWasStoppedDoesNothingTwice(t *testing.T) {
	want := carryOut(t, apartToys(130, 1), newKeeper())
	for _, stopAfter := range []int64{1, 40, 70, 300, 2000} {
		ctx, cancel := context.WithCancel(context.Background())
		var mu sync.Mutex
		days := int64(0)
		plan := apartToys(130, 2)
		plan.Markets = &toys{before: func(*toy, int) error {
			mu.Lock()
			defer mu.Unlock()
			if days++; days == stopAfter {
				cancel()
			}
			return nil
		}}
		keeper := newKeeper()
		if err := Run(ctx, plan, keeper, nil); !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped run returned %v", err)
		}
		var last Progress
		plan.Clock = nil
		if err := Run(context.Background(), plan, keeper, func(p Progress) { last = p }); err != nil {
			t.Fatal(err)
		}
		mustEqual(t, "resumed", keeper.parts, want)
		if days != totalDays(plan) || last.Days != last.TotalDays {
			t.Errorf("stopped after %d days: %d simulated in all, %d told, want %d", stopAfter, days, last.Days, totalDays(plan))
		}
		cancel()
	}
}

// A warm-up of its own that fails is named by its scenario, and takes only those down that begin from it.
func TestAnOwnWarmUpThatFailsIsNamed(t *testing.T) {
	plan := apartToys(130, 2)
	plan.Markets = &toys{before: func(m *toy, _ int) error {
		if m.Strength == 9 && m.Day == -3 {
			return errors.New("the books do not balance")
		}
		return nil
	}}
	keeper := newKeeper()
	err := Run(context.Background(), plan, keeper, nil)
	if err == nil || !strings.HasPrefix(err.Error(), "warm-up of scenario apart, replicate 0: the books do not balance\n") || len(keeper.parts) != 6 {
		t.Fatalf("%d parts, error: %v", len(keeper.parts), err)
	}
}

// What a plan needs of memory is that of the largest market in it, whether in a warm-up or later.
func TestMemoryIsReckonedForTheLargestStart(t *testing.T) {
	plan := realPlan(t, 60, 1)
	plan.Scenarios = append(plan.Scenarios, withOwnStart(t, plan, "large",
		map[string]any{"merchants.count": int64(400), "platform.recommend.places": int64(11)}))
	if s := plan.Shape(); s.Market.Merchants != 400 || s.Market.Places != 11 || s.Market.Consumers != 750 {
		t.Errorf("reckoned for %+v", s.Market)
	}
}
