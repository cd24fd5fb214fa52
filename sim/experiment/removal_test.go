package experiment

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
	"sync"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// steady is a market without chance, whose metrics are reckoned by hand. Twelve streamers and a store take 200,000 yuan a day:
// streamer 100+s takes 12−s thousand until day 100, and s+1 thousand times the rule's factor after it, half as much again from day 361
// on; the store has the rest. Of what those removed would take, others take over a share that grows with the replicate, and
// half of what is then lost after 180 days.
type steady struct{ steadyState }

type steadyState struct {
	Day       int64
	Factor    float64
	Replicate int
	Since     map[int64]int64 // last day before a streamer was removed
	Month     []int64
	Rec       record.Book
}

const steadyDay = 20_000_000 // fen

type steadies struct{}

func (steadies) New(p *sim.Params, _ uint64, replicate int) (Market, error) {
	return &steady{steadyState{Day: -p.Run.WarmupDays, Factor: float64(p.Run.Seed), Replicate: replicate, Since: map[int64]int64{},
		Month: make([]int64, 12)}}, nil
}

func (steadies) Decode(p *sim.Params, r io.Reader) (Market, error) {
	m := &steady{}
	err := gob.NewDecoder(r).Decode(&m.steadyState)
	if m.Since == nil {
		m.Since = map[int64]int64{}
	}
	return m, err
}

// takes is what a streamer takes on a day, fen.
func (m *steady) takes(s int) float64 {
	switch {
	case m.Day <= 100:
		return 100_000 * float64(12-s)
	case m.Day <= 360:
		return 100_000 * float64(s+1) * m.Factor
	}
	return 150_000 * float64(s+1) * m.Factor
}

// takenOver is the share of the sales of those removed that others have in the first half-year.
func takenOver(replicate int) float64 { return 0.4 + 0.05*float64(replicate) }

func (m *steady) Step(int) error {
	m.Day++
	total := float64(steadyDay)
	for s := range m.Month {
		since, removed := m.Since[int64(100+s)]
		if !removed {
			m.Month[s] += int64(m.takes(s))
			continue
		}
		lost := 1 - takenOver(m.Replicate)
		if m.Day-since > 180 {
			lost /= 2
		}
		total -= lost * m.takes(s)
	}
	fen := int64(math.Round(total))
	m.Rec.Days = append(m.Rec.Days, record.Day{Day: m.Day, GMV: fen, GMVNet: fen / 2})
	if (m.Day+3000)%30 == 0 {
		for s, fen := range m.Month {
			m.Rec.Streamers = append(m.Rec.Streamers, record.StreamerMonth{Streamer: int64(100 + s), Month: (m.Day+3000)/30 - 100, Entered: -100,
				GMV: fen, GMVNet: fen / 2, OrdersKept: 1, Sessions: 1, LastSession: m.Day})
			m.Month[s] = 0
		}
	}
	return nil
}

func (m *steady) Today() int64             { return m.Day }
func (m *steady) Close()                   {}
func (m *steady) Book() *record.Book       { return &m.Rec }
func (m *steady) Consumers() int64         { return 50 }
func (m *steady) Reseed(uint64)            {}
func (m *steady) Encode(w io.Writer) error { return gob.NewEncoder(w).Encode(&m.steadyState) }

func (m *steady) Switch(p *sim.Params) error {
	m.Factor = float64(p.Run.Seed)
	return nil
}

func (m *steady) Fork() (Market, error) {
	var b bytes.Buffer
	if err := m.Encode(&b); err != nil {
		return nil, err
	}
	return steadies{}.Decode(nil, &b)
}

func (m *steady) TopStreamers(days, k int) []int64 {
	if days != 90 {
		panic(fmt.Sprintf("the best of %d days", days))
	}
	sold := map[int64]int64{}
	for _, row := range m.Rec.Streamers {
		if row.Month > m.Day/30-3 {
			sold[row.Streamer] += row.GMV
		}
	}
	people := m.people()
	sort.SliceStable(people, func(a, b int) bool { return sold[people[a]] > sold[people[b]] })
	return people[:k]
}

