//go:build long

package validity

import (
	"math"
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/experiment"
	"livebazaar/sim/student"
)

// intensive lists what must not hang on the size of the simulated market, with what it is divided by: nothing, the
// consumers or the streamers at the start.
var intensive = []struct {
	id  string
	per func(*sim.Params) float64
}{
	{"active_slots", one}, {"gmv", perConsumer}, {"gmv_paid", perConsumer}, {"gmv_net", perConsumer}, {"orders", perConsumer},
	{"order_value", one}, {"conversion", one}, {"purposive_share", one}, {"return_rate", one}, {"complaint_rate", one},
	{"stockout_rate", one}, {"below_standard_share", one}, {"top1pct_share", one}, {"gini", one}, {"tail_exponent", one},
	{"repurchase_30", one}, {"repurchase_90", one}, {"repurchase_365", one}, {"repeat_order_share", one}, {"private_share", one},
	{"store_share", one}, {"penetration", one}, {"active_consumers", perConsumer}, {"active_streamers", perStreamer},
	{"newcomer_survival", one}, {"rank_mobility", one}, {"satisfaction", one}, {"trust", one}, {"regret", one},
	{"surplus_decision", one}, {"surplus_experienced", one}, {"profit_merchants", perConsumer}, {"profit_streamers", perConsumer},
	{"profit_mcns", perConsumer}, {"profit_platforms", perConsumer},
}

func one(*sim.Params) float64           { return 1 }
func perConsumer(p *sim.Params) float64 { return float64(p.Consumers.Count) }
func perStreamer(p *sim.Params) float64 { return float64(p.Streamers.Count) }

// docs/model.md, section 2: mechanisms use intensive variables and scaled amounts, so a market of twice as many
// consumers, streamers, agencies and merchants is the same market. Welch's t test per metric, adjusted by Holm.
func TestDoublingAllCountsMovesNoIntensiveMetric(t *testing.T) {
	const replicates, days = 10, 455
	sizes := [2]*sim.Params{}
	for k := range sizes {
		times := int64(k + 1)
		sizes[k] = small.Params(t, map[string]any{"run.days": int64(days), "consumers.count": 10000 * times,
			"streamers.count": 400 * times, "mcns.count": 12 * times, "merchants.count": 250 * times})
	}
	measured := make([]map[string]float64, 2*replicates)
	each(t, len(measured), func(t *testing.T, i int) {
		p := sizes[i%2]
		// replicates of the two sizes share no draws: they are compared as unpaired
		w := small.Made(t, p, 1, i)
		pass(t, w, int(p.Run.WarmupDays+p.Run.Days), nil)
		measured[i] = summary(w)
	})
	p, moved := make([]float64, len(intensive)), make([]float64, len(intensive))
	text := make([]string, len(intensive))
	for k, m := range intensive {
		var x [2][]float64
		for i, values := range measured {
			x[i%2] = append(x[i%2], values[m.id]/m.per(sizes[i%2]))
		}
		p[k] = welch(x[0], x[1])
		a, b := average(x[0]), average(x[1])
		text[k], moved[k] = m.id, b/a-1
		t.Logf("%-22s %.4g at 10,000 consumers, %.4g at 20,000 (%+.1f %%), p = %.3f", m.id, a, b, 100*(b/a-1), p[k])
		if blank(a) || blank(b) {
			t.Errorf("%s is blank", m.id)
		}
	}
	for k, adjusted := range experiment.Holm(p) {
		if adjusted < 0.05 {
			t.Errorf("%s hangs on the size of the market: %+.1f %% (p = %.4f after Holm)", text[k], 100*moved[k], adjusted)
		}
	}
}

func average(x []float64) float64 {
	m, _ := mean(x)
	return m
}

// welch returns the two-sided p-value of equal means of two samples with different variances (Welch 1947, Biometrika
// 34:28), the degrees of freedom rounded down.
func welch(a, b []float64) float64 {
	part := func(x []float64) (m, v float64) {
		m = average(x)
		for _, y := range x {
			v += (y - m) * (y - m)
		}
		n := float64(len(x))
		return m, v / (n - 1) / n
	}
	ma, va := part(a)
	mb, vb := part(b)
	if va+vb == 0 {
		if ma == mb {
			return 1
		}
		return 0
	}
	na, nb := float64(len(a)-1), float64(len(b)-1)
	df := (va + vb) * (va + vb) / (va*va/na + vb*vb/nb)
	return student.TwoSidedP((ma-mb)/math.Sqrt(va+vb), int(df))
}
