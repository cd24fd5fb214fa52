package plots

import (
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"

	"livebazaar/sim/record"
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
	t, err := v.Table(name, columns...)
	if err != nil {
		return err
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
	want, err := s.streamerYears()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := cut.streamerYears(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("streamers differ, %v", err)
	}
	markets, err := s.cohortSpells()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := cut.cohortSpells(); err != nil || !reflect.DeepEqual(got, markets) {
		t.Errorf("cohorts differ, %v", err)
	}
	for i, a := range tierAccounts {
		sums, err := s.byTier[i]()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := cut.byTier[i](); err != nil || !reflect.DeepEqual(got, sums) {
			t.Errorf("%s by tier differs, %v", a.title.EN, err)
		}
	}
}

func TestAMarketWithoutARowKeepsItsPlace(t *testing.T) {
	g := gathered[[]int]{{4: {1}, 0: {2}}, {9: {3}}}
	want := [][][]int{{{2}, {1}, nil}, {nil, nil, {3}}}
	if got := g.markets(func() []int { return nil }); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v: replicates 0, 4 and 9", got, want)
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
	// The sales of a year, and an account by tier for each of two columns.
	if want := map[string]int{"streamers": 3, "merchants": 2, "cohorts": 1}; !maps.Equal(v.read, want) {
		t.Errorf("tables were read %v times, want %v (%v)", v.read, want, slices.Sorted(maps.Keys(v.read)))
	}
}
