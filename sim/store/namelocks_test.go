package store

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"
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

// Who waits for a name gets it when it is given back, and not before.
func TestWhoWaitsForANameGetsItNext(t *testing.T) {
	var locks nameLocks
	unlock := locks.lock("a")
	locks.lock("b")() // another name is free
	got := make(chan func())
	go func() { got <- locks.lock("a") }()
	waiting := func() bool {
		locks.mu.Lock()
		defer locks.mu.Unlock()
		return locks.of["a"].users == 2
	}
	for !waiting() {
		runtime.Gosched()
	}
	select {
	case <-got:
		t.Fatal("two hold one name")
	default:
	}
	unlock()
	select {
	case unlock = <-got:
		unlock()
	case <-time.After(time.Minute): // a guard
		t.Fatal("a name that was given back is not to be had")
	}
	if len(locks.of) != 0 {
		t.Errorf("%d names are kept", len(locks.of))
	}
}
