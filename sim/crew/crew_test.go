package crew

import (
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

func TestThePanicOfAWorkerIsRaised(t *testing.T) {
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "part 17") {
			t.Errorf("raised is %q", said)
		}
	}()
	c := Crew{3}
	c.Each(40, func(part, _ int) {
		if part == 17 {
			panic("part 17")
		}
	})
	t.Error("nothing is raised")
}
