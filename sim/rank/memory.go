package rank

// Memory is what the rules of a venue remember of each channel from slot to slot: Columns[m][h] is what column m says of channel
// h. A rule declares its columns in the registry (Rule.Memory). They are part of the market's state: saved and forked with it,
// and emptied when a channel passes to another host.
type Memory struct {
	Columns [][]float64
}

// NewMemory returns the memory of all registered rules for n channels, all 0.
func NewMemory(n int) Memory {
	m := Memory{}
	for _, r := range Rules() {
		for range r.Memory {
			m.Columns = append(m.Columns, make([]float64, n))
		}
	}
	return m
}

// rememberer is a Step with memory. It reads v.Memory, in which its columns begin at the place it was given, when it is applied;
// remember changes them once the impressions are given.
type rememberer interface {
	place(first int)
	remember(v *View, s *Scratch, given *Allocation)
}

// recall takes the rows of the rooms in v from the venue's memory.
func (v *View) recall(m *Memory, rooms []int32) {
	for len(v.Memory) < len(m.Columns) {
		v.Memory = append(v.Memory, nil)
	}
	for k, column := range m.Columns {
		v.Memory[k] = gather(v.Memory[k], column, rooms)
	}
}

// store writes the rows of the rooms in v back.
func (m *Memory) store(v *View, rooms []int32) {
	for k, column := range m.Columns {
		for i, room := range rooms {
			column[room] = v.Memory[k][i]
		}
	}
}
