//go:build long

package validity

import (
	"testing"

	"livebazaar/sim/metric"
)

// Statement H2: one open ranking by GMV concentrates sales more than showing all rooms alike; and under it streamers'
// sales have a heavy tail (calibration row C12: Zipf exponent .9-1.06).
func TestGMVRankingConcentrates(t *testing.T) {
	const replicates = 8
	open, uniform := rules(t, map[string]any{"run.days": int64(365)}), rules(t, ranking["uniform"])
	values := map[string]*[2][]float64{"top3_share": {}, "gini": {}, "tail_exponent": {}}
	for _, v := range values {
		v[0], v[1] = make([]float64, replicates), make([]float64, replicates)
	}
	each(2*replicates, func(i int) {
		r, arm := i/2, i%2
		w := market(t, open, r)
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

// What the loss of the best seller does to the platform is reported as it comes: nobody has seen the same market with
// and without it.
func TestLossOfTheTopStreamerIsReported(t *testing.T) {
	const replicates, days = 8, 180
	p := rules(t, nil)
	var net [2][]float64
	var own []float64
	net[0], net[1], own = make([]float64, replicates), make([]float64, replicates), make([]float64, replicates)
	each(replicates, func(r int) {
		w := market(t, p, r)
		pass(t, w, grown, nil)
		top := w.TopStreamers(90, 1)
		for arm := range 2 {
			copied := fork(t, w)
			if arm == 1 {
				copied.Bar(top)
			}
			pass(t, copied, days, func(int) {
				if arm == 0 {
					own[r] += float64(copied.Hosts.Today.KeptFen[top[0]]) / 100
				}
			})
			for _, d := range copied.Book().Days {
				if d.Day > copied.Today()-days {
					net[arm][r] += float64(d.GMVNet) / 100
				}
			}
		}
	})
	d := compare(t, "net GMV of 180 days, top streamer barred", net[0], net[1])
	m, half := mean(own)
	t.Logf("its own net GMV in these days: %.4g ± %.2g, %.1f %% of the platform's; head dependence %.1f %%", m, half,
		100*m/d.BaselineMean, -100*d.RelDiff)
	var substitution []float64
	for r := range own {
		substitution = append(substitution, metric.HeadSubstitution(int64(net[0][r]), int64(net[1][r]), int64(own[r])))
	}
	m, half = mean(substitution)
	t.Logf("share of its sales that the others take over: %.2f ± %.2f", m, half)
}
