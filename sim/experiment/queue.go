package experiment

import "sync"

// errand is what a worker takes on: a warm-up of a replicate (scenario −1) or one scenario that begins from it.
type errand struct{ replicate, start, scenario int }

const warmingUp = -1

// queue hands errands to workers: runs that can begin before warm-ups, so that states kept for later are used up first,
// and within each in order of replicate and scenario. A warm-up under way may still bring runs, so a worker waits for
// it.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	runs    []errand
	warmups []errand
	busy    int // errands taken and not yet done
	closed  bool
}

func newQueue() *queue {
	q := &queue{}
	q.changed.L = &q.mu
	return q
}

// add puts errands in.
func (q *queue) add(errands ...errand) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, e := range errands {
		if e.scenario == warmingUp {
			q.warmups = append(q.warmups, e)
		} else {
			q.runs = append(q.runs, e)
		}
	}
	q.changed.Broadcast()
}

// take waits for an errand; false when there will be none.
func (q *queue) take() (e errand, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.closed && len(q.runs) == 0 && len(q.warmups) == 0 && q.busy > 0 {
		q.changed.Wait()
	}
	switch {
	case q.closed:
		return e, false
	case len(q.runs) > 0:
		e, q.runs = q.runs[0], q.runs[1:]
	case len(q.warmups) > 0:
		e, q.warmups = q.warmups[0], q.warmups[1:]
	default:
		return e, false
	}
	q.busy++
	return e, true
}

// done says that an errand taken is over, after what it brings was added.
func (q *queue) done() {
	q.mu.Lock()
	q.busy--
	q.mu.Unlock()
	q.changed.Broadcast()
}

// close lets nobody take another errand.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.changed.Broadcast()
}

// share returns how many of the workers each market under way may use.
func (q *queue) share(workers int) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return max(1, workers/max(1, q.busy))
}
