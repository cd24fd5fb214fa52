package crew

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
)

// Every part is done once, whatever the number of workers, and no two parts at a time by one worker.
func TestEveryPartIsDoneOnceByOneWorkerAtATime(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7, 100} {
		for _, parts := range []int{0, 1, 3, 1000} {
			var c Crew
			c.Employ(workers)
			done, busy := make([]atomic.Int32, parts), make([]atomic.Int32, c.Size())
			c.Each(parts, func(part, worker int) {
				if busy[worker].Add(1) != 1 {
					t.Errorf("worker %d does two parts at a time", worker)
				}
				done[part].Add(1)
				busy[worker].Add(-1)
			})
			for part := range done {
				if n := done[part].Load(); n != 1 {
					t.Fatalf("%d workers, %d parts: part %d is done %d times", workers, parts, part, n)
				}
			}
		}
	}
}

// What a worker raises is raised again, of several the one of the first part: an error as it is, whoever found it, and a mistake of the
// program with the place where it was made.
func TestThePanicOfAWorkerIsRaised(t *testing.T) {
	known := errors.New("part 17")
	raised := func(workers int, raise func(part int)) (cause any) {
		defer func() { cause = recover() }()
		c := Crew{workers}
		c.Each(40, func(part, _ int) {
			if part >= 17 {
				raise(part)
			}
		})
		return nil
	}
	for _, workers := range []int{2, 3, 7} {
		if got := raised(workers, func(part int) {
			if part == 17 {
				panic(known)
			}
			panic(errors.New("a later part"))
		}); got != known {
			t.Errorf("%d workers: raised is %v", workers, got)
		}
		for said, raise := range map[string]func(int){"part 17": func(part int) { panic(fmt.Sprintf("part %d", part)) },
			"out of range": func(part int) { _ = make([]int, 3)[part] }} {
			if got, _ := raised(workers, raise).(string); !strings.Contains(got, said) || !strings.Contains(got, "crew_test.go") {
				t.Errorf("%d workers: raised is %q", workers, got)
			}
		}
	}
}

// Agents fall into full blocks and at most one that is not full.
func TestBlocksOfAgents(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, Block: 1, Block + 1: 2, 5*Block - 1: 5, 5 * Block: 5} {
		if got := BlocksOf(n); got != want {
			t.Errorf("%d agents make %d blocks, want %d", n, got, want)
		}
	}
}
