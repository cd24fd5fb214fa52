package crew

import (
	"errors"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// What is made ahead is taken in order, however long each thing takes, and no more are in the making than processors.
func TestThingsMadeAheadAreTakenInOrder(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	var making, most atomic.Int64
	var got []int
	err := Ahead(20, func(i int) (int, error) {
		now := making.Add(1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		time.Sleep(time.Duration(i%4) * time.Millisecond)
		making.Add(-1)
		return i, nil
	}, func(i int) error {
		got = append(got, i)
		return nil
	})
	if err != nil || len(got) != 20 || !slices.IsSorted(got) {
		t.Errorf("took %v, %v", got, err)
	}
	if most.Load() > 3 {
		t.Errorf("%d were made at a time on 3 processors", most.Load())
	}
}

// The first error in the order of the things is told, nothing after it is taken, and nothing is left running.
func TestAnErrorAheadEndsInOrder(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	early, late := errors.New("early"), errors.New("late")
	for _, c := range []struct {
		made, taken error // of thing 5
		want        error
	}{{made: early, want: early}, {taken: early, want: early}} {
		var running atomic.Int64
		taken := 0
		err := Ahead(12, func(i int) (int, error) {
			running.Add(1)
			defer running.Add(-1)
			switch {
			case i == 5:
				time.Sleep(5 * time.Millisecond)
				return i, c.made
			case i > 5:
				return i, late
			}
			return i, nil
		}, func(i int) error {
			if i == 5 {
				return c.taken
			}
			taken++
			return nil
		})
		if !errors.Is(err, c.want) || taken != 5 || running.Load() != 0 {
			t.Errorf("%v after %d things, %d still running", err, taken, running.Load())
		}
	}
	if err := Ahead(0, func(int) (int, error) { return 0, early }, func(int) error { return early }); err != nil {
		t.Errorf("nothing to make: %v", err)
	}
}
