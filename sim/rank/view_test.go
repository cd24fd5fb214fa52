package rank

import (
	"slices"
	"testing"
)

func TestGatherTakesTheRowsOfTheOpenRooms(t *testing.T) {
	all := varied(20)
	all.Signals[Stay] = nil
	var v View
	for range 2 { // the second time into used memory
		v.Gather(all, []int32{7, 3})
		if v.N != 2 || !slices.Equal(v.ID, []uint64{7, 3}) || v.Signals[GMV][1] != all.Signals[GMV][3] || v.Signals[Stay] != nil ||
			v.Credit[0] != all.Credit[7] || v.Paid[1] != all.Paid[3] || v.AgeDays[0] != all.AgeDays[7] || v.Store[0] != all.Store[7] {
			t.Fatalf("rows %+v", v)
		}
	}
	if n := testing.AllocsPerRun(10, func() { v.Gather(all, []int32{7, 3}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
