package sim

import (
	"fmt"
	"os"
	"reflect"
	machine "runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/sim/column"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// A bazaar is a small market in which parameters are moved. In the busy one what is rare elsewhere happens often: scandals,
// bans and comebacks, agencies and merchants that fail and are founded, every signal and every gate of the ranking.
type bazaar struct {
	name  string
	days  int64
	set   map[string]any
	first []string // keys, or beginnings of keys, that are moved here first, since here they show soonest
}

var bazaars = []bazaar{
	{"busy", 84, map[string]any{
		"consumers.count": int64(500), "streamers.count": int64(40), "merchants.count": int64(40), "mcns.count": int64(4),
		"run.warmup_days": int64(14), "run.seed": int64(83), // with it every category and tier has merchants
		"streamers.accident.scandal": 0.02, "streamers.accident.bans": 0.5, "streamers.accident.illness": 0.02,
		"streamers.comeback.away": 35.0, "platform.enforcement.real_name": 0.3, "streamers.entry.rate": 0.2,
		"platform.enforcement.sampling": 3.0, "platform.enforcement.false_positive": 0.1,
		"mcns.firm.capital": 30000.0, "mcns.firm.patience": int64(2), "mcns.firm.founders": 1.0, "mcns.scouting.roster": int64(6),
		"mcns.firm.office": 7200.0, "mcns.firm.trial": int64(12), "mcns.firm.reluctance": 3.0, "mcns.firm.steepness": 0.1,
		"merchants.entry.retire": 0.9, "merchants.entry.candidates": 0.4, "merchants.entry.cost": 5000.0,
		"merchants.tiers.high_end.share": 0.2, "merchants.tiers.high_end.opening": 1.0,
		"merchants.entry.capital": 1.0, "merchants.entry.reserve": 2.0, "merchants.stock.initial": 3.0,
		"merchants.store.session_cost": 50.0, "merchants.tiers.micro.learns": true, "merchants.tiers.micro.partners": int64(3),
		"platform.ranking.weights.enter": 0.2, "platform.ranking.weights.stay": 0.2, "platform.ranking.weights.follow": 0.2,
		"platform.ranking.weights.order": 0.2, "platform.ranking.weights.repurchase": 0.2,
		"platform.ranking.weights.satisfaction": 0.2, "platform.ranking.weights.negative": 0.2,
		"platform.ranking.signals.prior_impressions": 50.0, "platform.ranking.tier_quota.review": int64(7),
		"platform.ranking.gate.credit_low": 20.0, "platform.ranking.gate.credit_high": 90.0,
	}, nil},
	{"usual", 154, map[string]any{
		"consumers.count": int64(1000), "streamers.count": int64(30), "merchants.count": int64(48), "mcns.count": int64(3),
		"run.warmup_days": int64(21),
	}, []string{"merchants.entry.patience", "streamers.learning.caution"}},
	{"rich agencies", 154, map[string]any{
		"consumers.count": int64(800), "streamers.count": int64(60), "merchants.count": int64(40), "mcns.count": int64(3),
		"run.warmup_days": int64(21), "mcns.firm.capital": 1000.0, "mcns.firm.office": 50.0, "mcns.breakaway.base": 1.0,
		"mcns.firm.founders": 1.0, "mcns.firm.reluctance": 3.0, "mcns.firm.steepness": 0.1, "mcns.firm.trial": int64(8),
		"mcns.breakaway.alone": int64(14), "mcns.pool.half": 1000.0, "mcns.scouting.notice": 1.0,
	}, []string{"mcns.firm.payout", "mcns.firm.variation", "mcns.firm.imitation", "mcns.firm.steepness", "mcns.firm.reluctance",
		"mcns.firm.trial", "mcns.breakaway.alone", "mcns.contract.pool_worth"}},
	// agencies that can pay, and earn less than going on costs
	{"agencies without hope", 154, map[string]any{
		"consumers.count": int64(800), "streamers.count": int64(60), "merchants.count": int64(40), "mcns.count": int64(3),
		"run.warmup_days": int64(21), "mcns.firm.capital": 1e6, "mcns.firm.office": 3000.0, "mcns.firm.patience": int64(520),
		"mcns.firm.trial": int64(8),
	}, []string{"mcns.firm.slack"}},
	// buyers are easily dissatisfied and tell, and many merchants are about to cheat or to stop
	{"tempted", 84, map[string]any{
		"consumers.count": int64(800), "streamers.count": int64(30), "merchants.count": int64(40), "mcns.count": int64(2),
		"run.warmup_days": int64(28), "run.seed": int64(83), "consumers.adoption.initial": 0.4, "consumers.adoption.ill": 0.0,
		"merchants.honesty.scruple": 0.002, "merchants.honesty.esteem": 0.1, "merchants.honesty.review": 0.5,
		"platform.enforcement.sampling": 0.5, "consumers.complaint.share": 0.5, "platform.enforcement.audit": 0.2,
	}, []string{"consumers.adoption.", "consumers.harm.", "merchants.honesty.", "merchants.tiers.high_end.loyalty",
		"merchants.tiers.mature.loyalty", "merchants.tiers.emerging.loyalty", "merchants.tiers.micro.loyalty", "platform.enforcement."}},
}

// shut keeps everybody out of a market: nobody enters any more, but who is there goes on.
var shut = map[string]any{"merchants.entry.candidates": 0.0, "streamers.entry.rate": 0.0, "streamers.comeback.tries": 0.0,
	"mcns.firm.founders": 0.0, "mcns.firm.patience": int64(520), "mcns.firm.trial": int64(520)}

// course is what a bazaar does without a change: the sums of its state by day. It goes as far as it is asked for.
type course struct {
	rules func() (*rules.Params, *param.Set)

	mu    sync.Mutex
	err   error
	born  *World
	warm  *World // after the warm-up
	goes  *World // on
	first []uint32
	after map[int64][]uint32
}

// look is every how many days states are compared.
const look = 7

// begin lets the course go through its warm-up.
func (c *course) begin() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.born != nil || c.err != nil {
		return c.err
	}
	p, _ := c.rules()
	if c.born, c.err = New(p, uint64(p.Run.Seed), 0); c.err != nil {
		return c.err
	}
	c.first, c.after = sumsOf(c.born), map[int64][]uint32{}
	if c.goes, c.err = c.born.Fork(); c.err != nil {
		return c.err
	}
	if err := c.to(0); err != nil {
		return err
	}
	c.warm, c.err = c.goes.Fork()
	return c.err
}

