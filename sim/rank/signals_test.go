package rank

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

func newEstimator(prior float64, toward string) *Estimator {
	var e Estimator
	e.declare(param.NewSet())
	e.Prior, e.Toward = prior, toward
	return &e
}

// Add puts an amount into the log of one host.
func (l *Log) Add(host int, c Count, amount float64) { l.Sums[c][host] += amount }

func near(got, want []float64) bool {
	return slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Abs(b) })
}

func TestSignalsAreShrunkTowardsThePlatform(t *testing.T) {
	var l Log
	l.Grow(3)
	for h, orders := range []float64{10, 2, 0} {
		l.Add(h, Orders, orders)
	}
	l.Add(0, Shown, 100)
	l.Add(1, Shown, 100)
	// m = 12/200 = .06; (10+.06·100)/200 = .08, (2+6)/200 = .04, 6/100 = .06 for the host nobody has seen
	got := newEstimator(100, "platform").Estimate(Order, &l, make([]uint8, 3), nil)
	if want := []float64{0.08 / 0.06, 0.04 / 0.06, 1}; !near(got, want) {
		t.Errorf("signals %v, want %v", got, want)
	}
}

func TestSignalsAreShrunkTowardsTheCategory(t *testing.T) {
	var l Log
	l.Grow(4)
	for h, sales := range []float64{300, 100, 20, 0} {
		l.Add(h, Sales, sales)
		l.Add(h, Shown, []float64{100, 100, 100, 0}[h])
	}
	category := []uint8{0, 0, 5, 5}
	// m = 420/300 = 1.4; m_0 = (400+140)/300 = 1.8, m_5 = (20+140)/200 = .8
	got := newEstimator(100, "category").Estimate(GMV, &l, category, nil)
	want := []float64{(300 + 180) / 200.0 / 1.4, (100 + 180) / 200.0 / 1.4, (20 + 80) / 200.0 / 1.4, 0.8 / 1.4}
	if !near(got, want) {
		t.Errorf("signals %v, want %v", got, want)
	}
}

func TestSatisfactionIsPerRatingNotPerImpression(t *testing.T) {
	var l Log
	l.Grow(2)
	l.Add(0, Shown, 900) // shown and rated nine times as often, as well liked
	l.Add(1, Shown, 100)
	l.Add(0, Ratings, 90)
	l.Add(1, Ratings, 10)
	l.Add(0, RatingSum, 45)
	l.Add(1, RatingSum, 5)
	e := newEstimator(100, "platform")
	if got := e.Estimate(Satisfaction, &l, make([]uint8, 2), nil); !near(got, []float64{1, 1}) {
		t.Errorf("signals %v, want 1 for both", got)
	}
	l.Add(1, RatingSum, 4)
	// m = .54; 100 impressions bring 10 ratings: (9 + 10·.54)/20 = .72
	if got := e.Estimate(Satisfaction, &l, make([]uint8, 2), nil); !near(got[1:], []float64{0.72 / 0.54}) {
		t.Errorf("signal %v, want %v", got[1], 0.72/0.54)
	}
}

// Who brings more buyers and as many orders of earlier ones is worse by repurchase, however often it is shown.
func TestRepurchaseIsPerBuyerNotPerImpression(t *testing.T) {
	var l Log
	l.Grow(2)
	l.Add(0, Shown, 1000)
	l.Add(1, Shown, 1000)
	l.Add(0, FirstOrders, 30)
	l.Add(1, FirstOrders, 10)
	l.Add(0, RepeatOrders, 12)
	l.Add(1, RepeatOrders, 12)
	// m = 24/40 = .6; 500 impressions bring 10 buyers: (12 + 10·.6)/40 = .45, 18/20 = .9
	if got := newEstimator(500, "platform").Estimate(Repurchase, &l, make([]uint8, 2), nil); !near(got, []float64{.75, 1.5}) {
		t.Errorf("signals %v, want .75 and 1.5", got)
	}
}

func TestWithoutAnyEventAllLookAverage(t *testing.T) {
	var l Log
	l.Grow(3)
	l.Add(1, Shown, 50)
	for k := Signal(0); k < NumSignals; k++ {
		if got := newEstimator(300, "category").Estimate(k, &l, []uint8{0, 1, 2}, nil); !slices.Equal(got, []float64{1, 1, 1}) {
			t.Errorf("%v: %v", k, got)
		}
	}
}

