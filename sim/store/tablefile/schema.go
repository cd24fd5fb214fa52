package tablefile

import (
	"fmt"
	"slices"

	"livebazaar/sim/filename"
	"livebazaar/sim/record"
)

// Schema is what identifies a table and its columns, as kept in parts and in the metadata of a Parquet file.
type Schema struct {
	Name    string   `json:"table"`
	Key     int      `json:"key"` // leading columns that identify a row
	Columns []Column `json:"columns"`
}

// Column is a column of a table: its name, kind, unit and meaning.
type Column struct {
	Name string `json:"name"`
	Kind string `json:"kind"` // int, float or text
	Unit string `json:"unit"`
	EN   string `json:"en"`
	ZH   string `json:"zh"`

	NameZH string `json:"name_zh,omitempty"` // "": a folder of an earlier version, or a column without a meaning in Chinese
}

// KindNames are the kinds of cells as a schema writes them.
var KindNames = [...]string{record.Int: "int", record.Float: "float", record.Text: "text"}

// SchemaOf returns the schema of a table.
func SchemaOf(t *record.Table) Schema {
	s := Schema{Name: t.Name, Key: t.Key, Columns: make([]Column, len(t.Columns))}
	for i, c := range t.Columns {
		s.Columns[i] = Column{Name: c.Name, Kind: KindNames[c.Kind], Unit: c.Unit, EN: c.EN, ZH: c.ZH, NameZH: c.NameZH}
	}
	return s
}

// Empty returns a table of this schema without rows.
func (s Schema) Empty() (*record.Table, error) {
	columns := make([]record.Column, len(s.Columns))
	for i, c := range s.Columns {
		kind := slices.Index(KindNames[:], c.Kind)
		if kind < 0 {
			return nil, fmt.Errorf("table %s: column %s has the unknown kind %q", s.Name, c.Name, c.Kind)
		}
		columns[i] = record.Column{Name: c.Name, Kind: record.Kind(kind), Unit: c.Unit, EN: c.EN, ZH: c.ZH, NameZH: c.NameZH}
	}
	if err := checkColumns(s.Name, s.Key, columns); err != nil {
		return nil, err
	}
	return record.NewTable(s.Name, s.Key, columns...), nil
}

// Equal reports whether two tables have the same name, key and columns.
func (s Schema) Equal(o Schema) bool {
	return s.Name == o.Name && s.Key == o.Key && slices.Equal(s.Columns, o.Columns)
}

// checkColumns accepts a table that begins with scenario and replicate and whose key can be ordered.
func checkColumns(name string, key int, columns []record.Column) error {
	if err := filename.CheckAll(name); err != nil {
		return fmt.Errorf("table: %w", err)
	}
	if len(columns) < 2 || columns[0].Name != "scenario" || columns[0].Kind != record.Text ||
		columns[1].Name != "replicate" || columns[1].Kind != record.Int {
		return fmt.Errorf("table %s: the first two columns must be scenario (text) and replicate (int)", name)
	}
	if key < 2 || key > len(columns) {
		return fmt.Errorf("table %s: %d key columns of %d", name, key, len(columns))
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		if i < key && c.Kind == record.Float {
			return fmt.Errorf("table %s: the key column %s is a float", name, c.Name)
		}
		names[i] = c.Name
	}
	if err := filename.CheckAll(names...); err != nil {
		return fmt.Errorf("table %s: column %w", name, err)
	}
	return nil
}

// KeyOrdered returns t with its rows in key order, after checking that t is of the scenario and replicate, that its
// columns are of one length and that no two rows have the same key. t itself is not changed.
func KeyOrdered(t *record.Table, scenario string, replicate int) (*record.Table, error) {
	if err := checkColumns(t.Name, t.Key, t.Columns); err != nil {
		return nil, err
	}
	for c, col := range t.Columns {
		length := map[record.Kind]int{record.Int: len(t.Ints[c]), record.Float: len(t.Floats[c]), record.Text: len(t.Texts[c])}[col.Kind]
		if length != t.Rows {
			return nil, fmt.Errorf("table %s: column %s has %d cells, the table %d rows", t.Name, col.Name, length, t.Rows)
		}
	}
	ordered := true
	for r := range t.Rows {
		if t.Texts[0][r] != scenario || t.Ints[1][r] != int64(replicate) {
			return nil, fmt.Errorf("table %s: row %d is of %s, replicate %d; the part is of %s, replicate %d",
				t.Name, r, t.Texts[0][r], t.Ints[1][r], scenario, replicate)
		}
		ordered = ordered && (r == 0 || compareKeys(t, r-1, r) < 0)
	}
	if ordered {
		return t, nil
	}
	order := make([]int, t.Rows)
	for r := range order {
		order[r] = r
	}
	slices.SortFunc(order, func(a, b int) int { return compareKeys(t, a, b) })
	for i := 1; i < len(order); i++ {
		if compareKeys(t, order[i-1], order[i]) == 0 {
			return nil, fmt.Errorf("table %s: two rows have the key of row %d", t.Name, order[i])
		}
	}
	sorted := record.NewTable(t.Name, t.Key, t.Columns...)
	sorted.Rows = t.Rows
	for c, col := range t.Columns {
		switch col.Kind {
		case record.Int:
			sorted.Ints[c] = pick(t.Ints[c], order)
		case record.Float:
			sorted.Floats[c] = pick(t.Floats[c], order)
		case record.Text:
			sorted.Texts[c] = pick(t.Texts[c], order)
		}
	}
	return sorted, nil
}

func pick[T any](cells []T, order []int) []T {
	out := make([]T, len(order))
	for i, r := range order {
		out[i] = cells[r]
	}
	return out
}

// compareKeys orders two rows of one scenario and replicate.
func compareKeys(t *record.Table, a, b int) int {
	for c := 2; c < t.Key; c++ {
		switch t.Columns[c].Kind {
		case record.Int:
			if x, y := t.Ints[c][a], t.Ints[c][b]; x != y {
				if x < y {
					return -1
				}
				return 1
			}
		case record.Text:
			if x, y := t.Texts[c][a], t.Texts[c][b]; x != y {
				if x < y {
					return -1
				}
				return 1
			}
		}
	}
	return 0
}
