package main

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// oddRun makes results/pair, of two scenarios with names that a program could take for something else: a formula, and nothing.
var oddRun = sync.OnceValues(func() (dir string, err error) {
	dir = filepath.Join(filepath.Dir(program), "odd") // removed when all tests are done
	if err = os.Mkdir(dir, 0o777); err != nil {
		return dir, err
	}
	for name, text := range map[string]string{"=1+2.toml": "", "NA.toml": "[platform.ranking]\nallocate = \"uniform\"\n"} {
		if err = os.WriteFile(filepath.Join(dir, name), []byte("extends = \"baseline\"\n"+text), 0o666); err != nil {
			return dir, err
		}
	}
	args := append([]string{"compare", "./=1+2.toml", "./NA.toml", "--replicates", "2", "--out", filepath.Join("results", "pair")}, small...)
	if out, failed := command(dir, args...).CombinedOutput(); failed != nil {
		err = fmt.Errorf("%w: %s", failed, out)
	}
	return dir, err
})

// odd is a copy of that folder.
func odd(t *testing.T) (dir string) {
	t.Helper()
	made, err := oddRun()
	if err == nil {
		dir = t.TempDir()
		err = os.CopyFS(dir, os.DirFS(made))
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// csvRows reads a CSV file.
func csvRows(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return rows
}

// cellOf is a cell of a table as text, with the digits that tell it from every other one; a blank is "".
func cellOf(t *record.Table, c, r int) string {
	switch t.Columns[c].Kind {
	case record.Int:
		return strconv.FormatInt(t.Ints[c][r], 10)
	case record.Float:
		if math.IsNaN(t.Floats[c][r]) {
			return ""
		}
		return strconv.FormatFloat(t.Floats[c][r], 'g', 17, 64)
	}
	return t.Texts[c][r]
}

// sameCells demands that cells read from somewhere are those of a column. Numbers may differ in the last bit: not every reader
// rounds rightly.
func sameCells(t *testing.T, what string, want *record.Table, c int, got []string) {
	t.Helper()
	if len(got) != want.Rows {
		t.Fatalf("%s: %d rows of %d", what, len(got), want.Rows)
	}
	for r, cell := range got {
		w := cellOf(want, c, r)
		if cell == w {
			continue
		}
		x, err := strconv.ParseFloat(cell, 64)
		y, wantErr := strconv.ParseFloat(w, 64)
		if want.Columns[c].Kind == record.Text || err != nil || wantErr != nil || math.Abs(x-y) > 1e-15*math.Abs(y) {
			t.Fatalf("%s: column %s, row %d reads %q, the table has %q", what, want.Columns[c].Name, r, cell, w)
		}
	}
}

var chineseColumn = regexp.MustCompile(`^\p{L}[\p{L}\p{N}]*$`)

// Every column of every table that a real run leaves has a short name in Chinese that is a name in R and Python too, a meaning
// and, where it has a unit, its name. A column that is added needs them: its ZH begins with its name, or Called gives one.
func TestEveryColumnIsExplainedInBothLanguages(t *testing.T) {
	t.Parallel()
	dir := odd(t)
	han := func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
	}
	must(t, exitDone, dir, "export", "results/pair", "--csv")
	csvDir := filepath.Join(dir, "results", "pair", "csv")
	book := csvRows(t, filepath.Join(csvDir, "codebook.csv"))
	taken := map[string]string{}
	for _, row := range book[1:] {
		table, column, name, unit, unitZH, en, zh := row[0], row[1], row[2], row[5], row[6], row[7], row[8]
		if !chineseColumn.MatchString(name) || !han(name) || len([]rune(name)) > 12 {
			t.Errorf("%s.%s is called %q in Chinese: at most 12 letters and digits are a name (Column.Called gives one)", table, column, name)
		}
		if other := taken[table+"."+name]; other != "" {
			t.Errorf("%s.%s and %s are both called %s", table, column, other, name)
		}
		taken[table+"."+name] = column
		if en == "" || !han(zh) {
			t.Errorf("%s.%s has no meaning in both languages: %q, %q", table, column, en, zh)
		}
		if unit != "" && !han(unitZH) {
			t.Errorf("%s.%s is in %s, which has no name in Chinese (agents/param/unit.go)", table, column, unit)
		}
	}
	r, err := store.Open(filepath.Join(dir, "results", "pair"))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, name := range r.Tables() {
		want, err := r.Table(name)
		if err != nil {
			t.Fatal(err)
		}
		rows := csvRows(t, filepath.Join(csvDir, name+".csv"))
		for c, col := range want.Columns {
			if rows[0][c] != col.Name {
				t.Errorf("%s: column %d is called %s, not %s", name, c, rows[0][c], col.Name)
			}
			var got []string
			for _, row := range rows[1:] {
				got = append(got, row[c])
			}
			sameCells(t, name+".csv", want, c, got)
			compared += len(got)
		}
	}
	if compared < 5000 {
		t.Errorf("only %d cells were compared", compared)
	}

	// In Chinese, the same cells below other names; everything else of the folder works as before.
	english := everything(t, csvDir)
	must(t, exitDone, dir, "export", "results/pair", "--csv", "--lang", "zh", "--quiet")
	for name, data := range everything(t, csvDir) {
		header, rest, _ := strings.Cut(data, "\n")
		_, before, _ := strings.Cut(english[name], "\n")
		if rest != before || !han(header) || strings.Count(header, ",") != strings.Count(english[name][:strings.Index(english[name], "\n")], ",") {
			t.Errorf("in Chinese %s begins %q", name, header)
		}
	}
	for _, args := range [][]string{{"verify"}, {"plot", "--format", "svg"}, {"report"}, {"verify"}, {"resume"}, {"verify"}} {
		must(t, exitDone, dir, append(args, "results/pair", "--quiet")...)
	}
	if again := everything(t, csvDir); len(again) != len(english) {
		t.Errorf("%d files were exported, %d are there", len(english), len(again))
	}
}

// Mistakes of the command line are answered, and nothing is written.
func TestMistakesOfAnExport(t *testing.T) {
	dir := withResults(t, aRun...)
	before := everything(t, dir)
	if err := os.Mkdir(filepath.Join(dir, "taken"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "taken", "days.csv"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	links := os.Symlink(filepath.Join(dir, "r", "tables"), filepath.Join(dir, "link")) == nil
	for _, test := range []struct {
		args []string
		says string
	}{
		{[]string{"export"}, "needs an argument"},
		{[]string{"export", "r"}, "livebazaar export r --csv"},
		{[]string{"export", "absent", "--csv"}, "no such folder"},
		{[]string{"export", "taken", "--csv"}, "not a livebazaar result folder"},
		{[]string{"export", "r", "--csv", "--lang", "fr"}, "allowed en, zh"},
		{[]string{"export", "r", "--csv", "--out", ""}, "name a folder"},
		{[]string{"export", "r", "--csv", "--out", "-"}, "not a stream"},
		{[]string{"export", "r", "--csv", "--out", "r"}, "is a result folder"},
		{[]string{"export", "r", "--csv", "--out", "r/csv"}, "lies in the result folder"},
		{[]string{"export", "r", "--csv", "--out", "taken"}, filepath.Join("taken", "days.csv")},
		{[]string{"export", "r", "--csv", "--out", "taken/days.csv"}, "is a file"},
		{[]string{"export", "r", "--csv", "--out", "link"}, "lies in the result folder"},
		{[]string{"export", "r", "--csv", "--out", "link/deeper/down"}, "lies in the result folder"},
		{[]string{"export", "r", "--csv", "--spreadsheets"}, "--spreadsheet"},
	} {
		if !links && strings.HasPrefix(test.args[len(test.args)-1], "link") {
			continue
		}
		if o := here(t, exitUsage, dir, test.args...); !strings.Contains(o.err, test.says) || o.out != "" {
			t.Errorf("%v: %s%s", test.args, o.out, o.err)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "taken", "days.csv")); err != nil || string(data) != "mine" {
		t.Errorf("a file in the way has become %q, %v", data, err)
	}
	os.RemoveAll(filepath.Join(dir, "taken"))
	os.Remove(filepath.Join(dir, "link"))
	after := everything(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d files have become %d", len(before), len(after))
	}
	overwrite(t, filepath.Join(dir, "r", "tables", "days.parquet"), func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	for _, elsewhere := range [][]string{nil, {"--out", "new"}} {
		o := here(t, exitFailed, dir, append([]string{"export", "r", "--csv"}, elsewhere...)...)
		if !strings.Contains(o.err, filepath.Join("r", "tables", "days.parquet")) || o.out != "" {
			t.Errorf("a changed table: %s%s", o.out, o.err)
		}
	}
	for _, name := range []string{"new", filepath.Join("r", "csv")} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was made", name)
		}
	}
}

// Elsewhere the result folder need not be writable; what is printed are the files, and a name that would be a formula is told.
func TestAnExportElsewhereLeavesTheFolderAlone(t *testing.T) {
	t.Parallel()
	dir := odd(t)
	before := everything(t, dir)
	o := must(t, exitDone, dir, "export", "results/pair", "--csv", "--out", "for-r", "--json")
	if !strings.Contains(o.out, `"for-r/summary.csv"`) && !strings.Contains(o.out, `"for-r\\summary.csv"`) || strings.Count(o.out, ".csv") < 11 {
		t.Errorf("it prints %s", o.out)
	}
	if !strings.Contains(o.err, "notice: a spreadsheet takes =1+2 for a formula; with --spreadsheet it is a text there") {
		t.Errorf("it says %s", o.err)
	}
	o = must(t, exitDone, dir, "export", "results/pair", "--csv", "--spreadsheet", "--out", "for-excel")
	if o.err != "" {
		t.Errorf("for spreadsheets it says %s", o.err)
	}
	for line := range strings.Lines(o.out) {
		if _, err := os.Stat(filepath.Join(dir, strings.TrimSuffix(line, "\n"))); err != nil {
			t.Error(err)
		}
	}
	after := everything(t, dir)
	for name, data := range before {
		if after[name] != data {
			t.Errorf("%s has changed", name)
		}
	}
	must(t, exitUsage, dir, "export", "results/pair", "--csv", "--out", "for-r") // in the way of itself
}

// documented returns the code of formats.md in a language that has a word in it.
func documented(t *testing.T, language, word string) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```").FindAllStringSubmatch(string(page), -1) {
		if strings.Contains(block[1], word) {
			return block[1]
		}
	}
	t.Fatalf("docs/formats.md shows no %s with %s", language, word)
	return ""
}

// readers are programs that read the files as docs/formats.md shows, what the code there must say, and what is added so that they
// print the cells of a table days: a line for each column, the cells between tabs, numbers to 17 digits.
var readers = []struct {
	name, language, word string
	says                 []string // that only an empty cell is missing, and how exact numbers are
	guesses              bool     // takes a column of nothing but numbers for numbers
	program              []string // tried in this order, with the code as a file
	test                 string   // code that runs only where what is needed is installed
	dump                 string
}{
	{"read.csv of R", "r", "read.csv", []string{`na.strings = ""`, "check.names = FALSE"}, true, []string{"Rscript"}, "1", dumpR},
	{"data.table of R", "r", "fread", []string{`na.strings = ""`}, true, []string{"Rscript"}, "library(data.table)", dumpR},
	{"pandas", "python", "read_csv", []string{"keep_default_na=False", `na_values=[""]`, `float_precision="round_trip"`}, true,
		[]string{"python3", "/usr/bin/python3"}, "import pandas", dumpPython},
	{"csv of Python", "python", "csv.DictReader", []string{`newline=""`}, false, []string{"python3", "/usr/bin/python3"}, "1", `
days = {name: [row[name] for row in days] for name in days[0]}
for name in days:
    print("\t".join([name] + days[name]))
`},
}

// readAs reads a CSV file as they do with what the code says, and returns the cells of each column. One that guesses takes a column
// for numbers, or for words of true and false, if every cell that is not empty is one.
func readAs(t *testing.T, path string, guesses bool) map[string][]string {
	t.Helper()
	rows, read := csvRows(t, path), map[string][]string{}
	for c, name := range rows[0] {
		numbers, truths := guesses, guesses
		var cells, asNumbers []string
		for _, row := range rows[1:] {
			cell := row[c]
			cells = append(cells, cell)
			if cell == "" {
				asNumbers = append(asNumbers, "")
				continue
			}
			x, err := strconv.ParseFloat(cell, 64)
			numbers = numbers && err == nil
			truths = truths && slices.Contains([]string{"T", "F", "TRUE", "FALSE", "True", "False", "true", "false"}, cell)
			asNumbers = append(asNumbers, strconv.FormatFloat(x, 'g', 17, 64))
		}
		switch {
		case numbers:
			cells = asNumbers
		case truths:
			t.Errorf("%s: column %s is read as true and false", path, name)
		}
		read[name] = cells
	}
	return read
}

const dumpR = `
for (name in names(days)) {
  x <- days[[name]]
  cells <- if (is.character(x)) x else sprintf("%.17g", as.numeric(x))
  cells[is.na(x)] <- ""
  writeLines(paste(c(name, cells), collapse = "\t"), useBytes = TRUE)
}
`

const dumpPython = `
for name in days:
    print("\t".join([name] + ["" if x != x else format(x, ".17g") if isinstance(x, float) else str(x) for x in days[name].tolist()]))
`

// installed returns the first of some programs that runs a piece of code, or skips the test.
func installed(t *testing.T, name string, programs []string, code, file string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, []byte(code+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, p := range programs {
		if exec.Command(p, path).Run() == nil {
			return p
		}
	}
	t.Skipf("%s is not installed here", name)
	return ""
}

// The code that the documentation shows for R and Python reads every cell as the table has it, blanks and odd names included. The
// programs themselves are started where the long tests are asked for; otherwise the file is read as they read it.
func TestOtherProgramsReadTheTablesAsDocumented(t *testing.T) {
	t.Parallel()
	dir := odd(t)
	must(t, exitDone, dir, "export", "results/pair", "--csv", "--quiet")
	r, err := store.Open(filepath.Join(dir, "results", "pair"))
	if err != nil {
		t.Fatal(err)
	}
	days, err := r.Table("days")
	if err != nil {
		t.Fatal(err)
	}
	path := regexp.MustCompile(`"(results/[^"]+)"`)
	for _, reader := range readers {
		t.Run(reader.name, func(t *testing.T) {
			code := documented(t, reader.language, reader.word)
			for _, says := range reader.says {
				if !strings.Contains(code, says) {
					t.Errorf("docs/formats.md does not say %s:\n%s", says, code)
				}
			}
			names := path.FindStringSubmatch(code)
			if names == nil {
				t.Fatalf("docs/formats.md names no file:\n%s", code)
			}
			read := readAs(t, filepath.Join(dir, filepath.FromSlash(names[1])), reader.guesses)
			compare := func(who string) {
				for c, col := range days.Columns {
					cells, ok := read[col.Name]
					if !ok {
						t.Fatalf("%s: no column %s", who, col.Name)
					}
					sameCells(t, who, days, c, cells)
				}
			}
			compare("as " + reader.name)
			if !long() {
				return
			}
			file := "script." + reader.language
			program := installed(t, reader.name, reader.program, reader.test, file)
			if err := os.WriteFile(filepath.Join(dir, file), []byte(code+reader.dump), 0o666); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(program, file)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "PYTHONIOENCODING=utf-8")
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s\n%s", err, code, out)
			}
			read = map[string][]string{}
			for line := range strings.Lines(string(out)) {
				cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
				read[cells[0]] = cells[1:]
			}
			compare(reader.name)
		})
	}
}

