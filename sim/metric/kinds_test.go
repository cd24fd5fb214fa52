package metric

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"livebazaar/sim/record"
)

// In whatever order the market closed its months and booked its flows, every table has its rows in order of its key, each key once,
// and the same bytes. Days and cohorts are in order in the record itself.
func TestTablesAreInOrderOfTheirKeysHoweverTheRecordIs(t *testing.T) {
	w := LastYear(430, 1_234)
	tables := func(b *record.Book, branches []Branch) []*record.Table {
		return slices.Concat(Tables(b, w, "base", 0), []*record.Table{TwinTable(Holdings(b, w), "base", 0)}, RemovalTables(b, branches, "base", 0))
	}
	b := fixture()
	branches := fixtureBranches(b)
	plain := tables(b, branches)
	random := rand.New(rand.NewPCG(5, 6))
	for _, list := range []any{b.Flows, b.Streamers, b.Merchants, b.MCNs} {
		rows := reflect.ValueOf(list)
		random.Shuffle(rows.Len(), reflect.Swapper(list))
	}
	slices.Reverse(branches)
	for i, table := range tables(b, branches) {
		if !reflect.DeepEqual(blankless(table), blankless(plain[i])) {
			t.Errorf("%s is another where the record is in another order", table.Name)
		}
		if table.Rows < 2 {
			t.Errorf("%s has %d rows: no order to be seen", table.Name, table.Rows)
		}
		for r := 1; r < table.Rows; r++ {
			order := 0
			for c := range table.Key {
				switch table.Columns[c].Kind {
				case record.Int:
					order = cmp.Or(order, cmp.Compare(table.Ints[c][r-1], table.Ints[c][r]))
				case record.Text:
					order = cmp.Or(order, cmp.Compare(table.Texts[c][r-1], table.Texts[c][r]))
				}
			}
			if order >= 0 {
				t.Errorf("%s: row %d is not behind the one before", table.Name, r)
				break
			}
		}
	}
}

// blankless is a table whose blanks equal each other.
func blankless(t *record.Table) record.Table {
	out := *t
	out.Floats = slices.Clone(t.Floats)
	for c, cells := range out.Floats {
		out.Floats[c] = slices.Clone(cells)
		for r, v := range cells {
			if v != v {
				out.Floats[c][r] = -987654321
			}
		}
	}
	return out
}

