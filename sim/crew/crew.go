// Package crew lets several workers share work that falls into numbered parts. Which worker does which part is open, so that a
// part may touch only what belongs to its number, or to the worker: sums that cross workers must be whole numbers, whose sum does not
// depend on who counted what. Ahead makes things beside each other that are taken one after the other.
package crew

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// A Crew is a number of workers.
type Crew struct{ n int }

// Employ sets the number of workers, at least 1.
func (c *Crew) Employ(n int) { c.n = max(1, n) }

// Size is the number of workers.
func (c *Crew) Size() int { return max(1, c.n) }

// Each calls f for the parts 0 … n−1, with the number of the worker that does it. It returns when all are done. It raises the panic of
// the first part that has one: an error as it is, anything else as a text that says where it was.
func (c *Crew) Each(n int, f func(part, worker int)) {
	k := min(c.Size(), n)
	if k <= 1 {
		for i := range n {
			f(i, 0)
		}
		return
	}
	var next sync.Mutex
	at := 0
	take := func() (from, to int) {
		next.Lock()
		defer next.Unlock()
		from = at
		at = min(n, at+max(1, (n-at)/(4*k)))
		return from, at
	}
	var group sync.WaitGroup
	var failure any
	failed := n
	for worker := range k {
		group.Go(func() {
			part := 0
			defer func() {
				if r := recover(); r != nil {
					if _, known := r.(error); !known || isRuntime(r) {
						r = fmt.Sprintf("%v\n%s", r, debug.Stack())
					}
					next.Lock()
					if part < failed {
						failure, failed = r, part
					}
					next.Unlock()
				}
			}()
			for {
				from, to := take()
				if from == to {
					return
				}
				for part = from; part < to; part++ {
					f(part, worker)
				}
			}
		})
	}
	group.Wait()
	if failure != nil {
		panic(failure)
	}
}

// isRuntime reports whether a panic is a mistake of the program.
func isRuntime(r any) bool {
	_, mistake := r.(runtime.Error)
	return mistake
}

// Block is the number of agents that are worked on together.
const Block = 1024

// Blocks calls f for all blocks of n agents, which go from one number up to another. f may write only what is its agents' and its
// worker's own. A small market has one block, for which nobody is called.
func (c *Crew) Blocks(n int, f func(from, to, worker int)) {
	c.Each(BlocksOf(n), func(i, worker int) { f(i*Block, min(n, (i+1)*Block), worker) })
}

// BlocksOf is how many blocks n agents make.
func BlocksOf(n int) int { return (n + Block - 1) / Block }
