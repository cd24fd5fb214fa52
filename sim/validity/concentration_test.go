//go:build long

package validity

import (
	"slices"
	"testing"

	"livebazaar/internal/small"
)

// Statement H2: one open ranking by GMV concentrates sales more than showing all rooms alike; and under it streamers'
// sales have a heavy tail (calibration row C12: Zipf exponent .9-1.06).
func TestGMVRankingConcentrates(t *testing.T) {
	const replicates = 8
	open, uniform := small.Params(t, map[string]any{"run.days": int64(365)}), small.Params(t, ranking["uniform"])
	values := map[string]*[2][]float64{"top3_share": {}, "gini": {}, "tail_exponent": {}}
	for _, v := range values {
		v[0], v[1] = make([]float64, replicates), make([]float64, replicates)
	}
	each(t, 2*replicates, func(t *testing.T, i int) {
		r, arm := i/2, i%2
		w := small.Made(t, open, 1, r)
		pass(t, w, int(open.Run.WarmupDays), nil)
		if arm == 0 {
			if err := w.Switch(uniform); err != nil {
				t.Error(err)
			}
		}
		pass(t, w, 365, nil)
		s := summary(w)
		for id, v := range values {
			v[arm][r] = s[id]
		}
	})
	rises(t, "share of the top 3, uniform exposure → GMV ranking", values["top3_share"][0], values["top3_share"][1])
	rises(t, "Gini of streamers' sales, uniform exposure → GMV ranking", values["gini"][0], values["gini"][1])
	m, half := mean(values["tail_exponent"][1])
	t.Logf("tail exponent of streamers' sales under GMV ranking: %.3f ± %.3f", m, half)
	if !(m+half < 2) {
		t.Error("the tail exponent is not under 2")
	}
}

// Without its best seller the platform sells less in the next 90 days, but by less than that seller's own sales: the others take over a
// part of them, which shares of sales alone do not tell.
func TestOthersTakeOverAPartOfTheLossOfTheTopStreamer(t *testing.T) {
	const replicates, days = 24, 90
	p := small.Params(t, nil)
	var placed [2][]float64
	placed[0], placed[1] = make([]float64, replicates), make([]float64, replicates)
	own := make([]float64, replicates)
	each(t, replicates, func(t *testing.T, r int) {
		w := small.Made(t, p, 1, r)
		pass(t, w, grown, nil)
		top := w.TopStreamers(90, 1)
		host := slices.Index(w.Hosts.ID, uint64(top[0]))
		for arm := range 2 {
			copied := small.Fork(t, w)
			if arm == 1 {
				copied.Bar(top)
			}
			pass(t, copied, days, func(int) {
				sold := float64(copied.Hosts.Today.GMV[host]) / 100
				if arm == 0 {
					own[r] += sold
				} else if sold != 0 {
					t.Errorf("market %d: who is barred sells for %.2f yuan", r, sold)
				}
			})
			for _, d := range copied.Book().Days {
				if d.Day > copied.Today()-days {
					placed[arm][r] += float64(d.GMV) / 100
				}
			}
		}
	})
	falls(t, "placed GMV of 90 days, top streamer barred", placed[0], placed[1])
	lost := make([]float64, replicates)
	for r := range lost {
		lost[r] = placed[0][r] - placed[1][r]
	}
	falls(t, "own sales of the top streamer → loss of the platform", own, lost)
}