func (m *steady) people() (people []int64) {
	for s := range m.Month {
		people = append(people, int64(100+s))
	}
	return people
}

func (m *steady) RandomStreamers(k int, key chance.Key) []int64 {
	people := m.people()
	sort.Slice(people, func(a, b int) bool { return key.Bits(uint64(people[a])) < key.Bits(uint64(people[b])) })
	return people[:k]
}

func (m *steady) Bar(people []int64) {
	for _, id := range people {
		m.Since[id] = m.Day
	}
}

func steadyPlan(days int64, replicates int) Plan {
	plan := toyPlan(days, 2)
	plan.Markets, plan.Replicates, plan.Twin = steadies{}, replicates, false
	plan.Warmup = toyParams(days, 60, 1)
	plan.Scenarios = []Scenario{{Name: "flat", Params: toyParams(days, 60, 1)}, {Name: "steep", Params: toyParams(days, 60, 2)}}
	plan.Baseline = "flat"
	return plan
}

// partsOf runs a plan and returns its parts by scenario and replicate.
func partsOf(t *testing.T, plan Plan) map[string][]*record.Part {
	t.Helper()
	keeper := &collecting{memoryKeeper: newKeeper()}
	if err := Run(context.Background(), plan, keeper, nil); err != nil {
		t.Fatal(err)
	}
	out := map[string][]*record.Part{}
	for _, p := range keeper.all {
		if out[p.Scenario] == nil {
			out[p.Scenario] = make([]*record.Part, plan.Replicates)
		}
		out[p.Scenario][p.Replicate] = p
	}
	return out
}

func tableOf(t *testing.T, p *record.Part, name string) *record.Table {
	t.Helper()
	for _, table := range p.Tables {
		if table.Name == name {
			return table
		}
	}
	t.Fatalf("no table %s", name)
	return nil
}

func valuesOf(p *record.Part) map[string]float64 {
	v := map[string]float64{}
	for _, x := range p.Summary {
		v[x.Metric] = x.Value
	}
	return v
}

// numbersOf is a column of a table as numbers.
func numbersOf(t *testing.T, table *record.Table, column string) []float64 {
	t.Helper()
	c := table.Index(column)
	if c < 0 {
		t.Fatalf("table %s has no column %s", table.Name, column)
	}
	if table.Columns[c].Kind == record.Float {
		return table.Floats[c]
	}
	out := make([]float64, table.Rows)
	for i, v := range table.Ints[c] {
		out[i] = float64(v)
	}
	return out
}

func textsOf(table *record.Table, column string) []string { return table.Texts[table.Index(column)] }

