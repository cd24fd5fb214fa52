package crew

import (
	"slices"
	"testing"
)

// What is gathered is what one after the other would append, however many agents and workers there are.
func TestGatheredRowsAreInOrder(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, Block - 1, Block, 3*Block + 7} {
		for _, workers := range []int{1, 2, 7} {
			var c Crew
			c.Employ(workers)
			has := func(i int) bool { return i%3 != 1 }
			want := []int{-1}
			for i := range n {
				if has(i) {
					want = append(want, 10*i)
				}
			}
			if got := Gather(&c, []int{-1}, n, has, func(i int) int { return 10 * i }); !slices.Equal(got, want) {
				t.Errorf("%d of %d agents by %d workers are not the rows of one after the other", len(got)-1, n, workers)
			}
		}
	}
}