// Several ratios of several scenarios are counted side by side, in whatever order their parts come.
func TestRatiosOfSeveralScenariosDoNotMix(t *testing.T) {
	ids := []string{"head_dependence_long_3", "head_first_loss_3", "head_taken_3", "head_own_3"}
	var values []record.Value
	part := map[string]map[string][]float64{"one": {}, "two": {}}
	for r := range 6 {
		for i, id := range ids {
			for s, scenario := range []string{"one", "two"} {
				v := float64(10+i) + float64((r*(i+2)*(s+3))%5)/10
				part[scenario][id] = append(part[scenario][id], v)
				values = append(values, record.Value{Scenario: scenario, Replicate: r, Metric: id, Value: v},
					record.Value{Scenario: scenario, Replicate: r, Metric: "head_persistence_3", Value: blank},
					record.Value{Scenario: scenario, Replicate: r, Metric: "head_substitution_3", Value: blank})
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		levels := Levels(values, .95)
		for scenario, of := range part {
			for id, parts := range map[string][2]string{"head_persistence_3": {ids[0], ids[1]}, "head_substitution_3": {ids[2], ids[3]}} {
				ratio, lo, hi, n := ratioOf(of[parts[0]], of[parts[1]], .95)
				l := LevelOf(levels, scenario, id)
				near(t, scenario+" "+id, l.Mean, ratio, 1e-12)
				near(t, scenario+" "+id+" lo", l.Lo, lo, 1e-12)
				near(t, scenario+" "+id+" hi", l.Hi, hi, 1e-12)
				if n != 6 || l.Replicates != 6 {
					t.Errorf("%s of %s over %d replicates", id, scenario, l.Replicates)
				}
			}
		}
		random.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
	}
}

// A market without a day on record in the window has no value in any metric: a blank, not a 0.
func TestWithoutADayOnRecordNothingIsMeasured(t *testing.T) {
	for what, b := range map[string]*record.Book{"nothing": {},
		"the warm-up alone": {Days: []record.Day{{Day: -3, GMV: 7, Orders: 1}, {Day: 0, GMV: 9, Orders: 1}}}} {
		for _, v := range Compute(b, LastYear(400, 100)) {
			if v.Value == v.Value {
				t.Errorf("%s on record: %s is %v", what, v.Metric, v.Value)
			}
		}
	}
}

// A probability is at most 1, to the last bit, however many shares it is the sum of.
func TestAProbabilityIsAtMostOne(t *testing.T) {
	random, reached := rand.New(rand.NewPCG(2, 7)), 0
	for range 300 {
		var ended []Ended
		for age := range int64(200) {
			n := int64(1 + random.IntN(30))
			ended = append(ended, Ended{Age: age, Events: n, OfCause: n})
		}
		p := Incidence(ended, 365)
		if p > 1 || p < 1-1e-12 {
			t.Fatalf("all came back by then: the probability is %v", p)
		}
		if sum := follows(ended, 365); sum > 1 {
			reached++
		}
	}
	if reached == 0 {
		t.Error("no sum came out above 1: nothing was tried")
	}
}

// follows is the plain sum of the shares.
func follows(ended []Ended, t int64) float64 { _, sum, _ := follow(ended, t); return sum }

// One is not spoken of as several, in labels and definitions of both languages.
func TestOneIsNotSpokenOfAsSeveral(t *testing.T) {
	several := regexp.MustCompile(`\b1 best|\b1 (other )?(random active )?streamers|\b1 sellers|\b1 days|\b1 months|前 1 名`)
	for _, e := range []Edition{{}, Of(7)} {
		for _, m := range e.All() {
			for _, words := range []string{m.EN, m.ZH, m.Definition, m.DefinitionZH, m.Caveat, m.CaveatZH} {
				if found := several.FindString(words); found != "" {
					t.Errorf("%s: %q in %q", m.ID, found, words)
				}
			}
		}
	}
}

// No two metrics have one label, and none one definition with another, in either language; a number in a name is in the label too,
// or in the definition.
func TestNoTwoMetricsAreCalledTheSame(t *testing.T) {
	for _, e := range []Edition{{}, Of(7)} {
		seen := map[string]string{}
		for _, m := range e.All() {
			for _, words := range []string{m.EN, m.ZH, m.Definition, m.DefinitionZH} {
				if other, taken := seen[words]; taken {
					t.Errorf("%s and %s are both %q", m.ID, other, words)
				}
				seen[words] = m.ID
			}
			for _, n := range regexp.MustCompile(`[0-9]+`).FindAllString(m.ID, -1) {
				if n == "1" { // the best seller
					continue
				}
				for _, label := range []string{m.EN + ": " + m.Definition, m.ZH + "：" + m.DefinitionZH} {
					if !regexp.MustCompile(`(^|[^0-9])` + n + `([^0-9]|$)`).MatchString(label) {
						t.Errorf("%s is called %q", m.ID, label)
					}
				}
			}
		}
	}
}

// A prediction of which claims got different verdicts says how many got which; one verdict for all needs no count.
func TestASummaryCountsTheVerdicts(t *testing.T) {
	p := Prediction{Claims: make([]Claim, 4), Unjudged: 1}
	for _, c := range []struct {
		of     []Verdict
		en, zh string
	}{
		{[]Verdict{Supported, Undecided, Supported, Contradicted}, "contradicted (4 of 5 claims judged: 2 supported, 1 undecided, 1 contradicted)",
			"相反（5 项论断判断了 4 项：支持 2 项、未定 1 项、相反 1 项）"},
		{[]Verdict{Supported, NotJudged, Undecided, Undecided},
			"undecided (3 of 5 claims judged: 1 supported, 2 undecided)", "未定（5 项论断判断了 3 项：支持 1 项、未定 2 项）"},
		{[]Verdict{Supported, Supported, Supported, Supported}, "supported (4 of 5 claims judged)", "支持（5 项论断判断了 4 项）"},
		{[]Verdict{NotJudged, NotJudged, NotJudged, NotJudged}, "not judged (0 of 5 claims judged)", "未判断（5 项论断判断了 0 项）"},
	} {
		if got := p.Summary(c.of, "en"); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
		if got := p.Summary(c.of, "zh"); got != c.zh {
			t.Errorf("%q, want %q", got, c.zh)
		}
	}
	if got := (Prediction{Claims: make([]Claim, 1)}).Summary([]Verdict{Supported}, "en"); got != "supported (1 of 1 claim judged)" {
		t.Error(got)
	}
	if got := (Prediction{}).Summary(nil, "en"); got != NotJudged.In("en") {
		t.Error(got)
	}
}