// looked reports whether states are compared on the evening of a day.
func looked(day int64) bool { return day%look == 0 || day == 1 }

// to goes on to a day.
func (c *course) to(day int64) error {
	for c.err == nil && c.goes.Day < day {
		c.err = c.goes.Step(1)
		if now := c.goes.Day; looked(now) {
			c.after[now] = sumsOf(c.goes)
		}
	}
	return c.err
}

// sums are those of the evening of a day.
func (c *course) sums(day int64) ([]uint32, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.to(day)
	return c.after[day], err
}

// A column of the state is known by its name, and found in each market in the same way.
type stateColumn struct {
	name string
	in   func(market reflect.Value) reflect.Value
}

var columns = columnsIn(reflect.TypeFor[state.Market](), "", func(market reflect.Value) reflect.Value { return market })

// columnsIn are the columns of a type, which is that of a part of a market; those of the venue among them.
func columnsIn(t reflect.Type, name string, in func(market reflect.Value) reflect.Value) (all []stateColumn) {
	if t == reflect.TypeFor[[]state.Venue]() {
		return columnsIn(t.Elem(), name, func(market reflect.Value) reflect.Value {
			if in(market).Len() != 1 {
				panic("a market of more than one venue: their columns would be left out")
			}
			return in(market).Index(0)
		})
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[ledger.Ledger]() {
		return []stateColumn{{name, in}}
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("snapshot") != "-" {
			all = append(all, columnsIn(f.Type, name+"."+f.Name, func(market reflect.Value) reflect.Value { return in(market).Field(i) })...)
		}
	}
	return all
}

// sum returns a checksum of a market's column.
func (c stateColumn) sum(w *World) uint32 {
	found := c.in(reflect.ValueOf(w.Market).Elem())
	return column.Sum(reflect.NewAt(found.Type(), found.Addr().UnsafePointer()).Interface()) // also where it is not exported
}

// sumsOf returns the checksum of each column of the state.
func sumsOf(w *World) []uint32 {
	sums := make([]uint32, len(columns))
	for i, c := range columns {
		sums[i] = c.sum(w)
	}
	return sums
}

// columnSet marks the columns that differed on some day.
type columnSet []bool

func (s columnSet) add(a, b []uint32) {
	for i := range a {
		s[i] = s[i] || a[i] != b[i]
	}
}

func (s columnSet) any() bool { return slices.Contains(s, true) }

// beyond are the names of the columns marked here and not in other.
func (s columnSet) beyond(other columnSet) (names []string) {
	for i, marked := range s {
		if marked && !other[i] {
			names = append(names, columns[i].name)
		}
	}
	return names
}

// parts steps a market to the end, or until a column differs from the course's, and reports whether one does. What ends with
// an error differs.
func (c *course) parts(w *World, days int64) (bool, error) {
	for w.Day < days {
		if w.Step(1) != nil {
			return true, nil
		}
		if !looked(w.Day) {
			continue
		}
		sums, err := c.sums(w.Day)
		if err != nil {
			return false, err
		}
		for i, column := range columns {
			if column.sum(w) != sums[i] {
				return true, nil
			}
		}
	}
	return false, nil
}

// follow steps a market until all the columns of a set have differed from the course's, or to the end, and returns those that
// have. What ends with an error differs in all.
func (c *course) follow(w *World, days int64, of columnSet) (columnSet, error) {
	s := make(columnSet, len(columns))
	for w.Day < days && of.beyond(s) != nil {
		if w.Step(1) != nil {
			for i := range s {
				s[i] = true
			}
			return s, nil
		}
		if looked(w.Day) {
			sums, err := c.sums(w.Day)
			if err != nil {
				return s, err
			}
			s.add(sumsOf(w), sums)
		}
	}
	return s, nil
}

// evidence is what moving a parameter did in the bazaars.
type evidence struct {
	tried, made, born, open, closed, refused bool
	kept                                     []string // columns it sets at the start and never moves in who is there
	where                                    string
}

// acts is what the evidence says.
func (e evidence) acts() (param.Acts, bool) {
	switch {
	case e.made && !e.open:
		return param.Start, true
	case e.born && e.open && !e.closed:
		return param.Entry, true
	case e.born && e.open && len(e.kept) > 0:
		return param.Partly, true
	case e.open:
		return param.Always, true
	}
	return 0, false
}

// movesOf are values of a parameter to move it to from the one it has: the ends of its range soon, since there it shows soonest.
func movesOf(q *param.Param) []any {
	var all []any
	switch at := q.Value().(type) {
	case float64:
		for _, x := range []float64{2 * at, q.Min, q.Max, at / 2, (at + q.Max) / 2, (at + q.Min) / 2} {
			all = append(all, x)
		}
	case int64:
		for _, n := range []int64{2 * at, int64(q.Min), int64(q.Max), at / 2, at + 1, at - 1} {
			all = append(all, n)
		}
	case bool:
		all = append(all, !at)
	case string:
		for _, c := range q.Choices {
			all = append(all, c)
		}
	}
	var within []any
	for _, v := range all {
		before := q.Value()
		if v != before && q.Set(v) == nil {
			within = append(within, v)
		}
		if err := q.Set(before); err != nil {
			panic(err)
		}
	}
	return within
}

// meet gives values under which a parameter's conditions hold, where others than those in force are needed.
func meet(set *param.Set, q *param.Param) map[string]any {
	met := map[string]any{}
	for _, c := range q.When {
		on := set.Lookup(c.Key)
		if c.Holds(on.Value()) {
			continue
		}
		for _, v := range append([]any{c.Value, on.Default}, movesOf(on)...) {
			if c.Holds(v) {
				met[c.Key] = v
				break
			}
		}
	}
	return met
}

// laboratory moves parameters in bazaars; the courses without a change are kept.
type laboratory struct {
	mu      sync.Mutex
	courses map[string]*course
}

func rulesOf(sets ...map[string]any) (*rules.Params, *param.Set) {
	p, set := rules.NewParams()
	for _, values := range sets {
		for key, v := range values {
			if err := set.Lookup(key).Set(v); err != nil {
				panic(key + " " + err.Error())
			}
		}
	}
	return p, set
}

func (l *laboratory) course(b bazaar, closed bool, met map[string]any) *course {
	l.mu.Lock()
	defer l.mu.Unlock()
	name := fmt.Sprint(b.name, closed, met)
	if l.courses[name] == nil {
		sets := []map[string]any{{"run.days": b.days}, b.set}
		if closed {
			sets = append(sets, shut)
		}
		sets = append(sets, met)
		l.courses[name] = &course{rules: func() (*rules.Params, *param.Set) { return rulesOf(sets...) }}
	}
	return l.courses[name]
}

// move moves one parameter in a bazaar until the evidence that its declaration asks for is there, or all values are tried.
func (l *laboratory) move(b bazaar, key string) (e evidence, err error) {
	e.where = b.name
	_, set := rulesOf(b.set)
	q := set.Lookup(key)
	met := meet(set, q)
	open, closed := l.course(b, false, met), l.course(b, true, met)
	if err := open.begin(); err != nil {
		return e, fmt.Errorf("%s: %w", b.name, err)
	}
	_, set = open.rules()
	for _, v := range movesOf(set.Lookup(key)) {
		moved := func(c *course) *rules.Params {
			p, set := c.rules()
			if err := set.Lookup(key).Set(v); err != nil {
				panic(err)
			}
			return p
		}
		p := moved(open)
		anew, err := New(p, uint64(p.Run.Seed), 0)
		if err != nil {
			continue // refused before the first day
		}
		e.tried = true
		given := make(columnSet, len(columns))
		given.add(sumsOf(anew), open.first)
		born := given.any()
		e.born, e.made = e.born || born, e.made || born
		if !e.open {
			w, err := open.switched(p)
			switch {
			case err == ErrSizes:
				e.refused = true
				return e, nil
			case err != nil:
				return e, err
			}
			if e.open, err = open.parts(w, b.days); err != nil {
				return e, err
			}
		}
		if !e.open && !e.made { // where one under way moves, this is not asked
			if e.made, err = open.parts(anew, b.days); err != nil {
				return e, err
			}
		}
		if born && e.open && !e.closed && e.kept == nil {
			if err := closed.begin(); err != nil {
				return e, fmt.Errorf("%s, shut: %w", b.name, err)
			}
			w, err := closed.switched(moved(closed))
			if err != nil {
				return e, err
			}
			in, err := closed.follow(w, b.days, given)
			if err != nil {
				return e, err
			}
			e.closed, e.kept = in.any(), given.beyond(in)
		}
		if e.open && (!e.born || e.closed || len(e.kept) > 0) {
			break
		}
		if e.born && !e.open && q.Acts == param.Start {
			break
		}
	}
	return e, nil
}

// switched returns a copy of the course after its warm-up, under other rules.
func (c *course) switched(p *rules.Params) (*World, error) {
	w, err := c.warm.Fork()
	if err == nil {
		err = w.Switch(p)
	}
	return w, err
}

// Every parameter moves some market, and acts on whom and from when it says: one that acts always moves a market under way
// and leaves nothing that it gave to those present; one that acts on entry moves a market under way only where people or
// firms still enter; one that acts only at the start moves no market under way. What moves nothing says why.
//
// There is no list of parameters here. In a market that is shut nobody enters; what a parameter gives where a market is
// made is seen as the columns of the state that differ on the eve of the first day.
func TestEveryParameterActsAsItDeclares(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("hundreds of small markets, one after the other: nothing for the race detector")
	}
	l := &laboratory{courses: map[string]*course{}}
	_, set := rules.NewParams()
	keys := make(chan *param.Param)
	var workers sync.WaitGroup
	var mu sync.Mutex
	found := map[string]string{}
	for range machine.GOMAXPROCS(0) {
		workers.Go(func() {
			for q := range keys {
				said := l.judge(q)
				mu.Lock()
				found[q.Key] = said
				mu.Unlock()
			}
		})
	}
	only := os.Getenv("LIVEBAZAAR_ONLY")
	for _, q := range set.Params() {
		if strings.HasPrefix(q.Key, only) {
			keys <- q
		}
	}
	close(keys)
	workers.Wait()
	for _, q := range set.Params() {
		if said := found[q.Key]; said != "" {
			t.Errorf("%s %s", q.Key, said)
		}
	}
}

