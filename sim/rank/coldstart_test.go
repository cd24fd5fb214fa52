package rank

import (
	"slices"
	"testing"
)

func TestNewcomersShareTheColdStart(t *testing.T) {
	v := scored(8, 2, 0, 0)
	v.AgeDays = []int32{400, 30, 29, 0}
	m := newMarket(t, setting{"cold_start.share", 0.2})
	if out, _ := m.allocate(v); !slices.Equal(out, []int64{640, 160, 100, 100}) {
		t.Errorf("impressions %v", out)
	}
}

func TestColdStartWithoutNewcomersChangesNothing(t *testing.T) {
	v := varied(40)
	for i := range v.AgeDays {
		v.AgeDays[i] = 30
	}
	with, _ := newMarket(t, setting{"cold_start.share", 0.5}).allocate(v)
	without, _ := newMarket(t, setting{"cold_start.share", 0.0}).allocate(v)
	if !slices.Equal(with, without) {
		t.Error("a cold start without newcomers moved impressions")
	}
}

func TestBarredNewcomersGetNoColdStart(t *testing.T) {
	v := scored(1, 1, 1)
	v.AgeDays = []int32{400, 1, 1}
	v.Credit[2] = 10
	m := newMarket(t, setting{"cold_start.share", 0.2}, setting{"gate.entry_credit", 60.0})
	if out, _ := m.allocate(v); !slices.Equal(out, []int64{400, 600, 0}) {
		t.Errorf("impressions %v", out)
	}
}
