// Package record holds what a run leaves behind: counters by day, month and cohort (the Book, part of the market's
// state and saved with it) and the tables made from them. Observing draws nothing and changes nothing.
package record

import (
	"slices"
	"strings"
)

// Kind is the type of a column.
type Kind uint8

// The kinds of a column.
const (
	Int Kind = iota
	Float
	Text
)

// Column describes one column of a result table.
type Column struct {
	Name string
	Kind Kind
	Unit string // "yuan", "count", "share", "day", … ; "" for identifiers
	EN   string // meaning, a short sentence
	ZH   string

	NameZH string // name in Simplified Chinese, where ZH does not begin with one: see ChineseName
}

// Called returns the column with a name in Simplified Chinese, as the trade says it: letters and digits only, so that it is
// a name in R and Python, too.
func (c Column) Called(zh string) Column {
	c.NameZH = zh
	return c
}

// ChineseName is the column's name in Simplified Chinese: the one it was given, else what its meaning begins with, up to the
// first mark and without spaces; "" where there is no meaning in Chinese.
func (c Column) ChineseName() string {
	if c.NameZH != "" {
		return c.NameZH
	}
	name := c.ZH
	if end := strings.IndexAny(name, "，；：。（,;:("); end >= 0 {
		name = name[:end]
	}
	return strings.Join(strings.Fields(name), "")
}

// Table is a result table, by column. Exactly one of Ints[c], Floats[c], Texts[c] is in use for column c. A blank
// (undefined) number is NaN. Key is the number of leading columns that identify a row; rows are in key order.
type Table struct {
	Name    string
	Columns []Column
	Key     int
	Ints    [][]int64
	Floats  [][]float64
	Texts   [][]string
	Rows    int
}

// NewTable returns an empty table.
func NewTable(name string, key int, columns ...Column) *Table {
	n := len(columns)
	return &Table{Name: name, Key: key, Columns: columns, Ints: make([][]int64, n), Floats: make([][]float64, n), Texts: make([][]string, n)}
}

// Reserve makes room for so many more rows.
func (t *Table) Reserve(rows int) {
	for c := range t.Columns {
		switch t.Columns[c].Kind {
		case Int:
			t.Ints[c] = slices.Grow(t.Ints[c], rows)
		case Float:
			t.Floats[c] = slices.Grow(t.Floats[c], rows)
		case Text:
			t.Texts[c] = slices.Grow(t.Texts[c], rows)
		}
	}
}

// Append adds a row; cells are int64, int, float64 or string in the order of the columns.
func (t *Table) Append(cells ...any) { t.AppendTo(nil, cells...) }

// AppendTo adds a row whose first cells are many rows' own.
func (t *Table) AppendTo(first []any, cells ...any) {
	if len(first)+len(cells) != len(t.Columns) {
		panic("record: " + t.Name + ": wrong number of cells")
	}
	t.set(0, first)
	t.set(len(first), cells)
	t.Rows++
}

// set adds cells to the columns from one on.
func (t *Table) set(from int, cells []any) {
	for i, cell := range cells {
		switch c := from + i; t.Columns[c].Kind {
		case Int:
			switch v := cell.(type) {
			case int:
				t.Ints[c] = append(t.Ints[c], int64(v))
			default:
				t.Ints[c] = append(t.Ints[c], cell.(int64))
			}
		case Float:
			t.Floats[c] = append(t.Floats[c], cell.(float64))
		case Text:
			t.Texts[c] = append(t.Texts[c], cell.(string))
		}
	}
}

// Index returns the position of the column with the name, or −1.
func (t *Table) Index(name string) int {
	for c := range t.Columns {
		if t.Columns[c].Name == name {
			return c
		}
	}
	return -1
}
