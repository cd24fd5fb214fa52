package plots

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots/ink"
	"livebazaar/plots/markets"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

func TestWherePiecesOfATableEndDoesNotMatter(t *testing.T) {
	v := invented.New(3, 4, 400, 60)
	cut, err := Read(invented.InPieces(v), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, v, English)
	for what, read := range map[string]func(*Study) (any, error){
		"sales of streamers": func(s *Study) (any, error) { return s.sales() },
		"cohorts":            func(s *Study) (any, error) { return s.comebacks() },
		"money":              func(s *Study) (any, error) { return s.money() },
		"the head's course":  func(s *Study) (any, error) { return s.headCourse() },
		"months": func(s *Study) (any, error) {
			var out []float64
			at, err := s.monthsSpan()
			if err == nil {
				err = s.EachMarket("months", markets.AnyScenario, markets.Series("month", "gini", at, func(_, _ int, v []float64) error {
					out = append(out, v...)
					return nil
				}))
			}
			return out, err
		},
		"days": func(s *Study) (any, error) {
			at, err := s.daysSpan()
			if err != nil {
				return nil, err
			}
			level, diff, err := s.gmvOn([]int{7, 70, 350}, "gmv", at)
			return [][][]markets.Band{level, diff[1:]}, err
		},
		"streamers by tier": func(s *Study) (any, error) { return s.ByTier[1]() },
		"merchants by tier": func(s *Study) (any, error) { return s.ByTier[3]() },
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
func visited(s *Study, table string, wanted func(int) bool) (out []string, err error) {
	n := 0
	err = s.EachMarket(table, wanted, markets.Visit{
		Begin: func(int) { n = 0 },
		Piece: func(*markets.Rows) (func(int), error) { return func(int) { n++ }, nil },
		End: func(sc, replicate int) error {
			out = append(out, fmt.Sprintf("%s/%d: %d", s.Rules[sc].Name, replicate, n))
			return nil
		},
	})
	return out, err
}

func TestAMarketWithoutARowIsVisitedInItsPlace(t *testing.T) {
	v := invented.New(3, 3, 120, 10)
	table := record.NewTable("few", 2, invented.Columns()...)
	for range 2 {
		table.Append(invented.Names[1], 0)
	}
	table.Append(invented.Names[1], 2)
	v.Tables["few"] = table
	s := open(t, v, English)
	got, err := visited(s, "few", markets.AnyScenario)
	want := []string{"gmv-ranking/0: 0", "gmv-ranking/1: 0", "gmv-ranking/2: 0", "engagement/0: 2", "engagement/1: 0", "engagement/2: 1",
		"repurchase/0: 0", "repurchase/1: 0", "repurchase/2: 0"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("visited %v (%v), want %v", got, err, want)
	}
	got, err = visited(s, "few", func(sc int) bool { return sc == 1 })
	if err != nil || !slices.Equal(got, want[3:6]) {
		t.Errorf("visited %v (%v), want %v", got, err, want[3:6])
	}
	table.Append(invented.Names[0], 0)
	if _, err := visited(s, "few", markets.AnyScenario); err == nil || !strings.Contains(err.Error(), "order of its keys") {
		t.Errorf("rows out of order: %v", err)
	}
}

// The differences to a baseline do not depend on where it stands in the tables.
func TestABaselineThatIsNotTheFirstOfTheTablesIsComparedAlike(t *testing.T) {
	v := invented.New(3, 4, 400, 60)
	first := open(t, v, English)
	moved := *v
	moved.Tables = map[string]*record.Table{}
	for name, table := range v.Tables {
		turned := record.NewTable(table.Name, table.Key, table.Columns...)
		for _, sc := range []int{1, 0, 2} {
			for rep := range v.Replicates {
				one := invented.RowsOf(table, invented.Names[sc], int64(rep))
				for c := range table.Columns {
					turned.Ints[c] = append(turned.Ints[c], one.Ints[c]...)
					turned.Floats[c] = append(turned.Floats[c], one.Floats[c]...)
					turned.Texts[c] = append(turned.Texts[c], one.Texts[c]...)
				}
				turned.Rows += one.Rows
			}
		}
		moved.Tables[name] = turned
	}
	moved.Run.Scenarios = []store.ScenarioSum{v.Run.Scenarios[1], v.Run.Scenarios[0], v.Run.Scenarios[2]}
	second := open(t, &moved, English)
	for i, f := range first.Figures() {
		if !bytes.Equal(f.SVG(first.Language, ink.GlyphSet{}), second.Figures()[i].SVG(second.Language, ink.GlyphSet{})) {
			t.Errorf("%s is another figure", f.Name)
		}
	}
}
