package tablefile_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/store/tablefile"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// read is the error of reading a table.
func read(path string, columns ...string) error {
	_, err := tablefile.Read(path, columns)
	return err
}

// refuses demands an error that names the file and says the rest.
func refuses(t *testing.T, what, path string, err error, says ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("%s is taken", what)
		return
	}
	for _, part := range append(says, path) {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%s: %v; want %q", what, err, part)
		}
	}
}

// damaged is a file of the bytes.
func damaged(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "damaged.parquet")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// small is a table of few bytes with every kind of cell, and its file.
func small(t testing.TB) (*record.Table, []byte) {
	t.Helper()
	table := shelf()
	for i := range 40 {
		table.Append("uniform", 0, i, reals[i%len(reals)], words[i%9])
	}
	data, err := os.ReadFile(written(t, table))
	if err != nil {
		t.Fatal(err)
	}
	return table, data
}

// A file cut short anywhere is refused.
func TestAFileCutShortIsRefused(t *testing.T) {
	t.Parallel()
	_, whole := small(t)
	for length := range whole {
		path := damaged(t, whole[:length])
		refuses(t, fmt.Sprintf("%d bytes of %d", length, len(whole)), path, read(path))
	}
}

// Whichever byte of the pages is another one, no other cell is read: the file is refused, and the error names it.
func TestADamagedPageIsRefused(t *testing.T) {
	t.Parallel()
	want, whole := small(t)
	pages := len(whole) - 8 - int(binary.LittleEndian.Uint32(whole[len(whole)-8:]))
	refused := 0
	for at := range pages {
		data := bytes.Clone(whole)
		data[at] ^= 0x55
		path := damaged(t, data)
		got, err := tablefile.Read(path, nil)
		switch {
		case err != nil:
			refused++
			refuses(t, fmt.Sprintf("byte %d", at), path, err)
		case unlike(got, want) != "":
			t.Errorf("with another byte %d %s is not what was written", at, unlike(got, want))
		}
	}
	if refused < pages/2 {
		t.Errorf("of %d damaged bytes %d are refused", pages, refused)
	}
}

// parted is a file in two: its pages, and its footer.
func parted(t *testing.T, whole []byte) (pages []byte, footer format.FileMetaData) {
	t.Helper()
	end := len(whole) - 8
	start := end - int(binary.LittleEndian.Uint32(whole[end:]))
	if err := thrift.Unmarshal(new(thrift.CompactProtocol), whole[start:end], &footer); err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(whole[:start]), footer
}

// joined is the file of pages and a footer.
func joined(t *testing.T, pages []byte, footer format.FileMetaData) string {
	t.Helper()
	foot, err := thrift.Marshal(new(thrift.CompactProtocol), footer)
	if err != nil {
		t.Fatal(err)
	}
	data := binary.LittleEndian.AppendUint32(append(pages, foot...), uint32(len(foot)))
	return damaged(t, append(data, "PAR1"...))
}

// A footer longer than its file is refused before room is made for it.
func TestAFooterLongerThanItsFileIsRefused(t *testing.T) {
	t.Parallel()
	_, whole := small(t)
	for _, longer := range []uint32{1, 1 << 20, math.MaxUint32 - uint32(len(whole)) + 12} {
		length := uint32(len(whole)) - 12 + longer
		data := bytes.Clone(whole)
		binary.LittleEndian.PutUint32(data[len(data)-8:], length)
		path := damaged(t, data)
		refuses(t, "a long footer", path, read(path), fmt.Sprintf("a footer of %d bytes in a file of %d", length, len(whole)))
	}
}

// refooted is the file with another footer.
func refooted(t *testing.T, whole []byte, change func(*format.FileMetaData)) string {
	t.Helper()
	pages, footer := parted(t, whole)
	change(&footer)
	return joined(t, pages, footer)
}

// A file whose counts do not agree is refused before room is made for what it says it has.
func TestAWrongCountIsRefused(t *testing.T) {
	t.Parallel()
	want, whole := small(t)
	same := refooted(t, whole, func(*format.FileMetaData) {})
	if got, err := tablefile.Read(same, nil); err != nil || unlike(got, want) != "" {
		t.Fatalf("with its own footer: %v", err)
	}
	below := refooted(t, whole, func(m *format.FileMetaData) { m.RowGroups[0].NumRows = -1 })
	refuses(t, "a group of −1 rows", below, read(below))
	total := refooted(t, whole, func(m *format.FileMetaData) { m.NumRows = 41 })
	refuses(t, "a file said to have 41 rows", total, read(total), "has 41 rows, its row groups 40")
	for _, rows := range []int64{0, 39, 41, tablefile.GroupRows + 1, 1<<31 - 1, 1 << 40} {
		path := refooted(t, whole, func(m *format.FileMetaData) { m.NumRows, m.RowGroups[0].NumRows = rows, rows })
		refuses(t, fmt.Sprintf("a group said to have %d rows", rows), path, read(path), "row group 0", fmt.Sprint(rows))
		path = refooted(t, whole, func(m *format.FileMetaData) { m.RowGroups[0].Columns[3].MetaData.NumValues = rows })
		refuses(t, fmt.Sprintf("a column said to have %d cells", rows), path, read(path), "row group 0", "column x", fmt.Sprint(rows))
		path = refooted(t, whole, func(m *format.FileMetaData) {
			m.NumRows, m.RowGroups[0].NumRows = rows, rows
			for c := range m.RowGroups[0].Columns {
				m.RowGroups[0].Columns[c].MetaData.NumValues = rows
			}
		})
		refuses(t, fmt.Sprintf("a group and its columns said to have %d rows", rows), path, read(path))
	}
}

