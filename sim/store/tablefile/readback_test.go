package tablefile_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/store/tablefile"
)

// shelf is an empty table with a column of every kind.
func shelf() *record.Table {
	return record.NewTable("shelf", 3,
		record.Column{Name: "scenario", Kind: record.Text, EN: "scenario", ZH: "情景", NameZH: "情景"},
		record.Column{Name: "replicate", Kind: record.Int, EN: "replicate", ZH: "重复"},
		record.Column{Name: "n", Kind: record.Int, Unit: "count", EN: "a whole number", ZH: "整数"},
		record.Column{Name: "x", Kind: record.Float, Unit: "yuan", EN: "a number, which may be blank", ZH: "数，可为空"},
		record.Column{Name: "word", Kind: record.Text, EN: "a text", ZH: "文字"})
}

// The numbers and texts that a file may spoil.
var (
	wholes = []int64{0, 1, -1, math.MaxInt64, math.MinInt64, 1 << 53, 1<<53 + 1, -1 << 31}
	reals  = []float64{
		math.NaN(), math.Inf(1), math.Inf(-1), 0, 1.0 / 3, -1.0 / 3, math.MaxFloat64, -math.MaxFloat64,
		math.SmallestNonzeroFloat64, 1e21, 1e-6, 9.999999999999999e-7, 123456789.125,
	}
	words = []string{
		"", " ", "a", "a", "\"", `say "hi"`, "'", "a,b", "two\nlines", "two\r\nlines", "\r", "\t", "\x00", "\xff", "NaN", "0",
		"店播，自播", "=1+2", strings.Repeat("长", 3_000),
	}
)

// filled is a table with every number beside every text.
func filled(rows int) *record.Table {
	t := shelf()
	for i := range rows {
		t.Append("uniform", 0, wholes[i%len(wholes)]^int64(i/len(wholes)), reals[i%len(reals)], words[i%len(words)])
	}
	return t
}

// written is the file of a table that is handed over in pieces of some rows.
func written(t testing.TB, table *record.Table, pieces ...int) string {
	t.Helper()
	var out bytes.Buffer
	w, err := tablefile.NewWriter(&out, tablefile.SchemaOf(table), "a test")
	if err != nil {
		t.Fatal(err)
	}
	for from, i := 0, 0; from < table.Rows; i++ {
		to := table.Rows
		if len(pieces) > 0 {
			to = min(to, from+pieces[i%len(pieces)])
		}
		if err := w.Add(part(table, from, to)); err != nil {
			t.Fatal(err)
		}
		from = to
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w.Rows != int64(table.Rows) {
		t.Errorf("the writer counts %d rows of %d", w.Rows, table.Rows)
	}
	path := filepath.Join(t.TempDir(), "shelf.parquet")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// part is a table of some rows of another.
func part(table *record.Table, from, to int) *record.Table {
	out := record.NewTable(table.Name, table.Key, table.Columns...)
	out.Rows = to - from
	for c, col := range table.Columns {
		switch col.Kind {
		case record.Int:
			out.Ints[c] = table.Ints[c][from:to]
		case record.Float:
			out.Floats[c] = table.Floats[c][from:to]
		case record.Text:
			out.Texts[c] = table.Texts[c][from:to]
		}
	}
	return out
}

// unlike says where two tables differ, to the bit, or is "".
func unlike(got, want *record.Table) string {
	if got.Name != want.Name || got.Key != want.Key || !slices.Equal(got.Columns, want.Columns) || got.Rows != want.Rows {
		return "another name, key, columns or number of rows"
	}
	bits := func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }
	for c, col := range want.Columns {
		switch {
		case col.Kind == record.Int && !slices.Equal(got.Ints[c], want.Ints[c]),
			col.Kind == record.Float && !slices.EqualFunc(got.Floats[c], want.Floats[c], bits),
			col.Kind == record.Text && !slices.Equal(got.Texts[c], want.Texts[c]):
			return "column " + col.Name
		}
	}
	return ""
}

// Whole numbers to their ends, blanks, infinities, the smallest and the largest numbers, texts with nothing in them, quotes,
// commas, ends of lines, bytes that are no character: whatever is written is read back to the bit. So it is in an empty table,
// and over the ends of row groups.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	for _, rows := range []int{0, 1, len(words) * len(reals), tablefile.GroupRows - 1, tablefile.GroupRows, tablefile.GroupRows + 1} {
		want := filled(rows)
		path := written(t, want)
		got, err := tablefile.Read(path, nil)
		if err != nil {
			t.Fatalf("%d rows: %v", rows, err)
		}
		if where := unlike(got, want); where != "" {
			t.Errorf("%d rows: %s is not what was written", rows, where)
		}
		from := 0
		err = tablefile.Each(path, nil, func(piece *record.Table) error {
			if where := unlike(piece, part(want, from, from+piece.Rows)); where != "" {
				t.Errorf("%d rows, those from %d on: %s is not what was written", rows, from, where)
			}
			from += piece.Rows
			return nil
		})
		if err != nil || from != rows {
			t.Errorf("%d of %d rows are handed over: %v", from, rows, err)
		}
	}
}

