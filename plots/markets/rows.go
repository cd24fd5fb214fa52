package markets

import (
	"fmt"
	"math"

	"livebazaar/sim/record"
)

// Rows is a result table, or a piece of one.
type Rows struct{ table *record.Table }

// Numbers returns a numeric column as floats.
func (r *Rows) Numbers(column string) ([]float64, error) {
	c := r.table.Index(column)
	if c < 0 {
		return nil, fmt.Errorf("plots: table %s has no column %s", r.table.Name, column)
	}
	switch r.table.Columns[c].Kind {
	case record.Float:
		return r.table.Floats[c], nil
	case record.Int:
		out := make([]float64, r.table.Rows)
		for i, v := range r.table.Ints[c] {
			out[i] = float64(v)
		}
		return out, nil
	}
	return nil, fmt.Errorf("plots: column %s of table %s is not a number", column, r.table.Name)
}

// Whole returns a column of whole numbers.
func (r *Rows) Whole(column string) ([]int64, error) {
	c := r.table.Index(column)
	if c < 0 || r.table.Columns[c].Kind != record.Int {
		return nil, fmt.Errorf("plots: table %s has no column %s of whole numbers", r.table.Name, column)
	}
	return r.table.Ints[c], nil
}

// Texts returns a text column.
func (r *Rows) Texts(column string) ([]string, error) {
	c := r.table.Index(column)
	if c < 0 || r.table.Columns[c].Kind != record.Text {
		return nil, fmt.Errorf("plots: table %s has no text column %s", r.table.Name, column)
	}
	return r.table.Texts[c], nil
}

// Columns returns several numeric columns.
func (r *Rows) Columns(names ...string) (out [][]float64, err error) {
	out = make([][]float64, len(names))
	for i, name := range names {
		if out[i], err = r.Numbers(name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Span is the first and the last time (a day, a month) in a table.
type Span struct{ First, Last int }

// Len is how many times there are from the first to the last.
func (p Span) Len() int { return p.Last - p.First + 1 }

// SpanOf reads the first and the last time in a column of a table.
func (s *Folder) SpanOf(table, time string) (Span, error) {
	lo, hi := math.Inf(1), math.Inf(-1)
	err := s.Tables.EachRows(table, func(t *record.Table) error {
		at, err := (&Rows{table: t}).Numbers(time)
		for _, v := range at {
			lo, hi = min(lo, v), max(hi, v)
		}
		return err
	}, time)
	if err == nil && lo > hi {
		err = fmt.Errorf("plots: table %s is empty", table)
	}
	return Span{int(lo), int(hi)}, err
}

// Series sums a column of each market by time, over platforms where there are several. A time without a row is NaN. What
// is handed to each is its own until the next market comes.
func Series(time, column string, at Span, each func(scenario, replicate int, v []float64) error) Visit {
	values := make([]float64, at.Len())
	return Visit{
		Columns: []string{time, column},
		Begin: func(int) {
			for i := range values {
				values[i] = NaN
			}
		},
		Piece: func(r *Rows) (func(int), error) {
			c, err := r.Columns(time, column)
			if err != nil {
				return nil, err
			}
			t, v := c[0], c[1]
			return func(i int) {
				cell := &values[int(t[i])-at.First]
				if *cell != *cell {
					*cell = 0
				}
				*cell += v[i]
			}, nil
		},
		End: func(scenario, replicate int) error { return each(scenario, replicate, values) },
	}
}
