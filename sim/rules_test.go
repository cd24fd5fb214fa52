package sim

import (
	"bytes"
	"testing"

	"livebazaar/sim/rules"
)

// ways are three sets of rules for one small market that differ in every part: how impressions are given and remembered, what the
// platform charges, what streamers and merchants may choose, in which circles they meet, how consumers trust and see.
func ways(t testing.TB) (a, b, c *rules.Params) {
	t.Helper()
	a = rulesWith(t, map[string]any{"streamers.giveback.most": 0.5})
	b = rulesWith(t, map[string]any{"platform.ranking.allocate": "uniform", "merchants.discount.depth": 0.5, "streamers.schedule.most": 9.0,
		"streamers.circle": int64(40), "platform.fees.commission": 0.1, "platform.fees.service": 0.2, "consumers.trust.public_memory": 0.9,
		"consumers.taste.style": 3.0, "consumers.purchase.need": 2.5, "streamers.accident.illness": 0.3})
	c = rulesWith(t, map[string]any{"platform.ranking.allocate": "top-k", "platform.ranking.amortised.speed": 1.0,
		"streamers.circle": int64(20), "merchants.stock.unlimited": true, "platform.ranking.support.niche": 3.0,
		"categories.beauty.price": 5.0, "categories.apparel.price": 5.0})
	return a, b, c
}

// begins says from which day on parameters hold.
type begins struct {
	from int64
	p    *rules.Params
}