// sheetOf converts a CSV file with LibreOffice, which evaluates formulas as Excel does, and returns the cells of the sheet and
// how many of them are formulas.
func sheetOf(t *testing.T, office, path string) (texts []string, formulas int) {
	t.Helper()
	dir := t.TempDir()
	// Tokens of its CSV filter: comma, quote, UTF-8, first line, …, evaluate formulas.
	cmd := exec.Command(office, "-env:UserInstallation=file://"+dir, "--headless", "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true",
		"--convert-to", "xlsx", "--outdir", dir, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v %s", err, out)
	}
	book, err := zip.OpenReader(filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), ".csv")+".xlsx"))
	if err != nil {
		t.Skipf("LibreOffice made no sheet: %v", err)
	}
	defer book.Close()
	for _, name := range []string{"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"} {
		f, err := book.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`<t[^>]*>([^<]*)</t>`).FindAllSubmatch(data, -1) {
			texts = append(texts, html.UnescapeString(string(found[1])))
		}
		formulas += len(regexp.MustCompile(`<f[ >]`).FindAll(data, -1))
	}
	return texts, formulas
}

// In a spreadsheet a scenario called =1+2 is computed in the plain form, and is a text in the form for spreadsheets; Chinese
// names of columns are read as they are.
func TestASpreadsheetRunsNoName(t *testing.T) {
	if !long() {
		t.Skip("starts LibreOffice; LIVEBAZAAR_LONG asks for it")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed here")
	}
	dir := odd(t)
	must(t, exitDone, dir, "export", "results/pair", "--csv", "--quiet", "--out", "plain")
	if _, formulas := sheetOf(t, office, filepath.Join(dir, "plain", "months.csv")); formulas == 0 {
		t.Error("in the plain form nothing is a formula: this test would not notice one")
	}
	must(t, exitDone, dir, "export", "results/pair", "--csv", "--quiet", "--spreadsheet", "--lang", "zh", "--out", "sheets")
	texts, formulas := sheetOf(t, office, filepath.Join(dir, "sheets", "months.csv"))
	if formulas != 0 {
		t.Errorf("%d formulas", formulas)
	}
	shown := slices.Contains(texts, "'=1+2") || slices.Contains(texts, "=1+2") // LibreOffice takes the apostrophe as its own
	if !shown || !slices.Contains(texts, "NA") || !slices.Contains(texts, "情景名称") || !slices.Contains(texts, "赫芬达尔指数") {
		t.Errorf("it reads %q", texts)
	}
}

// What a resumed run does not take of what it finds is told.
func TestResumeNamesThePartsItDoesNotTake(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	begin(t, filepath.Join(dir, "r"))
	part := filepath.Join(dir, "r", "parts", "000-00000.part")
	if err := os.WriteFile(part, []byte("livebazaar part 1\nhalf of it"), 0o666); err != nil {
		t.Fatal(err)
	}
	o := must(t, exitDone, dir, "resume", "r")
	if want := fmt.Sprintf("notice: parts/%s: not whole, not taken", filepath.Base(part)); !strings.Contains(o.err, want) {
		t.Errorf("it does not say %q: %s", want, o.err)
	}
	must(t, exitDone, dir, "verify", "r")
}
