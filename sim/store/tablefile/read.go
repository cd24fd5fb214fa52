package tablefile

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"livebazaar/sim/crew"
	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"

	"github.com/parquet-go/parquet-go"
)

// readBytes is how much of a column is read from the file at once.
const readBytes = 1 << 18

// Reader is a table's file, open for reading some of its columns.
type Reader struct {
	path   string
	file   *os.File
	Schema Schema
	wanted []int // positions of the columns to read
	groups []parquet.RowGroup
	first  []int // row at which each group begins, and the number of rows at the end
}

// unreadable turns a panic of the library, which some damaged files cause, into the error of a file that cannot be
// read.
func unreadable(path string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%s: not a readable table: %v", path, p)
	}
}

// Open opens a table for reading the columns named (all, if none is).
func Open(path string, columns []string) (t *Reader, err error) {
	defer unreadable(path, &err)
	f, err := disk.OpenRegular(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if t == nil {
			f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if err := footerFits(f, info.Size()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	file, err := parquet.OpenFile(f, info.Size(), parquet.ReadBufferSize(readBytes))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	s, err := schemaIn(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	wanted, err := s.choose(columns)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	first := []int{0}
	for i, group := range file.RowGroups() {
		rows, err := rowsOf(group, s)
		if err != nil {
			return nil, fmt.Errorf("%s: row group %d: %w", path, i, err)
		}
		first = append(first, first[i]+rows)
	}
	if rows := first[len(first)-1]; file.NumRows() != int64(rows) {
		return nil, fmt.Errorf("%s: has %d rows, its row groups %d", path, file.NumRows(), rows)
	}
	return &Reader{path: path, file: f, Schema: s, wanted: wanted, groups: file.RowGroups(), first: first}, nil
}

// footerFits reports a file that is shorter than the footer that its end says it has. The library makes room for a footer of
// any length, of gigabytes even, before it looks.
func footerFits(f io.ReaderAt, size int64) error {
	const mark = 4 // bytes at the beginning and at the end, and of the length
	var length [mark]byte
	if size < 3*mark {
		return fmt.Errorf("%d bytes are too few for a table", size)
	}
	if _, err := f.ReadAt(length[:], size-2*mark); err != nil {
		return err
	}
	if n := int64(binary.LittleEndian.Uint32(length[:])); n > size-3*mark {
		return fmt.Errorf("a footer of %d bytes in a file of %d", n, size)
	}
	return nil
}

// rowsOf returns the number of rows of a group. It is what room is made for, so a damaged file must not say any number: no
// group has more rows than are written into one, and every column has as many cells.
func rowsOf(group parquet.RowGroup, s Schema) (int, error) {
	rows := group.NumRows()
	if rows < 0 || rows > GroupRows {
		return 0, fmt.Errorf("%d rows, of at most %d", rows, GroupRows)
	}
	for c, chunk := range group.ColumnChunks() {
		if cells := chunk.NumValues(); cells != rows {
			return 0, fmt.Errorf("column %s: %d cells for %d rows", s.Columns[c].Name, cells, rows)
		}
	}
	return int(rows), nil
}

// Close closes the file.
func (f *Reader) Close() error { return f.file.Close() }

// sized returns a table of the wanted columns with room for the rows.
func (f *Reader) sized(rows int) (*record.Table, error) {
	t, err := f.Schema.only(f.wanted)
	if err != nil {
		return nil, err
	}
	t.Rows = rows
	for c, col := range t.Columns {
		switch col.Kind {
		case record.Int:
			t.Ints[c] = make([]int64, rows)
		case record.Float:
			t.Floats[c] = make([]float64, rows)
		case record.Text:
			t.Texts[c] = make([]string, rows)
		}
	}
	return t, nil
}

// decode reads a row group into the rows of t from at on.
func (f *Reader) decode(group int, t *record.Table, at int) (err error) {
	defer unreadable(f.path, &err)
	end := at + f.first[group+1] - f.first[group]
	for i, c := range f.wanted {
		if err := readColumn(f.groups[group].ColumnChunks()[c], t, i, at, end); err != nil {
			return fmt.Errorf("%s: row group %d: column %s: %w", f.path, group, t.Columns[i].Name, err)
		}
	}
	return nil
}

// Read reads a table, its row groups beside each other.
func Read(path string, columns []string) (*record.Table, error) {
	f, err := Open(path, columns)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, err := f.sized(f.first[len(f.groups)])
	if err != nil {
		return nil, err
	}
	err = crew.Ahead(len(f.groups), func(g int) (int, error) { return g, f.decode(g, t, f.first[g]) }, func(int) error { return nil })
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Each hands over a table row group by row group, in order, while the next ones are being read. The table given
// to each is the caller's to keep.
func Each(path string, columns []string, each func(*record.Table) error) error {
	f, err := Open(path, columns)
	if err != nil {
		return err
	}
	defer f.Close()
	if len(f.groups) == 0 {
		t, err := f.sized(0)
		if err != nil {
			return err
		}
		return each(t)
	}
	return crew.Ahead(len(f.groups), func(g int) (*record.Table, error) {
		t, err := f.sized(f.first[g+1] - f.first[g])
		if err != nil {
			return nil, err
		}
		return t, f.decode(g, t, 0)
	}, each)
}

// schemaIn returns the schema kept in the file, after checking it against the columns that are there.
func schemaIn(file *parquet.File) (Schema, error) {
	var s Schema
	meta, ok := file.Lookup(schemaKey)
	if !ok || json.Unmarshal([]byte(meta), &s) != nil {
		return s, errors.New("not a table of livebazaar")
	}
	if _, err := s.Empty(); err != nil {
		return s, err
	}
	fields := file.Schema().Fields()
	if len(fields) != len(s.Columns) {
		return s, fmt.Errorf("has %d columns, its schema says %d", len(fields), len(s.Columns))
	}
	kinds := map[string]parquet.Kind{"int": parquet.Int64, "float": parquet.Double, "text": parquet.ByteArray}
	for i, c := range s.Columns {
		if fields[i].Name() != c.Name || !fields[i].Leaf() || fields[i].Type().Kind() != kinds[c.Kind] {
			return s, fmt.Errorf("column %s is not the %s that its schema says", fields[i].Name(), c.Kind)
		}
	}
	return s, nil
}

// choose returns the positions of the columns named, or all.
func (s Schema) choose(columns []string) ([]int, error) {
	var wanted []int
	if len(columns) == 0 {
		for c := range s.Columns {
			wanted = append(wanted, c)
		}
	}
	for _, name := range columns {
		c := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Name == name })
		if c < 0 {
			return nil, fmt.Errorf("no column %s", name)
		}
		wanted = append(wanted, c)
	}
	return wanted, nil
}

// only returns an empty table with the columns at the positions. Its Key counts the leading columns that are still
// the table's own leading key columns.
func (s Schema) only(wanted []int) (*record.Table, error) {
	whole, err := s.Empty()
	if err != nil {
		return nil, err
	}
	key, columns := 0, make([]record.Column, len(wanted))
	for i, c := range wanted {
		columns[i] = whole.Columns[c]
		if c == i && i == key && i < s.Key {
			key++
		}
	}
	return record.NewTable(s.Name, key, columns...), nil
}
