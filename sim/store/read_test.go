package store

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/store/tablefile"
)

// A table of several row groups, each of several pages, reads back cell by cell: whole, in pieces, and by columns.
func TestLargeTablesReadBack(t *testing.T) {
	const rows = 2*tablefile.GroupRows + 777
	want := record.NewTable("visits", 3, record.Column{Name: "scenario", Kind: record.Text}, record.Column{Name: "replicate"},
		record.Column{Name: "n"}, record.Column{Name: "some", Kind: record.Float}, record.Column{Name: "none", Kind: record.Float},
		record.Column{Name: "all", Kind: record.Float}, record.Column{Name: "word", Kind: record.Text})
	for n := range rows {
		some := math.Sqrt(float64(n))
		if n%3 == 1 || n/5000%2 == 1 {
			some = math.NaN()
		}
		want.Append("uniform", 0, n*n-7, some, math.NaN(), -some*2+math.Floor(some), fmt.Sprint(n/1000%70))
	}
	for n := range rows {
		want.Floats[5][n] = float64(n) / 7
	}
	m := toyManifest()
	m.Replicates = 1
	dir := filepath.Join(t.TempDir(), "r")
	f, err := Create(dir, m, toyScenarios[:1], false)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(&record.Part{Scenario: "uniform", Tables: []*record.Table{want}}); err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(nil, nil, RunStats{}); err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	same := func(what string, got *record.Table, from int) {
		t.Helper()
		for c, col := range got.Columns {
			w := want.Index(col.Name)
			to := from + got.Rows
			switch col.Kind {
			case record.Int:
				if !slices.Equal(got.Ints[c], want.Ints[w][from:to]) {
					t.Errorf("%s: column %s differs", what, col.Name)
				}
			case record.Text:
				if !slices.Equal(got.Texts[c], want.Texts[w][from:to]) {
					t.Errorf("%s: column %s differs", what, col.Name)
				}
			case record.Float:
				if !slices.EqualFunc(got.Floats[c], want.Floats[w][from:to], func(x, y float64) bool { return canonicalBits(x) == canonicalBits(y) }) {
					t.Errorf("%s: column %s differs", what, col.Name)
				}
			}
		}
	}
	whole, err := r.Table("visits")
	if err != nil || whole.Rows != rows {
		t.Fatalf("%d rows, %v", whole.Rows, err)
	}
	same("whole", whole, 0)
	some, err := r.Table("visits", "word", "some")
	if err != nil || len(some.Columns) != 2 || some.Rows != rows {
		t.Fatalf("%+v, %v", some.Columns, err)
	}
	same("columns", some, 0)
	at, pieces := 0, 0
	err = r.EachRows("visits", func(piece *record.Table) error {
		same("piece", piece, at)
		at, pieces = at+piece.Rows, pieces+1
		return nil
	}, "n", "none", "all")
	if err != nil || at != rows || pieces != 3 {
		t.Errorf("%d rows in %d pieces, %v", at, pieces, err)
	}
}