// bazaarsFor are the bazaars in the order in which a parameter is tried in them.
func bazaarsFor(key string) []bazaar {
	order := slices.Clone(bazaars)
	later := func(b bazaar) int {
		if slices.ContainsFunc(b.first, func(group string) bool { return strings.HasPrefix(key, group) }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(order, func(a, b bazaar) int { return later(a) - later(b) })
	return order
}

// judge returns what is wrong with a parameter's declaration, or "". The first bazaar in which it acts as it declares is
// enough; with LIVEBAZAAR_LONG no other may contradict it.
func (l *laboratory) judge(q *param.Param) string {
	last, all := "moves nothing, and does not say why", os.Getenv("LIVEBAZAAR_LONG") != ""
	for _, b := range bazaarsFor(q.Key) {
		e, err := l.move(b, q.Key)
		acts, some := e.acts()
		switch {
		case err != nil:
			return err.Error()
		case e.refused && q.Acts != param.Start:
			return "cannot be switched, and is not declared as acting at the start"
		case q.Idle != "" && (e.made || e.open):
			return "moves the market " + e.where + ", and says that it moves none"
		case q.Acts == param.Start && e.open, q.Acts == param.Entry && e.closed:
			return fmt.Sprintf("moves those who are there in %s, and is declared as acting %s", e.where, q.Acts)
		case q.Idle != "", e.refused, some && acts == q.Acts:
			if last = ""; !all {
				return ""
			}
		case last == "":
		case !e.tried:
			last = "cannot be moved"
		case some:
			last = fmt.Sprintf("acts %s, and is declared as acting %s (%s: made %v born %v open %v shut %v kept %v)",
				acts, q.Acts, e.where, e.made, e.born, e.open, e.closed, e.kept)
		}
	}
	return last
}

// What a parameter says it needs to act, it does need: under a rule that does not meet the condition, all parameters that
// ask for it are moved as far as they go, and the market does not differ.
func TestWhatLacksItsConditionChangesNothing(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("hundreds of small markets, one after the other: nothing for the race detector")
	}
	b := bazaars[0]
	_, set := rules.NewParams()
	asking := map[param.Condition][]string{}
	var conditions []param.Condition
	for _, q := range set.Params() {
		for _, c := range q.When {
			if asking[c] == nil {
				conditions = append(conditions, c)
			}
			asking[c] = append(asking[c], q.Key)
		}
	}
	if len(conditions) < 20 {
		t.Fatalf("only %d conditions", len(conditions))
	}
	for _, c := range conditions {
		t.Run(c.String(), func(t *testing.T) {
			_, set := rulesOf(b.set)
			on, unmet := set.Lookup(c.Key), map[string]any{}
			for _, v := range append([]any{on.Value()}, movesOf(on)...) {
				if !c.Holds(v) {
					unmet[c.Key] = v
				}
			}
			if len(unmet) == 0 {
				t.Fatal("no value fails to meet it")
			}
			// what stands between the condition and a parameter is met, so that it alone keeps the parameter from acting
			for _, key := range asking[c] {
				for k, v := range meet(set, set.Lookup(key)) {
					if _, given := unmet[k]; !given && !slices.Contains(asking[c], k) {
						unmet[k] = v
					}
				}
			}
			plain, _ := rulesOf(b.set, unmet)
			far, moved := rulesOf(b.set, unmet)
			for _, key := range asking[c] {
				q := moved.Lookup(key)
				if _, given := unmet[key]; given {
					continue
				}
				for _, v := range append(farFrom(q), movesOf(q)...) {
					before := q.Value()
					if err := q.Set(v); err != nil {
						t.Fatal(err)
					}
					if v != before && far.Feasible() == nil && far.Holds() == nil {
						break
					}
					if err := q.Set(before); err != nil {
						t.Fatal(err)
					}
				}
			}
			var ends [2][]uint32
			for i, p := range []*rules.Params{plain, far} {
				w, err := New(p, uint64(p.Run.Seed), 0)
				if err != nil {
					t.Fatal(err)
				}
				for w.Day < 50 {
					if err := w.Step(1); err != nil {
						t.Fatal(err)
					}
				}
				ends[i] = sumsOf(w)
				w.Close()
			}
			differ := make(columnSet, len(columns))
			differ.add(ends[0], ends[1])
			for _, column := range differ.beyond(make(columnSet, len(columns))) {
				// a belief of nobody and a trial never made may differ; what is sold, paid and recorded may not
				if strings.HasPrefix(column, ".Rec.") || column == ".Accounts" {
					t.Errorf("%v say that they need it, and move %s", asking[c], column)
				}
			}
		})
	}
}

// farFrom are the ends of a parameter's range, the farther one first.
func farFrom(q *param.Param) []any {
	switch at := q.Value().(type) {
	case float64:
		if q.Max-at < at-q.Min {
			return []any{q.Min, q.Max}
		}
		return []any{q.Max, q.Min}
	case int64:
		return []any{int64(q.Max), int64(q.Min)}
	}
	return nil
}
