package column

import (
	"reflect"
	"testing"
	"unsafe"
)

// Laid out, columns hold what they held, do not overlap, and what is kept of one agent lies at different places of the
// pages, whatever the number of agents.
func TestColumnsAreLaidOutApart(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 925, 1024, 4096} {
		var c, before counts
		Stretch(&c, n)
		Stretch(&before, n)
		fill := func(counts *counts) {
			next := int64(0)
			for _, s := range slicesIn(reflect.ValueOf(counts).Elem()) {
				for i := range s.Len() {
					next++
					s.Index(i).SetInt(next)
				}
			}
		}
		fill(&before)
		fill(&c)
		LayOut(&c, &c)
		if !reflect.DeepEqual(c, before) {
			t.Errorf("%d hosts: other counts than before", n)
		}
		fill(&c)
		if !reflect.DeepEqual(c, before) {
			t.Errorf("%d hosts: columns overlap", n)
		}
		if n < 2 {
			continue
		}
		places := map[uintptr]int{}
		for _, s := range slicesIn(reflect.ValueOf(&c).Elem()) {
			if s.Cap() != n {
				t.Errorf("a column of %d hosts has room for %d", n, s.Cap())
			}
			places[uintptr(unsafe.Pointer(s.Index(0).Addr().UnsafePointer()))%4096/64]++
		}
		for place, columns := range places {
			if columns > 3 {
				t.Errorf("%d hosts: %d columns begin at place %d of a page", n, columns, place)
			}
		}
	}
}

// counts are columns of one type, as a market has many.
type counts struct{ A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S []int64 }
