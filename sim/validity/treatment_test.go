//go:build long

package validity

import (
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// A market is grown when it has seen so many days, warm-up included; then one thing in it is changed. Who bought from
// whom in the last of these days is known.
const grown, known = 270, 60

// A treatment changes one agent of a grown market and keeps it changed: applied every evening to the treated copy.
type treatment func(w *sim.World)

// An outcome is read in a copy of the market every evening, given the days since the treatment began; end returns the
// numbers to compare.
type outcome func(w *sim.World) (evening func(day int), end func() []float64)

// treated runs two copies of each grown market for days, one as it is and one under the treatment that choose returns
// for it. It returns the numbers of both, [number][replicate].
func treated(t *testing.T, replicates, days int, choose func(*sim.World, *buyers) (treatment, outcome)) (without, with [][]float64) {
	t.Helper()
	p := small.Params(t, nil)
	rows := make([][2][]float64, replicates)
	each(t, replicates, func(t *testing.T, r int) {
		w := small.Made(t, p, 1, r)
		pass(t, w, grown-known, nil)
		bought := watch(w)
		pass(t, w, known, nil)
		treat, counted := choose(w, bought)
		for arm := range 2 {
			copied := small.Fork(t, w)
			evening, end := counted(copied)
			if arm == 1 {
				treat(copied)
			}
			pass(t, copied, days, func(day int) {
				if arm == 1 {
					treat(copied)
				}
				if evening != nil {
					evening(day)
				}
			})
			rows[r][arm] = end()
		}
	})
	numbers := len(rows[0][0])
	without, with = make([][]float64, numbers), make([][]float64, numbers)
	for k := range numbers {
		for r := range rows {
			without[k] = append(without[k], rows[r][0][k])
			with[k] = append(with[k], rows[r][1][k])
		}
	}
	return without, with
}

// buyers are the consumers who have kept goods, by the host who sold them (serial number) and by the merchant.
type buyers struct {
	host     map[int64]map[int]bool
	merchant map[int]map[int]bool
}

// watch begins to note who keeps goods of whom.
func watch(w *sim.World) *buyers {
	b := &buyers{map[int64]map[int]bool{}, map[int]map[int]bool{}}
	trace(w, "keep", func(e sim.Event) {
		note(b.host, e.Host, e.Consumer)
		note(b.merchant, e.Good/state.GoodsPer, e.Consumer)
	})
	return b
}

func note[K comparable](of map[K]map[int]bool, seller K, consumer int) {
	if of[seller] == nil {
		of[seller] = map[int]bool{}
	}
	of[seller][consumer] = true
}

// trace sends every consumer's events of one kind to sink.
func trace(w *sim.World, kind string, sink func(sim.Event)) {
	traceAll(w, func(e sim.Event) {
		if e.Kind == kind {
			sink(e)
		}
	})
}

// traceAll sends every consumer's events to sink.
func traceAll(w *sim.World, sink func(sim.Event)) {
	everybody := make([]int, len(w.Consumers.Rec))
	for i := range everybody {
		everybody[i] = i
	}
	w.Trace(everybody, nil, sink)
}

// loyalty follows the orders that ours picks and the buyers known before. It returns all orders, those of the buyers
// known before, and the share of these buyers who order again.
func loyalty(before map[int]bool, ours func(sim.Event) bool) outcome {
	return func(w *sim.World) (func(int), func() []float64) {
		var orders, repeats float64
		back := map[int]bool{}
		trace(w, "order", func(e sim.Event) {
			if !ours(e) {
				return
			}
			orders++
			if before[e.Consumer] {
				repeats++
				back[e.Consumer] = true
			}
		})
		return nil, func() []float64 {
			return []float64{orders, repeats, float64(len(back)) / float64(len(before))}
		}
	}
}