// Reckoned by hand, for 545 days: the best of days 91 to 180 are those who were the least until day 100, and sell 12+11+10
// thousand yuan of 200 a day, times the factor of the rule; from day 361 on half as much again, so the second removal finds half as much
// more to lose.
func TestHeadDependenceReckonedByHand(t *testing.T) {
	const replicates = 9
	parts := partsOf(t, steadyPlan(545, replicates))
	for scenario, factor := range map[string]float64{"flat": 1, "steep": 2} {
		for replicate, p := range parts[scenario] {
			v := valuesOf(p)
			lost := 1 - takenOver(replicate)
			want := map[string]float64{
				"head_first_loss_3": lost * factor * .165, "head_loss_3": lost * factor * (.165 + .2475) / 2,
				"head_own_3": factor * .165, "head_taken_3": (1 - lost) * factor * .165,
				"head_loss_1": lost * factor * .06, "head_own_1": factor * .06, "head_taken_1": (1 - lost) * factor * .06,
				"head_loss_10": lost * factor * .375, "head_own_10": factor * .375, "head_taken_10": (1 - lost) * factor * .375,
				"head_dependence_long_3": lost / 2 * factor * .2475,
			}
			removed, who := tableOf(t, p, "removed"), map[string][]int64{}
			for i, group := range textsOf(removed, "group") {
				at := fmt.Sprint(group, removed.Ints[removed.Index("date")][i])
				who[at] = append(who[at], removed.Ints[removed.Index("streamer")][i])
			}
			for _, k := range []int{1, 3, 10} {
				sum := 0.0
				for place, id := range who["random180"] {
					if place < k {
						sum += float64(id-99) / 200 * factor
					}
				}
				want[fmt.Sprint("random_loss_", k)] = lost * sum
			}
			wantTop := []int64{111, 110, 109, 108, 107, 106, 105, 104, 103, 102}
			if replicate >= 8 { // only the headline
				wantTop = wantTop[:3]
				for id := range want {
					if id != "head_first_loss_3" && id != "head_loss_3" && id != "head_own_3" && id != "head_taken_3" {
						want[id] = math.NaN()
					}
				}
			}
			if !slices.Equal(who["top180"], wantTop) || !slices.Equal(who["top450"], []int64{111, 110, 109}) {
				t.Errorf("%s %d: the best are %v", scenario, replicate, who)
			}
			for id, w := range want {
				if got := v[id]; !(math.Abs(got-w) < 1e-12) && !(got != got && w != w) {
					t.Errorf("%s, replicate %d: %s = %v, want %v", scenario, replicate, id, got, w)
				}
			}
			for _, k := range []int{1, 3, 10} {
				for _, id := range []string{"head_dependence_", "head_substitution_"} {
					if got := v[fmt.Sprint(id, k)]; got == got {
						t.Errorf("%s%d of a replicate is %v, and is one of a study", id, k, got)
					}
				}
			}
		}
	}
	for replicate := range replicates {
		a, b := tableOf(t, parts["flat"][replicate], "removed"), tableOf(t, parts["steep"][replicate], "removed")
		if !slices.Equal(a.Ints[a.Index("streamer")], b.Ints[b.Index("streamer")]) {
			t.Errorf("replicate %d: the placebo of one rule is not that of the other", replicate)
		}
	}
	streamers := func(replicate int) []int64 {
		a := tableOf(t, parts["flat"][replicate], "removed")
		return a.Ints[a.Index("streamer")]
	}
	if slices.Equal(streamers(0), streamers(1)) {
		t.Error("two replicates have one placebo")
	}
}

// Levels of a study: the pooled placebo is taken off every loss alike, and persistence and substitution are ratios of means
// over the replicates that have both.
func TestLevelsAndDifferencesOfHeadDependence(t *testing.T) {
	var values []record.Value
	parts := partsOf(t, steadyPlan(545, 9))
	placebo, n := 0.0, 0.0
	for _, scenario := range []string{"flat", "steep"} {
		for _, p := range parts[scenario] {
			values = append(values, p.Summary...)
			if v := valuesOf(p)["random_loss_3"]; v == v {
				placebo, n = placebo+v, n+1
			}
		}
	}
	if n != 16 {
		t.Fatalf("%v placebos", n)
	}
	metric.Pool(values)
	once := slices.Clone(values)
	metric.Pool(values)
	if !slices.EqualFunc(values, once, func(a, b record.Value) bool { return a == b || a.Value != a.Value && b.Value != b.Value }) {
		t.Error("pooled twice is not pooled once")
	}
	levels := metric.Levels(values, 0.95)
	loss, dependence := metric.LevelOf(levels, "steep", "head_loss_3"), metric.LevelOf(levels, "steep", "head_dependence_3")
	near(t, "dependence", dependence.Mean, loss.Mean-placebo/n, 1e-14)
	near(t, "width of its interval", dependence.Hi-dependence.Lo, loss.Hi-loss.Lo, 1e-14)
	if dependence.Replicates != 9 {
		t.Errorf("dependence in %d replicates", dependence.Replicates)
	}
	if one := metric.LevelOf(levels, "steep", "head_dependence_10"); one.Replicates != 8 {
		t.Errorf("dependence on the top 10 in %d replicates", one.Replicates)
	}
	persists := metric.LevelOf(levels, "steep", "head_persistence_3")
	near(t, "persistence", persists.Mean, .5*.2475/.165, 1e-12)
	mean := 0.0 // of what is taken over, in nine replicates for three and in eight for one
	for replicate := range 8 {
		mean += takenOver(replicate) / 8
	}
	near(t, "substitution of the best", metric.LevelOf(levels, "flat", "head_substitution_1").Mean, mean, 1e-12)
	near(t, "substitution of the top 3", metric.LevelOf(levels, "flat", "head_substitution_3").Mean, (8*mean+takenOver(8))/9, 1e-12)
	three := metric.LevelOf(levels, "flat", "head_substitution_3")
	if persists.Replicates != 8 || three.Replicates != 9 || !(three.Lo < three.Mean && three.Mean < three.Hi) {
		t.Errorf("persistence in %d replicates, substitution %+v", persists.Replicates, three)
	}
	for _, c := range Contrasts(values, "hand", "flat", 0.95, nil) {
		if c.Metric == "head_dependence_3" {
			near(t, "difference", c.Diff, loss.Mean/2, 1e-12) // the placebo is in neither
		}
	}
}

