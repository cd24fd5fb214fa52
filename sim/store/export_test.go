package store

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

// nasty are texts that a CSV file can go wrong on.
var nasty = []string{"=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "'quoted", "''", "", " ", " lead",
	"trail ", "tab\t", "a,b", `say "hi"`, `"`, "two\nlines", "two\r\nlines", "\\.", "NA", "NULL", "#N/A", "TRUE", "0123", "1e5", "店播，自播",
	"a=b", ";", "−3.5"}

// numbers are floats whose text can go wrong.
var numbers = []float64{-3.5, 0, math.Copysign(0, -1), math.NaN(), 1e22, 1e-9, -1e-7, 1.0 / 3, math.MaxFloat64, math.SmallestNonzeroFloat64,
	123456789.125, 1e20, math.Inf(1)}

// nastyFolder is a folder with such cells in a table.
func nastyFolder(t testing.TB) string {
	t.Helper()
	m := toyManifest()
	m.Replicates = 1
	dir := filepath.Join(t.TempDir(), "results")
	f, err := create(calmDisk{}, dir, m, toyScenarios[:1], false)
	if err != nil {
		t.Fatal(err)
	}
	part := toyPart("uniform", 0, 30)
	odd := record.NewTable("odd", 3, record.Column{Name: "scenario", Kind: record.Text, ZH: "情景"}, record.Column{Name: "replicate", ZH: "重复"},
		record.Column{Name: "n", EN: "number, counted", ZH: "序号，从 0 开始"}, record.Column{Name: "=text", Kind: record.Text, ZH: "=文本"},
		record.Column{Name: "float", Kind: record.Float, Unit: "yuan", EN: "a number", ZH: "数值"}.Called("金额"),
		record.Column{Name: "nameless", Kind: record.Float}, record.Column{Name: "again", ZH: "金额（元）"})
	for i := range 3 * len(nasty) * len(numbers) {
		odd.Append("uniform", 0, i, nasty[i%len(nasty)], numbers[i%len(numbers)], float64(i)/7, -i)
	}
	part.Tables = append(part.Tables, odd)
	if err := f.Commit(part); err != nil {
		t.Fatal(err)
	}
	values, err := f.PartValues()
	if err == nil {
		err = errors.Join(f.Finish(values, toyContrasts(values), RunStats{}), f.Draw("en", true, draws(toyDrawing)), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// export exports a folder within itself.
func exportOf(dir string, form CSV) ([]Exported, error) {
	f, err := redraw(calmDisk{}, dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Export(context.Background(), form)
}

// rowsOf reads an exported file with the reader of the standard library.
func rowsOf(t testing.TB, path string, form CSV) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data, marked := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF"))
	if marked != form.Spreadsheet {
		t.Errorf("%s: byte order mark: %v", path, marked)
	}
	if crlf := bytes.HasSuffix(data, []byte("\r\n")); crlf != form.Spreadsheet || !bytes.HasSuffix(data, []byte("\n")) {
		t.Errorf("%s ends in %q", path, data[max(0, len(data)-5):])
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return rows
}

var forms = []CSV{{}, {Chinese: true}, {Spreadsheet: true}, {Chinese: true, Spreadsheet: true}}

// Every cell of every exported table reads back as the cell of the table: numbers to the last bit, texts to the last character,
// less the apostrophe that keeps a spreadsheet from running one.
func TestEveryExportedCellIsThatOfItsTable(t *testing.T) {
	dir := nastyFolder(t)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range forms {
		files, err := exportOf(dir, form)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range files {
			names = append(names, f.Table)
			if want := filepath.Join(dir, "csv", f.Table+".csv"); f.Path != want {
				t.Errorf("%s is at %s, not %s", f.Table, f.Path, want)
			}
			if rows := rowsOf(t, f.Path, form); int64(len(rows)) != f.Rows+1 {
				t.Errorf("%s has %d rows and a header, not %d", f.Table, len(rows)-1, f.Rows)
			}
		}
		if want := []string{"summary", "contrasts", "days", "flows", "odd", "removals", "codebook"}; !slices.Equal(names, want) {
			t.Errorf("exported %v, not %v", names, want)
		}
		cells := 0
		for _, name := range r.Tables() {
			want, err := r.Table(name)
			if err != nil {
				t.Fatal(err)
			}
			got := rowsOf(t, filepath.Join(dir, "csv", name+".csv"), form)[1:]
			if len(got) != want.Rows {
				t.Fatalf("%s has %d rows, not %d", name, len(got), want.Rows)
			}
			for i, row := range got {
				for c, col := range want.Columns {
					cells++
					same := false
					switch col.Kind {
					case record.Int:
						n, err := strconv.ParseInt(row[c], 10, 64)
						same = err == nil && n == want.Ints[c][i]
					case record.Float:
						x, err := strconv.ParseFloat(row[c], 64)
						same = err == nil && canonicalBits(x) == canonicalBits(want.Floats[c][i]) && row[c] != "-0" ||
							row[c] == "" && math.IsNaN(want.Floats[c][i])
					case record.Text:
						text := row[c]
						if form.Spreadsheet {
							text = strings.TrimPrefix(text, "'")
						}
						same = text == strings.ReplaceAll(want.Texts[c][i], "\r\n", "\n") // as that reader reads the end of a line
					}
					if !same {
						t.Fatalf("%+v: %s, row %d, column %s reads %q", form, name, i, col.Name, row[c])
					}
				}
			}
		}
		if cells < 9000 {
			t.Errorf("only %d cells were compared", cells)
		}
		for name, plain := range map[string]string{"summary": "summary.csv", "contrasts": "contrasts.csv"} {
			want := rowsOf(t, filepath.Join(dir, plain), CSV{})
			for _, row := range want {
				for c := range row {
					row[c] = strings.TrimPrefix(row[c], "+") // infinity, which a spreadsheet would take for a formula
				}
			}
			if got := rowsOf(t, filepath.Join(dir, "csv", plain), form); !slices.EqualFunc(got[1:], want[1:], slices.Equal) {
				t.Errorf("%+v: csv/%s has %v, and the one at the top %v", form, name, got, want)
			}
		}
	}
}

// The bytes of the plain form, in full: they are what scripts rely on.
func TestTheFormOfAnExportedFile(t *testing.T) {
	dir := toyFolder(t, 3, 1)
	for form, want := range map[CSV]string{
		{}: "scenario,replicate,from,to,purpose,amount\nuniform,0,consumers,logistics,\"return \"\"freight\"\"\",\n" +
			"uniform,0,consumers,merchants,\"order, paid\",0\n",
		{Spreadsheet: true}: "\uFEFFscenario,replicate,from,to,purpose,amount\r\nuniform,0,consumers,logistics,\"return \"\"freight\"\"\",\r\n" +
			"uniform,0,consumers,merchants,\"order, paid\",0\r\n",
	} {
		if _, err := exportOf(dir, form); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, "csv", "flows.csv"))
		if err != nil || !strings.HasPrefix(string(data), want) {
			t.Errorf("%+v: %q, %v", form, data, err)
		}
	}
}

// In the form for spreadsheets no cell but a number begins with what a spreadsheet runs, and the text comes back by taking one
// apostrophe away. In the plain form texts are as they are.
func TestNoTextOfASpreadsheetIsAFormula(t *testing.T) {
	dir := nastyFolder(t)
	for _, form := range forms {
		if _, err := exportOf(dir, form); err != nil {
			t.Fatal(err)
		}
		rows := rowsOf(t, filepath.Join(dir, "csv", "odd.csv"), form)
		protected := 0
		for i, row := range rows {
			for c, cell := range row {
				_, number := strconv.ParseFloat(cell, 64)
				dangerous := cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") || strings.ContainsAny(firstOf(cell), "＝＋－＠")
				if form.Spreadsheet && dangerous && (i == 0 || c == 3 || number != nil) {
					t.Errorf("%+v: row %d, column %d is %q", form, i, c, cell)
				}
				if c > 3 && i > 0 && strings.HasPrefix(cell, "+") {
					t.Errorf("%+v: row %d, column %d is %q", form, i, c, cell)
				}
				if strings.HasPrefix(cell, "'") {
					protected++
				}
			}
		}
		if want := 3 * len(numbers) * 2; !form.Spreadsheet && protected != want { // "'quoted" and "''"
			t.Errorf("%+v: %d cells begin with an apostrophe, not %d", form, protected, want)
		}
		// the eleven that a spreadsheet could run, the two that begin with an apostrophe, and the name of a column
		if want := 3*len(numbers)*13 + 1; form.Spreadsheet && protected != want {
			t.Errorf("%+v: %d cells begin with an apostrophe, not %d", form, protected, want)
		}
		if rows[1][4] != "-3.5" {
			t.Errorf("%+v: −3.5 is written %q", form, rows[1][4])
		}
	}
}

func firstOf(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// The codebook explains every column of every file, in their order, in both languages; its names are those of the headers.
func TestTheCodebookExplainsEveryColumn(t *testing.T) {
	dir := nastyFolder(t)
	for _, form := range forms {
		files, err := exportOf(dir, form)
		if err != nil {
			t.Fatal(err)
		}
		book := rowsOf(t, filepath.Join(dir, "csv", "codebook.csv"), form)
		want := []string{"table", "column", "column_zh", "type", "key", "unit", "unit_zh", "meaning", "meaning_zh"}
		if !form.Chinese && !slices.Equal(book[0], want) {
			t.Errorf("the codebook has the columns %v", book[0])
		}
		if form.Chinese && (book[0][0] != "表" || book[0][8] != "中文含义") {
			t.Errorf("the codebook has the columns %v", book[0])
		}
		at := 1
		for _, f := range files[:len(files)-1] {
			for _, name := range rowsOf(t, f.Path, form)[0] {
				given := book[at][1]
				if form.Chinese {
					given = book[at][2]
				}
				if book[at][0] != f.Table || given != name {
					t.Fatalf("row %d of the codebook is %v; the column is %s of %s", at, book[at], name, f.Table)
				}
				at++
			}
		}
		if at != len(book) {
			t.Errorf("the codebook explains %d columns, there are %d", len(book)-1, at-1)
		}
		find := func(table, column string) []string {
			for _, row := range book {
				if row[0] == table && strings.TrimPrefix(row[1], "'") == column {
					return row[2:]
				}
			}
			return nil
		}
		for _, test := range []struct {
			table, column string
			want          []string
		}{
			{"odd", "n", []string{"序号", "int", "3", "", "", "number, counted", "序号，从 0 开始"}},
			{"odd", "float", []string{"金额", "float", "", "yuan", "元", "a number", "数值"}},
			{"odd", "nameless", []string{"nameless", "float", "", "", "", "", ""}},
			{"odd", "again", []string{"again", "int", "", "", "", "", "金额（元）"}}, // its Chinese name is another's
			{"summary", "metric", []string{"指标代号", "text", "3", "", "", metricMeaning, metricMeaningZH}},
			{"contrasts", "metric", []string{"指标代号", "text", "4", "", "", metricMeaning, metricMeaningZH}},
			{"contrasts", "replicates", []string{"配对数", "int", "", "count", "个", "pairs of replicates in which both sides were measured",
				"配对数，即两侧均有测量的重复数"}},
		} {
			if got := find(test.table, test.column); !slices.Equal(got, test.want) {
				t.Errorf("%s of %s is explained as %q, not %q", test.column, test.table, got, test.want)
			}
		}
	}
}

// Every column of summary and contrasts is explained: one that is added needs its meaning in both languages.
func TestColumnsOfSummaryAndContrastsAreExplained(t *testing.T) {
	dir := toyFolder(t, 3, 1)
	contrasts, err := contrastSchema(filepath.Join(dir, "contrasts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []tablefile.Schema{summarySchema(), contrasts} {
		names := chineseNames(s)
		for i, c := range s.Columns {
			if c.EN == "" || c.ZH == "" || names[i] == c.Name {
				t.Errorf("column %s of %s has no meaning in English and Chinese (export_codebook.go)", c.Name, s.Name)
			}
		}
	}
	if want := []string{"scenario", "replicate", "metric", "unit", "value"}; !slices.EqualFunc(summarySchema().Columns, want,
		func(c tablefile.Column, name string) bool { return c.Name == name }) {
		t.Errorf("the summary has the columns %v", summarySchema().Columns)
	}
	if contrasts.Key != 4 {
		t.Errorf("%d columns identify a contrast", contrasts.Key)
	}
}

// exportedBytes are the files below csv/.
func exportedBytes(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	found, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, path := range found {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = string(data)
	}
	return files
}

// The same results give the same bytes, whoever made the folder and however it was made.
func TestAnExportHasTheBytesOfItsResults(t *testing.T) {
	const rows = tablefile.GroupRows/6 + 77
	var want map[string]string
	for _, workers := range []int{1, 3} {
		dir := toyFolder(t, rows, workers)
		if _, err := exportOf(dir, CSV{}); err != nil {
			t.Fatal(err)
		}
		got := exportedBytes(t, filepath.Join(dir, "csv"))
		r, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		elsewhere := filepath.Join(t.TempDir(), "new", "place")
		if _, err := r.ExportTo(context.Background(), elsewhere, CSV{}); err != nil {
			t.Fatal(err)
		}
		if other := exportedBytes(t, elsewhere); !maps.Equal(got, other) {
			t.Error("another folder gets other bytes")
		}
		if want != nil && !maps.Equal(want, got) {
			t.Error("another number of workers gives other bytes")
		}
		want = got
	}
	if len(want) != 6 {
		t.Errorf("%d files", len(want))
	}
}

// What is exported is listed: verify vouches for it, drawing and resuming keep it, exporting again replaces it, and a new run
// in its place removes it.
func TestAnExportBelongsToItsFolder(t *testing.T) {
	dir := toyFolder(t, 30, 1)
	sound := func(when string, files int) {
		t.Helper()
		m, err := ReadManifest(dir)
		problems, verifyErr := Verify(dir)
		if verifyErr != nil || err != nil || len(problems) > 0 || len(m.Exported) != files || len(m.Making) != 0 || !complete(dir) {
			t.Errorf("%s: %v %v, %d files are listed, %v being made", when, problems, verifyErr, len(m.Exported), m.Making)
		}
	}
	sound("before", 0)
	if _, err := exportOf(dir, CSV{}); err != nil {
		t.Fatal(err)
	}
	sound("exported", 6)
	plain := exportedBytes(t, filepath.Join(dir, "csv"))
	if err := redrawn(dir, "zh", true, otherDrawing); err != nil {
		t.Fatal(err)
	}
	sound("drawn", 6)
	if _, err := Resume(dir); !errors.Is(err, ErrComplete) {
		t.Errorf("resumed: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, reportName)); err != nil {
		t.Fatal(err)
	}
	f, err := Resume(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Draw("en", true, draws(toyDrawing)), f.Close()); err != nil {
		t.Fatal(err)
	}
	sound("resumed", 6)
	if !maps.Equal(plain, exportedBytes(t, filepath.Join(dir, "csv"))) {
		t.Error("drawing or resuming changed what was exported")
	}
	if _, err := exportOf(dir, CSV{Chinese: true, Spreadsheet: true}); err != nil {
		t.Fatal(err)
	}
	sound("exported again", 6)
	for name, data := range exportedBytes(t, filepath.Join(dir, "csv")) {
		if data == plain[name] {
			t.Errorf("%s is as before", name)
		}
	}

	path := filepath.Join(dir, "csv", "days.csv")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	noticed := func(what, file string) {
		t.Helper()
		problems, err := Verify(dir)
		if err != nil || len(problems) != 1 || problems[0].File != file {
			t.Errorf("%s: %v %v", what, problems, err)
		}
		if err == nil && len(problems) == 1 && what != "a foreign file" && !strings.Contains(problems[0].What, "livebazaar export "+dir+" --csv") {
			t.Errorf("%s: it does not say what to do: %s", what, problems[0].What)
		}
	}
	if err := os.WriteFile(path, append([]byte("x"), data[1:]...), 0o644); err != nil {
		t.Fatal(err)
	}
	noticed("a changed byte", "csv/days.csv")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	noticed("a lost file", "csv/days.csv")
	if _, err := exportOf(dir, CSV{}); err != nil {
		t.Fatal(err)
	}
	sound("exported over what was changed", 6)
	mine := filepath.Join(dir, "csv", "mine.csv")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	noticed("a foreign file", "csv/mine.csv")
	if _, err := exportOf(dir, CSV{}); err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(dir) // a file that an earlier version exported, and this one does not
	if err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(dir, "csv", "old.csv")
	if err := os.WriteFile(old, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	sum, err := disk.SumFile(dir, "csv/old.csv")
	m.Exported = append(m.Exported, sum)
	if err := errors.Join(err, writeManifest(siteAt(t, dir), m)); err != nil {
		t.Fatal(err)
	}
	if _, err := exportOf(dir, CSV{}); err != nil || disk.Exists(old) {
		t.Errorf("what is not exported any more stays: %v", err)
	}
	if data, err := os.ReadFile(mine); err != nil || string(data) != "mine" {
		t.Errorf("a file of the user's has become %q, %v", data, err)
	}
	if f, err = Create(dir, toyManifest(), toyScenarios, true); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if left := exportedBytes(t, filepath.Join(dir, "csv")); len(left) != 1 || left["mine.csv"] != "mine" {
		t.Errorf("a new run leaves %v of the export", slices.Collect(maps.Keys(left)))
	}
	if err := os.Remove(mine); err != nil {
		t.Fatal(err)
	}
	if f, err = Create(dir, toyManifest(), toyScenarios, true); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if disk.Exists(filepath.Join(dir, "csv")) {
		t.Error("an empty csv/ is left")
	}
}

// Nothing is exported from results that are not whole, or not as they were written, or while another process writes them.
func TestNothingIsExportedFromChangedResults(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "r")
	f, err := Create(dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Export(context.Background(), CSV{}); !errors.Is(err, ErrIncomplete) {
		t.Errorf("results that are not there: %v", err)
	}
	f.Close()
	if _, err := f.Export(context.Background(), CSV{}); !errors.Is(err, ErrNotWritable) {
		t.Errorf("a closed folder: %v", err)
	}
	if _, err := exportOf(dir, CSV{}); !errors.Is(err, ErrIncomplete) {
		t.Errorf("an interrupted run: %v", err)
	}
	dir = toyFolder(t, 5, 1)
	if f, err = Redraw(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := exportOf(dir, CSV{}); !errors.Is(err, ErrLocked) {
		t.Errorf("while another writes: %v", err)
	}
	f.Close()
	path := filepath.Join(dir, "tables", "days.parquet")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := exportOf(dir, CSV{}); !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), path) || disk.Exists(filepath.Join(dir, "csv")) {
		t.Errorf("a changed table: %v", err)
	}
}

// What the program did not write is never overwritten, within the folder or elsewhere, and nothing is written through a link.
func TestAnExportLeavesWhatIsInTheWay(t *testing.T) {
	dir := toyFolder(t, 5, 1)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "outside")
	if err := os.Mkdir(outside, 0o755); err != nil {
		t.Fatal(err)
	}
	place := map[string]func(path string) error{
		"a file":          func(path string) error { return os.WriteFile(path, []byte("mine"), 0o644) },
		"a folder":        func(path string) error { return os.Mkdir(path, 0o755) },
		"a link":          func(path string) error { return os.Symlink(filepath.Join(outside, "target"), path) },
		"a link that was": func(path string) error { return os.Symlink(dir, path) },
	}
	for what, put := range place {
		for _, name := range []string{"csv/days.csv", "csv/codebook.csv", "csv"} {
			if name == "csv" && what == "a folder" {
				continue
			}
			at := copied(t, dir)
			elsewhere := filepath.Join(t.TempDir(), "elsewhere")
			for top, export := range map[string]func() error{
				at: func() error { _, err := exportOf(at, CSV{}); return err },
				elsewhere: func() error {
					_, err := r.ExportTo(context.Background(), filepath.Join(elsewhere, "csv"), CSV{})
					return err
				},
			} {
				path := filepath.Join(top, filepath.FromSlash(name))
				if top == elsewhere && name == "csv" {
					continue // the folder that the user named
				}
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := put(path); err != nil {
					t.Skip(err)
				}
				before := len(filesOf(t, top))
				if err := export(); !errors.Is(err, ErrInTheWay) || !strings.Contains(err.Error(), path) {
					t.Errorf("%s at %s: %v", what, path, err)
				}
				if after := len(filesOf(t, top)); after != before {
					t.Errorf("%s at %s: %d files have become %d", what, path, before, after)
				}
				if data, _ := os.ReadFile(path); what == "a file" && string(data) != "mine" {
					t.Errorf("%s at %s was overwritten", what, path)
				}
			}
		}
	}
	if left, err := os.ReadDir(outside); err != nil || len(left) > 0 {
		t.Errorf("behind a link: %v %v", left, err)
	}
}

// cutShort gives up after a number of asks whether to go on.
type cutShort struct {
	context.Context
	left int
}

func (c *cutShort) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Whenever the user stops an export, it is as if it had not begun.
func TestAStoppedExportLeavesTheFormerOne(t *testing.T) {
	dir := toyFolder(t, 5, 1)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	stops := 0
	for _, form := range []CSV{{}, {Chinese: true}} {
		for left := 0; ; left++ {
			before := resultBytes(t, dir)
			f, err := Redraw(dir)
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.Export(&cutShort{context.Background(), left}, form)
			f.Close()
			if err == nil {
				break
			}
			stops++
			if !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			sameFolder(t, before, resultBytes(t, dir))
			if disk.Exists(filepath.Join(dir, "csv")) != (form != CSV{}) {
				t.Error("a stop left csv/ or removed it")
			}
			elsewhere := filepath.Join(t.TempDir(), "elsewhere")
			if _, err := r.ExportTo(&cutShort{context.Background(), left}, elsewhere, form); !errors.Is(err, context.Canceled) || disk.Exists(elsewhere) {
				t.Errorf("stopped elsewhere: %v", err)
			}
		}
		if problems, err := Verify(dir); err != nil || len(problems) > 0 {
			t.Errorf("%v %v", problems, err)
		}
	}
	if stops < 8 {
		t.Errorf("only %d stops", stops)
	}
}

// Wherever the plug is pulled or the disk is full during an export, the folder stays complete and sound, its results and
// drawings are untouched, and the next export gives the same bytes; elsewhere, too.
func TestAnExportIsCutShortAtEveryOperation(t *testing.T) {
	former := toyFolder(t, 5, 1)
	if _, err := exportOf(former, CSV{Spreadsheet: true}); err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(former)
	if err != nil {
		t.Fatal(err)
	}
	was := resultBytes(t, former)
	after := copied(t, former)
	if _, err := exportOf(after, CSV{}); err != nil {
		t.Fatal(err)
	}
	want := resultBytes(t, after)
	for _, full := range []bool{false, true} {
		faulty := func(left int) (disk.Disk, func() bool) {
			if full {
				d := &fullDisk{left: left}
				return d, func() bool { return d.left < 0 }
			}
			d := pullsPlug(left, rand.New(rand.NewSource(int64(left))))
			return d, func() bool { return d.stopped }
		}
		for left := 0; ; left += moments() {
			dir := copied(t, former)
			d, failed := faulty(left)
			f, err := redraw(d, dir)
			if err == nil {
				_, err = f.Export(context.Background(), CSV{})
				f.Close()
			}
			if err == nil {
				if !full && failed() {
					t.Fatalf("stop at %d is not told", left)
				}
				sameFolder(t, want, resultBytes(t, dir))
				break
			}
			if full && !errors.Is(err, syscall.ENOSPC) || !failed() {
				t.Fatalf("full %v, stop at %d: %v", full, left, err)
			}
			if problems, err := Verify(dir); err != nil || len(problems) > 0 || !complete(dir) {
				t.Fatalf("full %v, stop at %d: %v %v", full, left, problems, err)
			}
			now, err := ReadManifest(dir)
			if err != nil || now.Digest != m.Digest || len(now.Exported) != len(m.Exported) && len(now.Exported) != 0 {
				t.Fatalf("full %v, stop at %d: %d files are listed, %v", full, left, len(now.Exported), err)
			}
			got := resultBytes(t, dir)
			for name, data := range was {
				if !strings.HasPrefix(name, "csv/") && name != manifestName && got[name] != data {
					t.Fatalf("full %v, stop at %d: %s has changed", full, left, name)
				}
			}
			if err := redrawn(dir, "en", true, toyDrawing); err != nil { // which tidies up
				t.Fatalf("full %v, stop at %d: %v", full, left, err)
			}
			if now, err := ReadManifest(dir); err != nil || len(now.Making) > 0 {
				t.Fatalf("full %v, stop at %d: %v %v", full, left, now.Making, err)
			}
			for name := range resultBytes(t, dir) {
				if strings.HasSuffix(name, disk.Unfinished) {
					t.Fatalf("full %v, stop at %d: %s is left", full, left, name)
				}
			}
			if _, err := exportOf(dir, CSV{}); err != nil {
				t.Fatalf("full %v, stop at %d: %v", full, left, err)
			}
			sameFolder(t, want, resultBytes(t, dir))
			if t.Failed() {
				t.Fatalf("full %v, stop at %d", full, left)
			}
		}
		r, err := Open(former)
		if err != nil {
			t.Fatal(err)
		}
		for left := 0; ; left += moments() {
			dir := filepath.Join(t.TempDir(), "elsewhere")
			d, _ := faulty(left)
			if _, err := r.exportTo(context.Background(), d, dir, CSV{}); err == nil {
				if len(exportedBytes(t, dir)) != 6 {
					t.Errorf("%d files elsewhere", len(exportedBytes(t, dir)))
				}
				break
			}
			if full && disk.Exists(dir) {
				t.Fatalf("full at %d: something is left elsewhere: %v", left, filesOf(t, dir))
			}
			for name, data := range exportedBytes(t, dir) {
				if want["csv/"+name] != data && !strings.HasSuffix(name, disk.Unfinished) {
					t.Fatalf("stop at %d: %s is not whole elsewhere", left, name)
				}
			}
			sameFolder(t, was, resultBytes(t, former))
		}
	}
}

// Folders of the first formats are exported as others are, and their columns have Chinese names.
func TestFoldersOfTheFirstFormatsAreExported(t *testing.T) {
	for format := 1; format <= Format; format++ {
		dir := copied(t, fmt.Sprint("testdata/format-", format))
		if _, err := exportOf(dir, CSV{Chinese: true}); err != nil {
			t.Fatal(err)
		}
		header := rowsOf(t, filepath.Join(dir, "csv", "days.csv"), CSV{})[0]
		if want := []string{"情景", "重复", "平台", "日", "成交总额", "活跃消费者"}; !slices.Equal(header, want) {
			t.Errorf("format %d: %v", format, header)
		}
		problems, err := Verify(dir)
		if err != nil || slices.ContainsFunc(problems, func(p Problem) bool { return p.File != reportName }) {
			t.Errorf("format %d: %v %v", format, problems, err)
		}
	}
}

// A table that is larger than what is read at once is exported in pieces.
func TestMemoryOfAnExportDoesNotGrowWithItsTable(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a large table")
	}
	const groups = 16
	m := toyManifest()
	m.Replicates = groups
	dir := filepath.Join(t.TempDir(), "r")
	f, err := create(calmDisk{}, dir, m, toyScenarios[:1], false)
	if err != nil {
		t.Fatal(err)
	}
	for r := range groups {
		part := toyPart("uniform", r, tablefile.GroupRows)
		if err := f.Commit(&record.Part{Scenario: "uniform", Replicate: r, Tables: part.Tables[:1]}); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Finish(nil, nil, RunStats{}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	f = nil
	runtime.GC() // what is pooled outlives one collection
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	peak := peakHeap(func() {
		if _, err := r.ExportTo(context.Background(), filepath.Join(t.TempDir(), "out"), CSV{}); err != nil {
			t.Fatal(err)
		}
	})
	t.Logf("%d kB in memory", peak>>10)
	// A group of the table takes 4 MB: three texts and numbers of 8 and 16 bytes. Few are in memory at a time, not 16.
	if whole := uint64(groups * tablefile.GroupRows * (2*16 + 4*8)); peak > whole/2 {
		t.Errorf("%d MB in memory for a table of %d MB", peak>>20, whole>>20)
	}
}

// Outside a result folder a file that only looks like one of an export that was stopped is somebody's.
func TestAnExportElsewhereLeavesWhatLooksUnfinished(t *testing.T) {
	r, err := Open(toyFolder(t, 5, 1))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	mine := filepath.Join(elsewhere, "days.csv"+disk.Unfinished)
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = r.ExportTo(context.Background(), elsewhere, CSV{})
	if !errors.Is(err, ErrInTheWay) || !strings.Contains(err.Error(), "days.csv"+disk.Unfinished) {
		t.Errorf("export: %v", err)
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("the file is %q, %v", text, err)
	}
}

// meddledDisk is a disk on which something else happens before the first file is made, and before the first gets its name.
type meddledDisk struct {
	disk.Real
	made, named bool
	meanwhile   func(when string)
}

func (d *meddledDisk) Create(root *os.Root, name string) (disk.Sink, error) {
	if !d.made {
		d.made = true
		d.meanwhile("before the first file")
	}
	return d.Real.Create(root, name)
}

func (d *meddledDisk) Rename(root *os.Root, from, to string) error {
	if !d.named {
		d.named = true
		d.meanwhile("before the first name")
	}
	return d.Real.Rename(root, from, to)
}

// While one export into a folder is under way another is refused, whether it is told apart by its files or not, and leaves the
// first as it is. Nothing but the files is left, and then the folder is free for another.
func TestTwoExportsIntoOneFolderDoNotMeet(t *testing.T) {
	r, err := Open(toyFolder(t, 5, 1))
	if err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(t.TempDir(), "alone")
	if _, err := r.ExportTo(context.Background(), alone, CSV{}); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	asked := 0
	d := &meddledDisk{meanwhile: func(when string) {
		asked++
		if _, err := r.ExportTo(context.Background(), out, CSV{Chinese: true}); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), out) {
			t.Errorf("another export %s: %v", when, err)
		}
		if _, err := Create(out, toyManifest(), toyScenarios, true); err == nil {
			t.Errorf("a run begins there %s", when)
		}
	}}
	if _, err := r.exportTo(context.Background(), d, out, CSV{}); err != nil {
		t.Fatal(err)
	}
	if asked != 2 {
		t.Errorf("met %d times", asked)
	}
	sameFolder(t, exportedBytes(t, alone), exportedBytes(t, out))
	if disk.Exists(filepath.Join(out, lockName)) {
		t.Error("its lock is left")
	}
	if _, err := r.ExportTo(context.Background(), out, CSV{}); !errors.Is(err, ErrInTheWay) {
		t.Errorf("an export onto another: %v", err)
	}
}

// A lock in the folder that is somebody else's is used, and stays; through a link none is made.
func TestALockElsewhereStaysWhoseItIs(t *testing.T) {
	r, err := Open(toyFolder(t, 5, 1))
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, lockName), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := r.ExportTo(context.Background(), out, CSV{}); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(out, lockName)); err != nil || string(text) != "mine" {
		t.Errorf("the lock is %q, %v", text, err)
	}
	linked := t.TempDir()
	if err := os.Symlink(filepath.Join(out, "target"), filepath.Join(linked, lockName)); err != nil {
		t.Skip(err)
	}
	if _, err := r.ExportTo(context.Background(), linked, CSV{}); !errors.Is(err, ErrInTheWay) {
		t.Errorf("a link in place of the lock: %v", err)
	}
}