func TestTheLogHalvesInAHalfLife(t *testing.T) {
	var l Log
	l.Grow(1)
	l.Add(0, Sales, 800)
	e := newEstimator(300, "category")
	for range int(e.HalfLife) {
		l.Pass(Sales, e.Keep(), 0, []int64{0})
	}
	if got := l.Sums[Sales][0]; math.Abs(got-400) > 1e-9 {
		t.Errorf("%v left of 800", got)
	}
}

func TestUnknownHostLooksLikeItsCategory(t *testing.T) {
	var l Log
	l.Grow(2)
	l.Add(0, Shown, 1000)
	l.Add(0, Sales, 1000)
	if got := newEstimator(100, "platform").Estimate(GMV, &l, make([]uint8, 2), nil); !near(got, []float64{1, 1}) {
		t.Errorf("signals %v", got)
	}
}

// A platform sees merit through a log: with more impressions the estimate comes closer to the truth.
func TestEstimatesImproveWithImpressions(t *testing.T) {
	const hosts, mean = 200, 0.05
	last := math.Inf(1)
	for _, shown := range []int{100, 1000, 10000} {
		var l Log
		l.Grow(hosts)
		merit := make([]float64, hosts)
		for h := range merit {
			draws := chance.Root(3).At(uint64(h))
			merit[h] = mean * (0.5 + draws.Uniform(1<<40))
			for n := range shown {
				if draws.Chance(uint64(n), merit[h]) {
					l.Add(h, Orders, 1)
				}
			}
			l.Add(h, Shown, float64(shown))
		}
		worst := 0.0
		for h, p := range newEstimator(300, "platform").Estimate(Order, &l, make([]uint8, hosts), nil) {
			worst += math.Abs(p-merit[h]/mean) / hosts
		}
		if worst >= last*0.7 {
			t.Errorf("mean error %.3f after %d impressions, %.3f after a tenth of them", worst, shown, last)
		}
		last = worst
	}
	if last > 0.05 {
		t.Errorf("mean error %.3f after 10,000 impressions", last)
	}
}

// V12 for signals: a host's estimate does not depend on its row.
func TestRelabelledHostsHaveTheRelabelledSignals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l, r Log
		n := rapid.IntRange(1, 40).Draw(t, "hosts")
		rows := make([]int, n)
		category, permuted := make([]uint8, n), make([]uint8, n)
		for h := range rows {
			rows[h] = h
			category[h] = uint8(rapid.IntRange(0, 4).Draw(t, "category"))
		}
		rows = rapid.Permutation(rows).Draw(t, "labels")
		l.Grow(n)
		r.Grow(n)
		for h, row := range rows {
			permuted[h] = category[row]
			for c := range NumCounts {
				amount := rapid.Float64Range(0, 1e6).Draw(t, "amount")
				l.Add(row, c, amount)
				r.Add(h, c, amount)
			}
		}
		for _, toward := range []string{"category", "platform"} {
			e := newEstimator(300, toward)
			for k := Signal(0); k < NumSignals; k++ {
				before, after := e.Estimate(k, &l, category, nil), e.Estimate(k, &r, permuted, nil)
				for h, row := range rows {
					if before[row] != after[h] || math.IsNaN(after[h]) {
						t.Fatalf("%v of host %d is %v, %v as number %d", k, row, before[row], after[h], h)
					}
				}
			}
		}
	})
}

func TestPipelineEstimatesWhatItsRulesRead(t *testing.T) {
	var l Log
	l.Grow(2)
	l.Add(0, Shown, 300)
	l.Add(0, Follows, 3)
	m := newMarket(t, setting{"weights.gmv", 0.0}, setting{"weights.follow", 1.0}, setting{"gate.entry_satisfaction", 0.5})
	v := plain(2)
	m.Estimate(&l, v.Category, v)
	var got []string
	for k, column := range v.Signals {
		if column != nil {
			got = append(got, fmt.Sprint(Signal(k)))
		}
	}
	if !slices.Equal(got, []string{"follow", "satisfaction"}) {
		t.Errorf("estimated %v", got)
	}
}

func BenchmarkEstimate(b *testing.B) {
	for _, n := range []int{400, 10000} {
		b.Run(fmt.Sprintf("hosts=%d", n), func(b *testing.B) {
			var l Log
			l.Grow(n)
			m, v := newMarket(b), plain(n)
			for h := range n {
				l.Add(h, Shown, float64(h))
				l.Add(h, Sales, float64(h%17))
				v.Category[h] = uint8(h % 12)
			}
			b.ReportAllocs()
			for b.Loop() {
				m.Estimate(&l, v.Category, v)
			}
		})
	}
}