// path makes rules of parameters that follow on each other.
func path(t testing.TB, start *rules.Params, then ...begins) *Rules {
	t.Helper()
	r := Compile(start)
	for _, next := range then {
		var err error
		if r, err = r.Then(next.from, next.p); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// opened is a small market under the rules, on the eve of its first day, −34: a Monday. Months begin on the days 1 and 31.
func opened(t testing.TB, r *Rules) *World {
	t.Helper()
	w, err := r.New(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// until lets the days up to one pass.
func until(t testing.TB, w *World, day int64) {
	t.Helper()
	run(t, w, int(day-w.Day), 1)
}

// goAlike demands that two markets are the same, record and state.
func goAlike(t testing.TB, what string, a, b *World) {
	t.Helper()
	sameRecord(t, what, &a.Rec, &b.Rec)
	if !bytes.Equal(encoded(t, a), encoded(t, b)) {
		t.Errorf("%s: the state is another on day %d", what, a.Day)
	}
}

// Rules that begin on a day are a switch on its eve: on the first day of all, on Mondays and in mid-week, in warm-up and after it, on
// the first of a month and within one, on the last day.
func TestRulesThatBeginOnADayAreASwitchOnItsEve(t *testing.T) {
	t.Parallel()
	a, b, _ := ways(t)
	plain := opened(t, Compile(a))
	until(t, plain, 45)
	for _, from := range []int64{-34, -20, -17, 1, 11, 15, 31, 45} {
		planned, switched := opened(t, path(t, a, begins{from, b})), opened(t, Compile(a))
		for _, w := range []*World{planned, switched} {
			if until(t, w, from-1); w.Params() != a {
				t.Errorf("rules from day %d on hold on its eve", from)
			}
		}
		goAlike(t, "on the eve", planned, switched)
		if err := switched.Switch(b); err != nil {
			t.Fatal(err)
		}
		for _, day := range []int64{from, 45} {
			if until(t, planned, day); planned.Params() != b {
				t.Errorf("rules from day %d on do not hold on day %d", from, day)
			}
			until(t, switched, day)
			goAlike(t, "after it", planned, switched)
		}
		if bytes.Equal(encoded(t, planned), encoded(t, plain)) {
			t.Errorf("rules from day %d on change nothing: the test sees nothing", from)
		}
	}
}

// A market under rules of several periods is one that is switched again and again, back to the first rules at last.
func TestPeriodsFollowOnEachOther(t *testing.T) {
	t.Parallel()
	a, b, c := ways(t)
	periods := []begins{{-34, b}, {-10, c}, {12, b}, {13, c}, {31, a}}
	planned, switched := opened(t, path(t, a, periods...)), opened(t, Compile(a))
	for _, next := range periods {
		until(t, switched, next.from-1)
		if err := switched.Switch(next.p); err != nil {
			t.Fatal(err)
		}
	}
	until(t, switched, 45)
	until(t, planned, 45)
	goAlike(t, "five periods", planned, switched)
}

// A market that is saved and loaded on every evening, and one that goes on in a copy of itself every morning, go the same way through
// all periods, and are under the same rules at all times. What is loaded is put to work anew: nothing of a period is kept but the state.
func TestLoadedAndCopiedMarketsGoOnInThePeriodOfTheirDay(t *testing.T) {
	t.Parallel()
	a, b, c := ways(t)
	r := path(t, a, begins{-17, b}, begins{11, c}, begins{15, a}, begins{31, b})
	straight, loaded, copied := opened(t, r), opened(t, r), opened(t, r)
	for straight.Day < 45 {
		var err error
		if loaded, err = r.Decode(bytes.NewReader(encoded(t, loaded))); err != nil {
			t.Fatal(err)
		}
		copied = fork(t, copied)
		if loaded.Params() != straight.Params() || copied.Params() != straight.Params() {
			t.Fatalf("on the evening of day %d other rules are in force", straight.Day)
		}
		for _, w := range []*World{straight, loaded, copied} {
			until(t, w, w.Day+1)
		}
	}
	goAlike(t, "loaded every evening", straight, loaded)
	goAlike(t, "copied every evening", straight, copied)
}

// What streamers have chosen beyond the bounds of new rules comes within them on the first day of the rules.
func TestChoicesComeWithinTheBoundsOfRulesThatBegin(t *testing.T) {
	t.Parallel()
	a, _, _ := ways(t)
	tight := rulesWith(t, map[string]any{"streamers.giveback.most": 0.02})
	w := opened(t, path(t, a, begins{11, tight}))
	most := func() (most float64) {
		for s, active := range w.Streamers.Active {
			if active {
				most = max(most, w.Streamers.Giveback[s])
			}
		}
		return most
	}
	if until(t, w, 10); most() <= 0.02 {
		t.Fatalf("nobody gives back more than %v: the test sees nothing", most())
	}
	if until(t, w, 11); most() > 0.02 {
		t.Errorf("on the first day of the rules somebody gives back %v", most())
	}
}

// So they do in a state that is read under other rules, as in a copy for which the rules are switched.
func TestAStateReadUnderOtherRulesIsWithinTheirBounds(t *testing.T) {
	t.Parallel()
	a, _, _ := ways(t)
	tight := rulesWith(t, map[string]any{"streamers.giveback.most": 0.02})
	w := opened(t, Compile(a))
	until(t, w, 10)
	read, err := Decode(tight, bytes.NewReader(encoded(t, w)))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Switch(tight); err != nil {
		t.Fatal(err)
	}
	goAlike(t, "at once", w, read)
	until(t, w, 15)
	until(t, read, 15)
	goAlike(t, "later", w, read)
}

// Rules that begin before a market does hold from its start: it is made under them.
func TestRulesFromBeforeTheFirstDayMakeTheMarket(t *testing.T) {
	t.Parallel()
	a, b, c := ways(t)
	early, plain := opened(t, path(t, a, begins{-500, b}, begins{-35, c})), opened(t, Compile(c))
	goAlike(t, "at the start", early, plain)
	until(t, early, 10)
	until(t, plain, 10)
	goAlike(t, "later", early, plain)
}

// Rules follow on each other in time, and are for markets of one size.
func TestRulesThatDoNotFollowOnAreRefused(t *testing.T) {
	t.Parallel()
	a, b, c := ways(t)
	r := path(t, a, begins{-3, b})
	for _, from := range []int64{-3, -4, -rules.MaxDays} {
		if _, err := r.Then(from, c); err != ErrOrder {
			t.Errorf("rules from day %d on after those from day −3 on: %v", from, err)
		}
	}
	for key, n := range map[string]int64{"consumers.count": 2001, "streamers.count": 81, "merchants.count": 51, "mcns.count": 4, "run.warmup_days": 36} {
		if _, err := r.Then(5, rulesWith(t, map[string]any{key: n})); err != ErrSizes {
			t.Errorf("%s = %d from day 5 on: %v", key, n, err)
		}
	}
}

// Rules are never changed: of two that follow on the same ones each has its own course, and the first go on to the end.
func TestRulesAreNotChangedByThoseThatFollow(t *testing.T) {
	t.Parallel()
	a, b, c := ways(t)
	stem := path(t, a, begins{-20, b}, begins{-10, a}) // in a list that has room for one more
	one, err := stem.Then(-5, b)
	if err != nil {
		t.Fatal(err)
	}
	other, err := stem.Then(-5, c)
	if err != nil {
		t.Fatal(err)
	}
	if stem.on(0).p != a || one.on(0).p != b || other.on(0).p != c {
		t.Error("the rules that follow on the same ones are mixed up")
	}
}

// Markets of one set of rules share what was compiled from them: replicates, copies, and those that were loaded.
func TestMarketsOfTheSameRulesShareTheirTables(t *testing.T) {
	t.Parallel()
	a, b, _ := ways(t)
	r := path(t, a, begins{-30, b})
	first := opened(t, r)
	until(t, first, -29)
	second, err := r.New(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	until(t, second, -29)
	loaded, err := r.Decode(bytes.NewReader(encoded(t, first)))
	if err != nil {
		t.Fatal(err)
	}
	for what, w := range map[string]*World{"another replicate": second, "a copy": fork(t, first), "a market loaded": loaded} {
		if w.t != first.t {
			t.Errorf("%s has tables of its own", what)
		}
	}
}

// Who is traced is traced on when rules change.
func TestTracingGoesOnUnderOtherRules(t *testing.T) {
	t.Parallel()
	a, b, _ := ways(t)
	w := opened(t, path(t, a, begins{-30, b}))
	everybody := make([]int, len(w.Consumers.Rec))
	for i := range everybody {
		everybody[i] = i
	}
	last := int64(-100)
	w.Trace(everybody, nil, func(e Event) { last = e.Day })
	if until(t, w, -28); last != -28 {
		t.Errorf("the last event that was told is of day %d", last)
	}
}

// To put rules in force makes no memory for the market's work anew, so that a ramp may take a step a week, or a day.
func TestPuttingRulesInForceKeepsTheMemoryOfTheDay(t *testing.T) {
	a, b, _ := ways(t)
	b.Streamers.Circle = a.Streamers.Circle // in as many circles
	w, there, back := opened(t, Compile(a)), Compile(b), Compile(a)
	until(t, w, -20)
	allocations := testing.AllocsPerRun(10, func() {
		if w.Follow(there) != nil || w.Follow(back) != nil {
			t.Fatal("refused")
		}
	})
	if allocations > 8 {
		t.Errorf("two sets of rules are put in force with %v allocations", allocations)
	}
}

// BenchmarkCompile is what a set of rules takes to be compiled.
func BenchmarkCompile(b *testing.B) {
	p, _ := rules.NewParams()
	for range b.N {
		Compile(p)
	}
}

// BenchmarkEnact is what it takes to put other rules in force in a running market of a million consumers.
func BenchmarkEnact(b *testing.B) {
	w := market(b, map[string]any{"consumers.count": int64(1_000_000)})
	run(b, w, 8, 2)
	r := Compile(w.p)
	b.ResetTimer()
	for range b.N {
		if err := w.Follow(r); err != nil {
			b.Fatal(err)
		}
	}
}
