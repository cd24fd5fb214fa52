package metric

import (
	"slices"

	"livebazaar/sim/record"
)

// Tables turns a closed record into the result tables: days, months, streamers, merchants, mcns, cohorts, flows and flow_days.
// Money is in yuan, a blank is NaN, rows are in key order. Flows cover the window.
func Tables(book *record.Book, window Window, scenario string, replicate int) []*record.Table {
	id := newRow(scenario, replicate)
	return []*record.Table{
		dayTable(book, id), monthTable(book, id), streamerTable(book, id), merchantTable(book, id), mcnTable(book, id),
		cohortTable(book, id), flowTable(book, window, id), flowDayTable(book, id),
	}
}

// A field is a column of a table whose rows are rows R of the record, together with what stands in it: the two cannot part.
type field[R any] struct {
	record.Column
	whole  func(*R) int64
	number func(*R) float64
	word   func(*R) string
}

// called returns the field with a Chinese name of its column; see record.Column.Called.
func (f field[R]) called(zh string) field[R] {
	f.Column = f.Column.Called(zh)
	return f
}

// tableOf returns the table of the rows, which are in key order.
func tableOf[R any](name string, keys int, id row, rows []*R, fields []field[R]) *record.Table {
	columns := make([]record.Column, len(fields))
	for i, f := range fields {
		columns[i] = f.Column
	}
	t := newTable(name, keys, columns...)
	t.Reserve(len(rows))
	for range rows {
		t.Texts[0], t.Ints[1] = append(t.Texts[0], id[0].(string)), append(t.Ints[1], int64(id[1].(int)))
	}
	for i, f := range fields {
		c := i + len(id)
		for _, r := range rows {
			switch f.Kind {
			case record.Int:
				t.Ints[c] = append(t.Ints[c], f.whole(r))
			case record.Float:
				t.Floats[c] = append(t.Floats[c], f.number(r))
			case record.Text:
				t.Texts[c] = append(t.Texts[c], f.word(r))
			}
		}
	}
	t.Rows = len(rows)
	return t
}

func textOf[R any](name, en, zh string, of func(*R) string) field[R] {
	return field[R]{Column: text(name, en, zh), word: of}
}

func numberOf[R any](name, unit, en, zh string, of func(*R) int64) field[R] {
	return field[R]{Column: number(name, unit, en, zh), whole: of}
}

func countOf[R any](name, en, zh string, of func(*R) int64) field[R] {
	return field[R]{Column: count(name, en, zh), whole: of}
}

func decimalOf[R any](name, unit, en, zh string, of func(*R) float64) field[R] {
	return field[R]{Column: decimal(name, unit, en, zh), number: of}
}

// moneyOf is a column in yuan of an amount in fen.
func moneyOf[R any](name, en, zh string, fen func(*R) int64) field[R] {
	return decimalOf(name, "yuan", en, zh, func(r *R) float64 { return yuan(fen(r)) })
}

// sorted returns the rows in the order of compare, leaving the record as it is: it moves pointers, not rows.
func sorted[R any](rows []R, compare func(a, b *R) int) []*R {
	s := make([]*R, len(rows))
	for i := range rows {
		s[i] = &rows[i]
	}
	slices.SortStableFunc(s, compare)
	return s
}

// row is what every row begins with: scenario and replicate.
type row []any

func newRow(scenario string, replicate int) row { return row{scenario, replicate} }

// add appends a row to the table.
func (r row) add(t *record.Table, cells ...any) { t.AppendTo(r, cells...) }

// newTable returns an empty table whose key is scenario, replicate and the first keys columns.
func newTable(name string, keys int, columns ...record.Column) *record.Table {
	all := append([]record.Column{
		text("scenario", "name of the scenario", "情景名称"),
		number("replicate", "", "number of the replicate, from 0", "重复编号，从 0 开始"),
	}, columns...)
	return record.NewTable(name, keys+2, all...)
}

func text(name, en, zh string) record.Column {
	return record.Column{Name: name, Kind: record.Text, EN: en, ZH: zh}
}

func number(name, unit, en, zh string) record.Column {
	return record.Column{Name: name, Kind: record.Int, Unit: unit, EN: en, ZH: zh}
}

func count(name, en, zh string) record.Column { return number(name, "count", en, zh) }

func decimal(name, unit, en, zh string) record.Column {
	return record.Column{Name: name, Kind: record.Float, Unit: unit, EN: en, ZH: zh}
}

func money(name, en, zh string) record.Column { return decimal(name, "yuan", en, zh) }

// yuan converts fen.
func yuan(fen int64) float64 { return float64(fen) / 100 }

// Names of the numbered kinds in the record.
var (
	categories = []string{
		"beauty", "apparel", "food", "fresh", "household", "baby",
		"electronics", "jewellery", "health", "sports", "books", "furnishing"}
	streamerTiers = []string{"head", "waist", "tail"}
	merchantTiers = []string{"high-end", "mature", "emerging", "micro"}
)
