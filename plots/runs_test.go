package plots

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// pieces is invented results whose tables are handed over a few rows at a time; it counts how often each is read.
type pieces struct {
	*invented
	mu   sync.Mutex
	read map[string]int
}

func (v *pieces) EachRows(name string, each func(*record.Table) error, columns ...string) error {
	v.mu.Lock()
	v.read[name]++
	v.mu.Unlock()
	t, ok := v.tables[name]
	if !ok {
		return v.invented.EachRows(name, each, columns...)
	}
	for from := 0; from < t.Rows; from += 77 {
		piece := record.NewTable(t.Name, t.Key, t.Columns...)
		piece.Rows = min(77, t.Rows-from)
		for c, col := range t.Columns {
			switch col.Kind {
			case record.Int:
				piece.Ints[c] = t.Ints[c][from : from+piece.Rows]
			case record.Float:
				piece.Floats[c] = t.Floats[c][from : from+piece.Rows]
			case record.Text:
				piece.Texts[c] = t.Texts[c][from : from+piece.Rows]
			}
		}
		if err := each(piece); err != nil {
			return err
		}
	}
	return nil
}

func TestWherePiecesOfATableEndDoesNotMatter(t *testing.T) {
	v := invent(3, 4, 400, 60)
	opt, _ := Options{}.check()
	cut, err := newStudy(&pieces{invented: v, read: map[string]int{}}, opt)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, v, English)
	for what, read := range map[string]func(*study) (any, error){
		"sales of streamers": func(s *study) (any, error) { return s.sales() },
		"cohorts":            func(s *study) (any, error) { return s.comebacks() },
		"money":              func(s *study) (any, error) { return s.money() },
		"the head's course":  func(s *study) (any, error) { return s.headCourse() },
		"months": func(s *study) (any, error) {
			var out []float64
			at, err := s.monthsSpan()
			if err == nil {
				err = s.eachMarket("months", anyScenario, series("month", "gini", at, func(_, _ int, v []float64) error {
					out = append(out, v...)
					return nil
				}))
			}
			return out, err
		},
		"days": func(s *study) (any, error) {
			at, err := s.daysSpan()
			if err != nil {
				return nil, err
			}
			level, diff, err := s.gmvOn([]int{7, 70, 350}, "gmv", at)
			return [][][]band{level, diff[1:]}, err
		},
		"streamers by tier": func(s *study) (any, error) { return s.byTier[1]() },
		"merchants by tier": func(s *study) (any, error) { return s.byTier[3]() },
	} {
		want, err := read(s)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := read(cut); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s differ, %v", what, err)
		}
	}
}

// visited lists the markets of a table in the order in which they come, each with its rows.
func visited(s *study, table string, wanted func(int) bool) (out []string, err error) {
	n := 0
	err = s.eachMarket(table, wanted, visit{
		begin: func(int) { n = 0 },
		piece: func(*rows) (func(int), error) { return func(int) { n++ }, nil },
		end: func(sc, replicate int) error {
			out = append(out, fmt.Sprintf("%s/%d: %d", s.scenarios[sc].name, replicate, n))
			return nil
		},
	})
	return out, err
}

func TestAMarketWithoutARowIsVisitedInItsPlace(t *testing.T) {
	v := invent(3, 3, 120, 10)
	table := record.NewTable("few", 2, columns()...)
	for range 2 {
		table.Append(inventedNames[1], 0)
	}
	table.Append(inventedNames[1], 2)
	v.tables["few"] = table
	s := open(t, v, English)
	got, err := visited(s, "few", anyScenario)
	want := []string{"gmv-ranking/0: 0", "gmv-ranking/1: 0", "gmv-ranking/2: 0", "engagement/0: 2", "engagement/1: 0", "engagement/2: 1",
		"repurchase/0: 0", "repurchase/1: 0", "repurchase/2: 0"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("visited %v (%v), want %v", got, err, want)
	}
	got, err = visited(s, "few", func(sc int) bool { return sc == 1 })
	if err != nil || !slices.Equal(got, want[3:6]) {
		t.Errorf("visited %v (%v), want %v", got, err, want[3:6])
	}
	table.Append(inventedNames[0], 0)
	if _, err := visited(s, "few", anyScenario); err == nil || !strings.Contains(err.Error(), "order of its keys") {
		t.Errorf("rows out of order: %v", err)
	}
}

// The differences to a baseline do not depend on where it stands in the tables.
func TestABaselineThatIsNotTheFirstOfTheTablesIsComparedAlike(t *testing.T) {
	v := invent(3, 4, 400, 60)
	first := open(t, v, English)
	moved := *v
	moved.tables = map[string]*record.Table{}
	for name, table := range v.tables {
		turned := record.NewTable(table.Name, table.Key, table.Columns...)
		for _, sc := range []int{1, 0, 2} {
			for rep := range v.replicates {
				one := rowsOf(table, inventedNames[sc], int64(rep))
				for c := range table.Columns {
					turned.Ints[c] = append(turned.Ints[c], one.Ints[c]...)
					turned.Floats[c] = append(turned.Floats[c], one.Floats[c]...)
					turned.Texts[c] = append(turned.Texts[c], one.Texts[c]...)
				}
				turned.Rows += one.Rows
			}
		}
		moved.tables[name] = turned
	}
	moved.manifest.Scenarios = []store.ScenarioSum{v.manifest.Scenarios[1], v.manifest.Scenarios[0], v.manifest.Scenarios[2]}
	second := open(t, &moved, English)
	for i, f := range first.figures() {
		if !bytes.Equal(f.svg(first, glyphSet{}), second.figures()[i].svg(second, glyphSet{})) {
			t.Errorf("%s is another figure", f.name)
		}
	}
}

func TestFiguresAndReportReadALargeTableOnce(t *testing.T) {
	v := &pieces{invent(3, 2, 400, 60), sync.Mutex{}, map[string]int{}}
	opt, _ := Options{Formats: []string{"svg"}}.check()
	s, err := newStudy(v, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := drawFiles(s, nowhere, opt); err != nil {
		t.Fatal(err)
	}
	drawn := maps.Clone(v.read)
	if _, err := reportPage(s, opt); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(v.read, drawn) {
		t.Errorf("the report reads again what the figures have read: %v, then %v", drawn, v.read)
	}
	// The sales of a year, and an account by tier for each of two columns; the cohorts that there are, and what became of
	// them; the days and months that there are, and each column that is drawn.
	want := map[string]int{"streamers": 3, "merchants": 2, "cohorts": 2, "flows": 1, "courses": 1, "days": 4, "months": 11}
	if !maps.Equal(v.read, want) {
		t.Errorf("tables were read %v times, want %v (%v)", v.read, want, slices.Sorted(maps.Keys(v.read)))
	}
}
