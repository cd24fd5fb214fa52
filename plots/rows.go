package plots

import (
	"fmt"
	"slices"

	"livebazaar/sim/record"
)

// rows is a result table with the scenario and replicate of each row found.
type rows struct {
	table      *record.Table
	scenario   []int // position in study.scenarios
	replicate  []int // position in replicates
	replicates []int64
}

// open reads columns of a table. Rows of scenarios that the manifest does not list are an error: they would be drawn
// unnamed.
func (s *study) open(name string, columns ...string) (*rows, error) {
	t, err := s.source.Table(name, append([]string{"scenario", "replicate"}, columns...)...)
	if err != nil {
		return nil, err
	}
	if t == nil || t.Rows == 0 {
		return nil, fmt.Errorf("plots: table %s is empty", name)
	}
	r := &rows{table: t, scenario: make([]int, t.Rows), replicate: make([]int, t.Rows)}
	var numbers []int64
	all, err := s.runsIn(t)
	if err != nil {
		return nil, err
	}
	for _, run := range all {
		numbers = append(numbers, run.replicate)
	}
	slices.Sort(numbers)
	r.replicates = slices.Compact(numbers)
	for _, run := range all {
		place, _ := slices.BinarySearch(r.replicates, run.replicate)
		for i := run.from; i < run.to; i++ {
			r.scenario[i], r.replicate[i] = run.scenario, place
		}
	}
	return r, nil
}

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

// cells is a number for each scenario, replicate and position (a day, a month, a rank); NaN where there is none.
type cells [][][]float64

func newCells(scenarios, replicates, n int, fill float64) cells {
	c := make(cells, scenarios)
	for i := range c {
		c[i] = make([][]float64, replicates)
		for j := range c[i] {
			c[i][j] = make([]float64, n)
			for k := range c[i][j] {
				c[i][j][k] = fill
			}
		}
	}
	return c
}

// series sums a column by scenario, replicate and time (a column of whole numbers), over platforms where there are
// several. It returns the earliest time; a time without a row is NaN.
func (s *study) series(table, time, column string) (first int, c cells, err error) {
	r, err := s.open(table, time, column)
	if err != nil {
		return 0, nil, err
	}
	t, err := r.numbers(time)
	if err != nil {
		return 0, nil, err
	}
	v, err := r.numbers(column)
	if err != nil {
		return 0, nil, err
	}
	lo, hi := slices.Min(t), slices.Max(t)
	first = int(lo)
	c = newCells(len(s.scenarios), len(r.replicates), int(hi-lo)+1, nan)
	for i := range v {
		cell := &c[r.scenario[i]][r.replicate[i]][int(t[i]-lo)]
		if *cell != *cell {
			*cell = 0
		}
		*cell += v[i]
	}
	return first, c, nil
}
