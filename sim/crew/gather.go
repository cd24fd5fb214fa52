package crew

import "slices"

// Gather appends to a list what row returns for those of n agents that are to have one, in the order of their numbers. The rows are
// made side by side: has and row may change nothing.
func Gather[T any](c *Crew, list []T, n int, has func(i int) bool, row func(i int) T) []T {
	ends := make([]int, BlocksOf(n)+1) // by block: where its rows end, the first being number 0
	c.Blocks(n, func(from, to, _ int) {
		rows := 0
		for i := from; i < to; i++ {
			if has(i) {
				rows++
			}
		}
		ends[from/Block+1] = rows
	})
	for b := range ends[1:] {
		ends[b+1] += ends[b]
	}
	before, rows := len(list), ends[len(ends)-1]
	list = slices.Grow(list, rows)[:before+rows]
	c.Blocks(n, func(from, to, _ int) {
		at := before + ends[from/Block]
		for i := from; i < to; i++ {
			if has(i) {
				list[at] = row(i)
				at++
			}
		}
	})
	return list
}
