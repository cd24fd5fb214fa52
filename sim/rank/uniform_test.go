package rank

import (
	"slices"
	"testing"
)

func TestUniformExposureIgnoresScores(t *testing.T) {
	out, _ := newMarket(t, setting{"allocate", "uniform"}).allocate(scored(100, 1, 0, 7))
	if !slices.Equal(out, []int64{250, 250, 250, 250}) {
		t.Errorf("impressions %v", out)
	}
}

// 1000 = 7·142 + 6: six rooms get one more, and over many slots every room is equally often the one that does not.
func TestUniformExposureFavoursNoSerial(t *testing.T) {
	v, m := plain(7), newMarket(t, setting{"allocate", "uniform"})
	slot, short := v.Key, make([]float64, 7)
	const slots = 7000
	for n := range uint64(slots) {
		v.Key = slot.At(n)
		out, _ := m.allocate(v)
		for i := range out {
			if out[i] == 142 {
				short[i]++
			}
		}
	}
	chi2 := 0.0
	for _, n := range short {
		chi2 += (n - slots/7) * (n - slots/7) / (slots / 7)
	}
	if chi2 > 22.5 { // 99.9 % quantile of χ² with 6 degrees of freedom
		t.Errorf("rooms go short %v times, χ² = %.1f", short, chi2)
	}
}
