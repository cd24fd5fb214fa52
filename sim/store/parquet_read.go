package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"

	"livebazaar/sim/record"
)

// readParquet hands over a table row group by row group, with the columns named (all, if none is). The table given to
// each is the caller's to keep.
func readParquet(path string, columns []string, each func(*record.Table) error) (err error) {
	defer func() {
		// The library panics on some damaged files; for the caller that is a file that cannot be read.
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: not a readable table: %v", path, p)
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s, err := schemaIn(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	wanted, err := s.choose(columns)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	groups := file.RowGroups()
	if len(groups) == 0 {
		t, err := s.only(wanted)
		if err != nil {
			return err
		}
		return each(t)
	}
	texts := newTextPool()
	for _, g := range groups {
		t, err := s.only(wanted)
		if err != nil {
			return err
		}
		t.Rows = int(g.NumRows())
		for i, c := range wanted {
			if err := readColumn(g.ColumnChunks()[c], t, i, texts); err != nil {
				return fmt.Errorf("%s: column %s: %w", path, t.Columns[i].Name, err)
			}
		}
		if err := each(t); err != nil {
			return err
		}
	}
	return nil
}

// schemaIn returns the schema kept in the file, after checking it against the columns that are there.
func schemaIn(file *parquet.File) (schema, error) {
	var s schema
	meta, ok := file.Lookup(schemaKey)
	if !ok || json.Unmarshal([]byte(meta), &s) != nil {
		return s, errors.New("not a table of livebazaar")
	}
	if _, err := s.empty(); err != nil {
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
func (s schema) choose(columns []string) ([]int, error) {
	var wanted []int
	if len(columns) == 0 {
		for c := range s.Columns {
			wanted = append(wanted, c)
		}
	}
	for _, name := range columns {
		c := slices.IndexFunc(s.Columns, func(c column) bool { return c.Name == name })
		if c < 0 {
			return nil, fmt.Errorf("no column %s", name)
		}
		wanted = append(wanted, c)
	}
	return wanted, nil
}

// only returns an empty table with the columns at the positions. Its Key counts the leading columns that are still
// the table's own leading key columns.
func (s schema) only(wanted []int) (*record.Table, error) {
	whole, err := s.empty()
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

// readColumn fills column c of t from the chunk.
func readColumn(chunk parquet.ColumnChunk, t *record.Table, c int, texts *textPool) error {
	pages := chunk.Pages()
	defer pages.Close()
	values := make([]parquet.Value, batchRows)
	cells := 0
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		reader := page.Values()
		for {
			n, err := reader.ReadValues(values)
			for _, v := range values[:n] {
				switch t.Columns[c].Kind {
				case record.Int:
					t.Ints[c] = append(t.Ints[c], v.Int64())
				case record.Float:
					if v.IsNull() {
						t.Floats[c] = append(t.Floats[c], math.NaN())
					} else {
						t.Floats[c] = append(t.Floats[c], v.Double())
					}
				case record.Text:
					t.Texts[c] = append(t.Texts[c], texts.text(v.ByteArray()))
				}
			}
			cells += n
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
		}
		parquet.Release(page)
	}
	if cells != t.Rows {
		return fmt.Errorf("%d cells for %d rows", cells, t.Rows)
	}
	return nil
}

// textPool shares the memory of equal texts, of which tables have many.
type textPool struct{ known map[string]string }

func newTextPool() *textPool { return &textPool{known: map[string]string{}} }

func (p *textPool) text(b []byte) string {
	if s, ok := p.known[string(b)]; ok {
		return s
	}
	s := string(b)
	p.known[s] = s
	return s
}