// Every branch begins on the day after its date and ends where it should, and the tables of branches say by day, streamer and
// removal what the summary is made of.
func TestTheTablesOfBranches(t *testing.T) {
	p := partsOf(t, steadyPlan(545, 1))["steep"][0]
	type branch struct {
		date, k float64
		group   string
	}
	removals, courses, days := tableOf(t, p, "removals"), tableOf(t, p, "courses"), tableOf(t, p, "days")
	factual := map[float64]float64{}
	for i, day := range numbersOf(t, days, "day") {
		factual[day] += numbersOf(t, days, "gmv")[i]
	}
	course := map[branch][]float64{}
	date, group, k := numbersOf(t, courses, "date"), textsOf(courses, "group"), numbersOf(t, courses, "k")
	day, gmv := numbersOf(t, courses, "day"), numbersOf(t, courses, "gmv")
	for i := range day {
		b := branch{date[i], k[i], group[i]}
		course[b] = append(course[b], gmv[i])
		if day[i] != date[i]+float64(len(course[b])) {
			t.Fatalf("row %d of %v is day %v", len(course[b]), b, day[i])
		}
		if gmv[i] >= factual[day[i]] {
			t.Fatalf("day %v of %v: %v yuan, and %v in the run with all", day[i], b, gmv[i], factual[day[i]])
		}
		if net := numbersOf(t, courses, "gmv_net")[i]; math.Abs(2*net-gmv[i]) > 0.011 {
			t.Fatalf("day %v of %v: %v net of %v", day[i], b, net, gmv[i])
		}
	}
	if removals.Rows != 7 || len(course) != 7 {
		t.Fatalf("%d removals, %d courses", removals.Rows, len(course))
	}
	date, group, k = numbersOf(t, removals, "date"), textsOf(removals, "group"), numbersOf(t, removals, "k")
	number := func(column string, row int) float64 { return numbersOf(t, removals, column)[row] }
	for i := range date {
		b := branch{date[i], k[i], group[i]}
		days := course[b]
		until, long := date[i]+90, math.NaN()
		sums := func(from, to int) (with, without float64) {
			for n := from; n <= to; n++ {
				with, without = with+factual[date[i]+float64(n)], without+days[n-1]
			}
			return with, without
		}
		if b == (branch{180, 3, "top"}) {
			until = 545
			with, without := sums(181, 365)
			long = 1 - without/with
			near(t, "long sums", number("gmv_long", i)-with+number("gmv_long_without", i)-without, 0, 1e-6)
		}
		with, without := sums(1, 90)
		near(t, fmt.Sprint(b, " last day"), number("until", i), until, 0)
		near(t, fmt.Sprint(b, " days"), float64(len(days)), until-date[i], 0)
		near(t, fmt.Sprint(b, " gmv"), number("gmv", i), with, 1e-6)
		near(t, fmt.Sprint(b, " gmv without"), number("gmv_without", i), without, 1e-6)
		near(t, fmt.Sprint(b, " loss"), number("loss", i), 1-without/with, 1e-12)
		if got := number("loss_long", i); !(math.Abs(got-long) < 1e-12) && !(got != got && long != long) {
			t.Errorf("%v: long loss %v, want %v", b, got, long)
		}
		own, removed := 0.0, tableOf(t, p, "removed")
		for j, place := range numbersOf(t, removed, "place") {
			if numbersOf(t, removed, "date")[j] == b.date && textsOf(removed, "group")[j] == b.group && place <= b.k {
				own += numbersOf(t, removed, "gmv_after")[j]
				if before := numbersOf(t, removed, "gmv_before")[j]; before <= 0 ||
					place > 1 && b.group == "top" && before > numbersOf(t, removed, "gmv_before")[j-1] {
					t.Errorf("%v: place %v sold %v before", b, place, before)
				}
			}
		}
		near(t, fmt.Sprint(b, " own"), number("gmv_own", i), own, 1e-6)
	}
}