// There is no negative zero in a file, and every blank is the same one.
func TestZeroHasNoSign(t *testing.T) {
	t.Parallel()
	table := shelf()
	table.Append("uniform", 0, 1, math.Copysign(0, -1), "")
	table.Append("uniform", 0, 2, math.Float64frombits(math.Float64bits(math.NaN())^1), "")
	got, err := tablefile.Read(written(t, table), nil)
	if err != nil {
		t.Fatal(err)
	}
	if x := got.Floats[3]; math.Float64bits(x[0]) != 0 || math.Float64bits(x[1]) != math.Float64bits(math.NaN()) {
		t.Errorf("−0 and a blank are read back as %x and %x", math.Float64bits(x[0]), math.Float64bits(x[1]))
	}
}

// Equal tables give equal bytes, in however many pieces they were handed over.
func TestPiecesDoNotShow(t *testing.T) {
	t.Parallel()
	table := filled(tablefile.GroupRows + 5_000)
	whole, err := os.ReadFile(written(t, table))
	if err != nil {
		t.Fatal(err)
	}
	for _, pieces := range [][]int{{1000}, {255}, {256}, {1, 4096, 3}, {tablefile.GroupRows - 1, 2}} {
		if inPieces, err := os.ReadFile(written(t, table, pieces...)); err != nil || !bytes.Equal(inPieces, whole) {
			t.Errorf("pieces of %v rows give another file (%v)", pieces, err)
		}
	}
}

// Columns are read by their names, in the order asked for, and the key is what is left of it.
func TestColumnsAreReadByName(t *testing.T) {
	t.Parallel()
	want := filled(50)
	path := written(t, want)
	got, err := tablefile.Read(path, []string{"scenario", "replicate", "word"})
	if err != nil || got.Key != 2 || len(got.Columns) != 3 || !slices.Equal(got.Texts[2], want.Texts[4]) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err = tablefile.Read(path, []string{"x"}); err != nil || got.Key != 0 || got.Rows != 50 {
		t.Errorf("%+v, %v", got, err)
	}
	refuses(t, "a column that is not there", path, read(path, "x", "y"), "no column y")
}

// A CSV file has the same cells. Go's reader of CSV takes \r\n for \n, and that is all it changes.
func TestCSVIsReadBack(t *testing.T) {
	t.Parallel()
	want := filled(len(words) * len(reals))
	var out bytes.Buffer
	each := func(hand func(*record.Table) error) error { return hand(want) }
	if err := tablefile.WriteCSV(&out, tablefile.SchemaOf(want), each); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "shelf.csv")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	header, err := tablefile.ReadCSVHeader(path)
	if err != nil || strings.Join(header, " ") != "scenario replicate n x word" {
		t.Errorf("header %v, %v", header, err)
	}
	rows := 0
	err = tablefile.ReadCSV(path, func(_, cells []string) error {
		x, err := tablefile.ParseFloat(cells[3])
		if err != nil || math.Float64bits(x) != math.Float64bits(want.Floats[3][rows]) {
			t.Errorf("%q is %g (%v), not %g", cells[3], x, err, want.Floats[3][rows])
		}
		if cells[4] != strings.ReplaceAll(want.Texts[4][rows], "\r\n", "\n") {
			t.Errorf("%.20q is not %.20q", cells[4], want.Texts[4][rows])
		}
		rows++
		return nil
	}, header)
	if err != nil || rows != want.Rows {
		t.Errorf("%d rows of %d: %v", rows, want.Rows, err)
	}
}

// Every value and contrast is read back; what is not known is blank.
func TestValuesAndContrastsAreReadBack(t *testing.T) {
	t.Parallel()
	var values []record.Value
	for i, x := range reals {
		values = append(values, record.Value{Scenario: words[i], Replicate: i, Metric: "gmv", Unit: "yuan", Value: x})
	}
	var out bytes.Buffer
	if err := tablefile.WriteSummary(&out, values); err != nil {
		t.Fatal(err)
	}
	got, err := tablefile.ReadSummary(saved(t, out.String()))
	equal := func(a, b record.Value) bool {
		same := math.Float64bits(a.Value) == math.Float64bits(b.Value)
		a.Value, b.Value = 0, 0
		b.Scenario = strings.ReplaceAll(b.Scenario, "\r\n", "\n")
		return same && a == b
	}
	if err != nil || !slices.EqualFunc(got, values, equal) {
		t.Errorf("%v: got %v", err, got)
	}
	c := record.Contrast{
		Study: "s, t", Baseline: "b", Scenario: "\"c\"", Metric: "gmv", Unit: "yuan", Family: "volume", Replicates: 7,
		BaselineMean: 1, BaselineLo: 2, BaselineHi: 3, ScenarioMean: 4, ScenarioLo: 5, ScenarioHi: 6, Diff: 7, DiffLo: math.Inf(-1),
		DiffHi: math.Inf(1), RelDiff: 8, RelLo: 9, RelHi: 10, Level: 11, P: 1.0 / 3, PHolm: 5e-324,
	}
	out.Reset()
	if err := tablefile.WriteContrasts(&out, []record.Contrast{c, {Diff: math.NaN()}}); err != nil {
		t.Fatal(err)
	}
	contrasts, err := tablefile.ReadContrasts(saved(t, out.String()))
	if err != nil || len(contrasts) != 2 || contrasts[0] != c || contrasts[1].Diff == contrasts[1].Diff {
		t.Errorf("%v: got %+v", err, contrasts)
	}
}

// saved is a file of some text.
func saved(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "saved.csv")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
