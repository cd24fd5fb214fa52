package store

import (
	"fmt"
	"sync"
	"testing"
)

// One name is held by one at a time, and names that are given back leave nothing.
func TestNamesAreHeldByOneAtATimeAndForgotten(t *testing.T) {
	var locks nameLocks
	var group sync.WaitGroup
	var counts [3]int
	for i := range 12 {
		group.Go(func() {
			for range 500 {
				which := i % len(counts)
				unlock := locks.lock(fmt.Sprint(which))
				counts[which]++ // the race detector minds
				unlock()
			}
		})
	}
	group.Wait()
	if counts != [3]int{2000, 2000, 2000} || len(locks.of) != 0 {
		t.Errorf("counted %v, %d names are kept", counts, len(locks.of))
	}
}
