package metric

import (
	"testing"

	"livebazaar/sim/record"
)

// A month is whole with its thirtieth day: a run that ends there is measured with its last month, one that ends a day earlier
// without it.
func TestAMonthIsWholeWithItsLastDay(t *testing.T) {
	for days, want := range map[int64]float64{90: (2 + 2 + 5) / 3.0, 89: 2, 60: 2} {
		b := &record.Book{}
		for day := int64(1); day <= days; day++ {
			b.Days = append(b.Days, record.Day{Day: day})
		}
		for month, active := range []int64{2, 2, 5} {
			for s := range active {
				if int64(month)*daysInMonth < days {
					b.Streamers = append(b.Streamers, record.StreamerMonth{Streamer: s, Month: int64(month) + 1, Sessions: 1})
				}
			}
		}
		near(t, "active streamers", values(t, b, LastYear(days, 100))["active_streamers"], want, 1e-12)
	}
}

// A difference stands below the level of its test, and not at it, where its interval ends at 0.
func TestWhatLiesAtTheLevelDoesNotStand(t *testing.T) {
	for p, want := range map[float64]bool{0.4999: true, 0.5: false, 0.5001: false} {
		if Stands(record.Contrast{PHolm: p, Level: 0.5}) != want {
			t.Errorf("p of %g at a level of .5 stands: %v", p, !want)
		}
	}
}