// plain is a file whose last column, "word", has its texts written out, without a dictionary, on one page.
func plain(t *testing.T, texts []string) []byte {
	t.Helper()
	const schema = `{"table":"shelf","key":2,"columns":[{"name":"scenario","kind":"text"},{"name":"replicate","kind":"int"},` +
		`{"name":"word","kind":"text"}]}`
	type row struct {
		Scenario  string `parquet:"scenario,plain"`
		Replicate int64  `parquet:"replicate"`
		Word      string `parquet:"word,plain"`
	}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[row](&out, parquet.KeyValueMetadata("livebazaar", schema))
	for _, text := range texts {
		if _, err := w.Write([]row{{"uniform", 0, text}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// repaged is the file with another content of the page of its last column, whose sum of bytes is right again.
func repaged(t *testing.T, whole []byte, change func(page []byte)) string {
	t.Helper()
	pages, footer := parted(t, whole)
	columns := footer.RowGroups[0].Columns
	last := &columns[len(columns)-1]
	at := last.MetaData.DataPageOffset
	rest := bytes.NewReader(pages[at:])
	var header format.PageHeader
	if err := thrift.NewDecoder(new(thrift.CompactProtocol).NewReader(rest)).Decode(&header); err != nil {
		t.Fatal(err)
	}
	page := pages[len(pages)-rest.Len():][:header.CompressedPageSize]
	change(page)
	header.CRC = int32(crc32.ChecksumIEEE(page))
	again, err := thrift.Marshal(new(thrift.CompactProtocol), header)
	if err != nil {
		t.Fatal(err)
	}
	again = append(again, page...)
	last.MetaData.TotalCompressedSize = int64(len(again))
	for c := range columns { // what is behind the pages is only for searching
		columns[c].ColumnIndexOffset, columns[c].ColumnIndexLength = 0, 0
		columns[c].OffsetIndexOffset, columns[c].OffsetIndexLength = 0, 0
	}
	return joined(t, append(bytes.Clone(pages[:at]), again...), footer)
}

// Texts that a page writes out are read as well. Where their lengths are damaged, and the sum of the page fits all the same,
// there are too few or too many of them, or they do not end with the page: it is refused.
func TestTextsThatAreWrittenOut(t *testing.T) {
	t.Parallel()
	texts := []string{"four", "", "say \"hi\"", "two\nlines", strings.Repeat("\x00", 8), "last"}
	whole := plain(t, texts)
	long := []byte("\x08\x00\x00\x00say")
	got, err := tablefile.Read(repaged(t, whole, func([]byte) {}), []string{"word"})
	if err != nil || !slices.Equal(got.Texts[0], texts) {
		t.Fatalf("%v: %+v", err, got)
	}
	for _, length := range []uint32{0, 7, 9, 8 + 4 + 9, 8 + 4 + 9 + 4 + 4, 100, 1 << 31, 1<<32 - 1} {
		path := repaged(t, whole, func(page []byte) {
			at := bytes.Index(page, long)
			if at < 0 {
				t.Fatal("the text is not written out")
			}
			binary.LittleEndian.PutUint32(page[at:], length)
		})
		refuses(t, fmt.Sprintf("a text of 8 bytes said to have %d", length), path, read(path, "word"))
	}
	more := repaged(t, whole, func(page []byte) { page[bytes.LastIndex(page, []byte("\x08\x00\x00\x00"))] = 0 }) // and two more, of none
	refuses(t, "a page of two texts more than it says", more, read(more, "word"), "row group 0: column word", "another number of cells")
}

// What is no table of the program, and one that is not as its schema says, is refused.
func TestAWrongHeaderIsRefused(t *testing.T) {
	t.Parallel()
	_, whole := small(t)
	for what, test := range map[string]struct {
		change func(*format.FileMetaData)
		says   string
	}{
		"no schema":             {func(m *format.FileMetaData) { m.KeyValueMetadata = nil }, "not a table of livebazaar"},
		"a schema that is none": {func(m *format.FileMetaData) { m.KeyValueMetadata[0].Value = "{" }, "not a table of livebazaar"},
		"an unknown kind": {func(m *format.FileMetaData) {
			m.KeyValueMetadata[0].Value = strings.Replace(m.KeyValueMetadata[0].Value, `"kind":"float"`, `"kind":"real"`, 1)
		}, `column x has the unknown kind "real"`},
		"another kind": {func(m *format.FileMetaData) {
			m.KeyValueMetadata[0].Value = strings.Replace(m.KeyValueMetadata[0].Value, `"kind":"float"`, `"kind":"text"`, 1)
		}, "column x is not the text that its schema says"},
		"another name": {func(m *format.FileMetaData) {
			m.KeyValueMetadata[0].Value = strings.Replace(m.KeyValueMetadata[0].Value, `"name":"x"`, `"name":"y"`, 1)
		}, "column x is not the float that its schema says"},
		"a column that the schema leaves out": {func(m *format.FileMetaData) {
			schema := &m.KeyValueMetadata[0].Value
			*schema = (*schema)[:strings.LastIndex(*schema, `,{"name":"word"`)] + "]}"
		}, "has 5 columns, its schema says 4"},
		"a group that has not all columns": {func(m *format.FileMetaData) {
			m.RowGroups[0].Columns = m.RowGroups[0].Columns[:4]
		}, "does not have enough columns"},
		"a group with a column twice": {func(m *format.FileMetaData) {
			m.RowGroups[0].Columns = append(m.RowGroups[0].Columns, m.RowGroups[0].Columns[4])
		}, "6 columns"},
		"a column that begins nowhere": {func(m *format.FileMetaData) {
			m.RowGroups[0].Columns[4].MetaData.DataPageOffset, m.RowGroups[0].Columns[4].MetaData.DictionaryPageOffset = 1<<40, 0
		}, "row group 0: column word: 40 cells too few"},
		"a column of another way of packing": {func(m *format.FileMetaData) {
			m.RowGroups[0].Columns[4].MetaData.Codec = 77
		}, "row group 0: column word: "},
		"a float in the key": {func(m *format.FileMetaData) {
			m.KeyValueMetadata[0].Value = strings.Replace(m.KeyValueMetadata[0].Value, `"key":3`, `"key":4`, 1)
		}, "the key column x is a float"},
	} {
		path := refooted(t, whole, test.change)
		refuses(t, what, path, read(path), test.says)
	}
}

// A CSV file is refused with the line at which it is wrong.
func TestAWrongCSVIsRefusedAtItsLine(t *testing.T) {
	t.Parallel()
	const header = "scenario,replicate,metric,unit,value\n"
	for text, says := range map[string]string{
		"":                                      "EOF",
		"scenario,replicate,metric,unit\n":      "its columns are [scenario replicate metric unit], expected [scenario replicate metric unit value]",
		header + "a,0,gmv,yuan,1\na,0,gmv,yuan": ":3: ",
		header + "a,0,gmv,yuan,1\na,1,gmv,yuan,1,2\n":          ":3: ",
		header + "a,0,gmv,yuan,1\n\"a\nb\",x,gmv,yuan,1\n":     ":3: ",
		header + "a,0,gmv,yuan,one\n":                          ":2: ",
		header + "a,0,gmv,yuan,1\na,0,gmv,\"yuan,1\na,0,gmv,y": ":3: ",
	} {
		path := saved(t, text)
		_, err := tablefile.ReadSummary(path)
		refuses(t, fmt.Sprintf("%q", text), path, err, says)
	}
	path := filepath.Join(t.TempDir(), "absent.csv")
	_, err := tablefile.ReadCSVHeader(path)
	refuses(t, "no file", path, err)
}

// Whatever bytes a file has, it is read or refused by its name: nothing panics, and nothing is read that is not of the schema.
func FuzzNoFileIsTakenForAnother(f *testing.F) {
	_, whole := small(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PAR1PAR1"))
	for _, at := range []int{4, 9, len(whole) / 3, len(whole) - 300, len(whole) - 9, len(whole) - 8} {
		data := bytes.Clone(whole)
		data[at] ^= 0xff
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := damaged(t, data)
		table, err := tablefile.Read(path, nil)
		if err != nil {
			refuses(t, "a file", path, err)
			return
		}
		for c, col := range table.Columns {
			n := map[record.Kind]int{record.Int: len(table.Ints[c]), record.Float: len(table.Floats[c]), record.Text: len(table.Texts[c])}
			if n[col.Kind] != table.Rows {
				t.Errorf("column %s has %d cells of %d rows", col.Name, n[col.Kind], table.Rows)
			}
		}
	})
}

// Any cells at all are read back.
func FuzzAnyCellsAreReadBack(f *testing.F) {
	f.Add(int64(-1), 0.5, "a \"b\"\nc", uint16(3))
	f.Add(int64(0), 1e300, "", uint16(300))
	f.Fuzz(func(t *testing.T, n int64, x float64, word string, rows uint16) {
		want := shelf()
		if x == 0 || x != x {
			x = 1 // −0, and blanks of other bits: TestZeroHasNoSign
		}
		for i := range int(rows % 1000) {
			want.Append("uniform", 0, n+int64(i), x*float64(i), word[:i%(len(word)+1)])
		}
		got, err := tablefile.Read(written(t, want), nil)
		if err != nil || unlike(got, want) != "" {
			t.Errorf("%s is not what was written (%v)", unlike(got, want), err)
		}
	})
}
