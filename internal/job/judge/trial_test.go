package judge

import (
	"math"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/rules"
)

// What was measured in one pair only has no p-value. It comes last, and puts nothing else out of order.
func TestTheClearestComeFirst(t *testing.T) {
	t.Parallel()
	none := math.NaN()
	for _, order := range [][]float64{{0.5, none, 0.01, none, 0.2}, {none, 0.01, 0.2, none, 0.5}, {0.2, 0.5, none, none, 0.01}} {
		var rows []record.Contrast
		for _, p := range order {
			rows = append(rows, record.Contrast{P: p})
		}
		clearestFirst(rows)
		for i, want := range []float64{0.01, 0.2, 0.5, none, none} {
			if got := rows[i].P; got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%v: place %d has p = %g, want %g", order, i, got, want)
			}
		}
	}
}

// How many replicates show 1 %: pairs that spread by 1 % of the mean need 10 at 95 % and a power of .8, as the tables of sample
// sizes of the paired t test have it (Cohen's d = 1).
func TestReplicatesNeeded(t *testing.T) {
	t.Parallel()
	row := record.Contrast{Replicates: 8, Level: 0.95}
	half := 2.364624 / math.Sqrt(8)
	row.RelLo, row.RelHi = 0.02-0.01*half, 0.02+0.01*half
	// The variance of 8 pairs is known within 7/16.0128 and 7/1.68987 times what was seen: spreads of 0.661 % and 2.035 %.
	got := needed(row)
	if got == nil || got.Replicates != 10 || got.Low != replicatesFor(0.0066117, 0.95) || got.High != replicatesFor(0.0203526, 0.95) ||
		got.Low != 6 || got.High != 35 || got.Pairs != 8 {
		t.Errorf("%+v, want 10 replicates", got)
	}
	row.RelLo, row.RelHi = -1e3, 1e3
	if got := needed(row); got.Low <= rules.MostReplicates {
		t.Errorf("%d replicates are enough for anything", got.Low)
	}
	if row.Replicates = 5; needed(row) != nil {
		t.Errorf("five pairs tell that %d are needed", needed(row).Replicates)
	}
}
