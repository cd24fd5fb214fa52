package plots

import (
	"fmt"
	"math"

	"livebazaar/sim/record"
)

// rows is a result table, or a piece of one.
type rows struct{ table *record.Table }

// numbers returns a numeric column as floats.
func (r *rows) numbers(column string) ([]float64, error) {
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

// whole returns a column of whole numbers.
func (r *rows) whole(column string) ([]int64, error) {
	c := r.table.Index(column)
	if c < 0 || r.table.Columns[c].Kind != record.Int {
		return nil, fmt.Errorf("plots: table %s has no column %s of whole numbers", r.table.Name, column)
	}
	return r.table.Ints[c], nil
}

// texts returns a text column.
func (r *rows) texts(column string) ([]string, error) {
	c := r.table.Index(column)
	if c < 0 || r.table.Columns[c].Kind != record.Text {
		return nil, fmt.Errorf("plots: table %s has no text column %s", r.table.Name, column)
	}
	return r.table.Texts[c], nil
}

// columns returns several numeric columns.
func (r *rows) columns(names ...string) (out [][]float64, err error) {
	out = make([][]float64, len(names))
	for i, name := range names {
		if out[i], err = r.numbers(name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// span is the first and the last time (a day, a month) in a table.
type span struct{ first, last int }

func (p span) len() int { return p.last - p.first + 1 }

func (s *markets) spanOf(table, time string) (span, error) {
	lo, hi := math.Inf(1), math.Inf(-1)
	err := s.tables.EachRows(table, func(t *record.Table) error {
		at, err := (&rows{table: t}).numbers(time)
		for _, v := range at {
			lo, hi = min(lo, v), max(hi, v)
		}
		return err
	}, time)
	if err == nil && lo > hi {
		err = fmt.Errorf("plots: table %s is empty", table)
	}
	return span{int(lo), int(hi)}, err
}

// series sums a column of each market by time, over platforms where there are several. A time without a row is NaN. What
// is handed to each is its own until the next market comes.
func series(time, column string, at span, each func(scenario, replicate int, v []float64) error) visit {
	values := make([]float64, at.len())
	return visit{
		columns: []string{time, column},
		begin: func(int) {
			for i := range values {
				values[i] = nan
			}
		},
		piece: func(r *rows) (func(int), error) {
			c, err := r.columns(time, column)
			if err != nil {
				return nil, err
			}
			t, v := c[0], c[1]
			return func(i int) {
				cell := &values[int(t[i])-at.first]
				if *cell != *cell {
					*cell = 0
				}
				*cell += v[i]
			}, nil
		},
		end: func(scenario, replicate int) error { return each(scenario, replicate, values) },
	}
}
