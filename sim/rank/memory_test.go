package rank

import (
	"slices"
	"testing"

	"livebazaar/agents/param"
)

// Every column that a rule says it remembers is there, with an entry for each channel, and its own.
func TestMemoryHasTheColumnsOfAllRules(t *testing.T) {
	t.Parallel()
	columns := 0
	for _, r := range Rules() {
		columns += len(r.Memory)
	}
	m := NewMemory(3)
	if len(m.Columns) != columns || columns == 0 {
		t.Errorf("%d columns, %d declared", len(m.Columns), columns)
	}
	for k, column := range m.Columns {
		if !slices.Equal(column, []float64{0, 0, 0}) {
			t.Errorf("column %d begins with %v", k, column)
		}
	}
}

// counting is a rule that remembers in two columns how often a room was open, and its number.
type counting struct{ at int }

func (c *counting) place(first int)       { c.at = first }
func (c *counting) Apply(*View, *Scratch) {}
func (c *counting) remember(v *View, _ *Scratch, _ *Allocation) {
	for i := range v.N {
		v.Memory[c.at][i]++
		v.Memory[c.at+1][i] = float64(v.ID[i])
	}
}

// What a rule remembers of a room is of its channel, whichever other rooms are open: those that are closed keep theirs, and two rules
// have columns of their own.
func TestRulesRememberByChannel(t *testing.T) {
	t.Parallel()
	counts := Rule{Stage: Score, Memory: []string{"open", "who"}, New: func(*param.Set) Step { return &counting{} }}
	p := &Pipeline{}
	p.declare(param.NewSet(), append(slices.Clone(Rules()), counts, counts))
	before := len(NewMemory(0).Columns)
	m := NewMemory(5)
	for range 4 {
		m.Columns = append(m.Columns, make([]float64, 5))
	}
	s := &Scratch{}
	for _, rooms := range [][]int32{{4, 0, 2}, {}, {2}, {0, 1, 2, 4}} {
		v := plain(len(rooms))
		for i, channel := range rooms {
			v.ID[i] = uint64(100 + channel)
		}
		p.Allocate(v, s, &m, rooms)
	}
	for _, first := range []int{before, before + 2} {
		if open, who := m.Columns[first], m.Columns[first+1]; !slices.Equal(open, []float64{2, 1, 3, 0, 2}) ||
			!slices.Equal(who, []float64{100, 101, 102, 0, 104}) {
			t.Errorf("columns %d and %d: open %v times, rooms of %v", first, first+1, open, who)
		}
	}
}
