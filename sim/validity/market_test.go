//go:build long

package validity

import (
	"math"
	"sort"
	"strconv"
	"testing"

	"livebazaar/sim"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
)

// level is that of all intervals.
const level = 0.95

// ranking holds the rules of the scenarios of the study ranking-rules, as differences from the defaults.
var ranking = map[string]map[string]any{
	"gmv-ranking": nil,
	"engagement": {"platform.ranking.weights.gmv": 0.0, "platform.ranking.weights.enter": 0.3,
		"platform.ranking.weights.stay": 0.5, "platform.ranking.weights.follow": 0.2},
	"repurchase": {"platform.ranking.weights.gmv": 0.0, "platform.ranking.weights.repurchase": 1.0},
	"tiered":     {"platform.ranking.allocate": "tier-quota"},
	"uniform":    {"platform.ranking.allocate": "uniform"},
}

// pass simulates days; after each one, then looks or interferes. then may be nil.
func pass(t *testing.T, w *sim.World, days int, then func(day int)) {
	t.Helper()
	for day := 1; day <= days; day++ {
		if err := w.Step(1); err != nil {
			t.Fatal(err)
		}
		if then != nil {
			then(day)
		}
	}
}

// each runs f for the numbers below n, side by side, each as a test of its own, so that one that fails ends. When one has,
// there is nothing to compare.
func each(t *testing.T, n int, f func(t *testing.T, i int)) {
	t.Helper()
	t.Run("markets", func(t *testing.T) {
		for i := range n {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				f(t, i)
			})
		}
	})
	if t.Failed() {
		t.FailNow()
	}
}

// summary closes a market and measures its last year.
func summary(w *sim.World) map[string]float64 {
	w.Close()
	p := w.Params()
	values := map[string]float64{}
	for _, v := range metric.Compute(w.Book(), metric.LastYear(w.Today(), p.Consumers.Count)) {
		values[v.Metric] = v.Value
	}
	return values
}

// streamersBySales returns the streamers in the market, the best seller of the last 90 days, by orders placed, first.
func streamersBySales(w *sim.World) []int {
	slot := map[int64]int{}
	for h := range w.NumStreamers() {
		slot[int64(w.Hosts.ID[h])] = h
	}
	var hosts []int
	for _, id := range w.TopStreamers(90, w.NumStreamers()) {
		if h, there := slot[id]; there && w.Streamers.Active[h] {
			hosts = append(hosts, h)
		}
	}
	return hosts
}

// compare prints the paired difference treated − control with its interval.
func compare(t *testing.T, what string, control, treated []float64) experiment.Difference {
	t.Helper()
	d := experiment.Paired(control, treated, level)
	if blank(d.RelDiff) {
		t.Logf("%s: %+.4g [%+.4g, %+.4g], %d pairs", what, d.Diff, d.Lo, d.Hi, d.Pairs)
	} else {
		t.Logf("%s: %.4g → %.4g; difference %+.4g [%+.4g, %+.4g], %+.1f %% [%+.1f, %+.1f], %d pairs", what,
			d.BaselineMean, d.ScenarioMean, d.Diff, d.Lo, d.Hi, 100*d.RelDiff, 100*d.RelLo, 100*d.RelHi, d.Pairs)
	}
	return d
}

// rises fails unless the interval of the difference lies above 0.
func rises(t *testing.T, what string, control, treated []float64) {
	t.Helper()
	if d := compare(t, what, control, treated); !(d.Lo > 0) {
		t.Errorf("%s does not rise", what)
	}
}

// falls fails unless the interval of the difference lies below 0.
func falls(t *testing.T, what string, control, treated []float64) {
	t.Helper()
	if d := compare(t, what, control, treated); !(d.Hi < 0) {
		t.Errorf("%s does not fall", what)
	}
}

// mean returns the mean of x with the half-width of its interval.
func mean(x []float64) (m, half float64) {
	d := experiment.Paired(make([]float64, len(x)), x, level)
	return d.Diff, (d.Hi - d.Lo) / 2
}

// slope returns the slope of y on 0, 1, 2, … by least squares.
func slope(y []float64) float64 {
	middle := float64(len(y)-1) / 2
	var xx, xy float64
	for i, v := range y {
		x := float64(i) - middle
		xx += x * x
		xy += x * v
	}
	return xy / xx
}

// names returns the keys in order.
func names[V any](m map[string]V) []string {
	var all []string
	for name := range m {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

func blank(x float64) bool { return math.IsNaN(x) }