// idle are toy markets from which nobody can be removed.
type idle struct{ toys }

type kept struct{ Market }

func (k kept) Bar([]int64)           {}
func (k kept) Fork() (Market, error) { m, err := k.Market.Fork(); return kept{m}, err }

func (f *idle) New(p *sim.Params, seed uint64, replicate int) (Market, error) {
	m, err := f.toys.New(p, seed, replicate)
	return kept{m}, err
}

func (f *idle) Decode(p *sim.Params, r io.Reader) (Market, error) {
	m, err := f.toys.Decode(p, r)
	return kept{m}, err
}

// A branch that nobody is removed from is the run itself, day by day and to the last fen, on both dates: it has the same draws,
// and the run does not notice that it waited.
func TestABranchWithoutARemovalIsTheRunItself(t *testing.T) {
	plan := toyPlan(365, 2)
	plan.Markets = &idle{}
	plan.Replicates = 1
	same := toyPlan(365, 2)
	same.Markets, same.Replicates, same.Branches = &idle{}, 1, false
	plain := partsOf(t, same)
	for scenario, parts := range partsOf(t, plan) {
		p := parts[0]
		courses, days := tableOf(t, p, "courses"), tableOf(t, p, "days")
		factual := map[float64]float64{}
		for i, day := range numbersOf(t, days, "day") {
			factual[day] = numbersOf(t, days, "gmv")[i]
		}
		dates := map[float64]bool{}
		for i, day := range numbersOf(t, courses, "day") {
			if got := numbersOf(t, courses, "gmv")[i]; got != factual[day] {
				t.Fatalf("%s: day %v of a branch sells %v, of the run %v", scenario, day, got, factual[day])
			}
			dates[numbersOf(t, courses, "date")[i]] = true
		}
		for _, id := range []string{"head_loss_1", "head_loss_3", "random_loss_10", "head_dependence_long_3"} {
			near(t, id, valuesOf(p)[id], 0, 0)
		}
		if len(dates) != 2 || fmt.Sprint(days.Floats) != fmt.Sprint(tableOf(t, plain[scenario][0], "days").Floats) {
			t.Errorf("%s: %d dates; the run with branches is another than the run without", scenario, len(dates))
		}
	}
}

// Pairs are pairs: the scenarios of a replicate have the same draws, and so have their twins; twins have others than the runs
// they belong to, and replicates others than each other.
func TestScenariosShareTheDrawsOfAReplicateAndOfItsTwin(t *testing.T) {
	var mu sync.Mutex
	type draws struct {
		strength float64
		first    float64 // tells the replicate
	}
	keys := map[draws][]uint64{}
	plan := toyPlan(130, 2)
	plan.Markets = &toys{before: func(m *toy, _ int) error {
		mu.Lock()
		defer mu.Unlock()
		if d := (draws{m.Strength, m.Appeal[0]}); m.Day == 5 && !slices.Contains(keys[d], m.Key) {
			keys[d] = append(keys[d], m.Key)
		}
		return nil
	}}
	plan.Scenarios = plan.Scenarios[:2]
	carryOut(t, plan, newKeeper())
	seen := map[uint64]int{}
	for d, k := range keys {
		slices.Sort(k)
		if len(k) != 2 {
			t.Errorf("%v: draws of %d markets, want those of the run and of its twin", d, len(k))
		}
		for _, key := range k {
			seen[key]++
		}
	}
	if len(keys) != 6 || len(seen) != 6 {
		t.Errorf("%d runs with %d different draws", len(keys), len(seen))
	}
	for key, n := range seen {
		if n != 2 {
			t.Errorf("draws %x are those of %d scenarios, want both", key, n)
		}
	}
}
