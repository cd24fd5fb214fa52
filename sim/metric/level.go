package metric

import (
	"math"

	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// DefaultLevel is the level of intervals where nobody chose another.
const DefaultLevel = 0.95

// Level is the mean of a metric over the replicates of a scenario, with the interval of that mean.
type Level struct {
	Scenario, Metric, Unit string
	Replicates             int     // in which the metric is defined
	Mean, Lo, Hi           float64 // NaN where no replicate defines the metric; Lo and Hi also where only one does
	Level                  float64 // of the interval
}

// ClearAt is the level at which what a ratio is relative to must be above 0, or the ratio is left blank.
const ClearAt = 0.99

// clearRatio is the ratio of the means with Fieller's interval of the level. All is NaN where the mean below the line is not clearly
// above 0 at ClearAt: nothing can be said relative to what may be nothing.
func clearRatio(r student.Ratio, level float64) (ratio, lo, hi float64) {
	if !r.Positive(ClearAt) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	return r.Fieller(level)
}

// Tally gathers levels from values that come one after the other: what it holds does not grow with the replicates
// (Welford 1962, Technometrics 4:419), as long as the values of a replicate come together.
type Tally struct {
	order []key
	found map[key]*moments
	pairs map[key]*pairing // of metrics that are ratios
}

// pairing pairs the values that a ratio is made of, by replicate.
type pairing struct {
	student.Ratio
	waiting map[int]float64 // one of the two, whose other has not come yet
}

// madeOf are the metrics that are ratios, by what they are made of.
var madeOf = func() map[string][]Metric {
	of := map[string][]Metric{}
	for _, m := range All() {
		for _, id := range m.Ratio {
			if id != "" {
				of[id] = append(of[id], m)
			}
		}
	}
	return of
}()

// pair takes in a value that ratios are made of.
func (t *Tally) pair(v record.Value) {
	for _, m := range madeOf[v.Metric] {
		k := key{v.Scenario, m.ID}
		p := t.pairs[k]
		if p == nil {
			p = &pairing{waiting: map[int]float64{}}
			if t.pairs == nil {
				t.pairs = map[key]*pairing{}
			}
			t.pairs[k] = p
		}
		other, there := p.waiting[v.Replicate]
		if !there {
			p.waiting[v.Replicate] = v.Value
			continue
		}
		delete(p.waiting, v.Replicate)
		above, below := other, v.Value
		if v.Metric == m.Ratio[0] {
			above, below = below, above
		}
		if above == above && below == below {
			p.Add(above, below)
		}
	}
}

type key struct{ scenario, metric string }

type moments struct {
	unit    string
	n       int
	mean    float64
	squares float64 // sum of squared deviations from the mean
}

// Add counts a value; one that is undefined counts as none, but its metric is known from then on.
func (t *Tally) Add(v record.Value) {
	t.pair(v)
	k := key{v.Scenario, v.Metric}
	m := t.found[k]
	if m == nil {
		m = &moments{unit: v.Unit}
		if t.found == nil {
			t.found = map[key]*moments{}
		}
		t.found[k], t.order = m, append(t.order, k)
	}
	if math.IsNaN(v.Value) {
		return
	}
	m.n++
	far := v.Value - m.mean
	m.mean += far / float64(m.n)
	m.squares += float64(far * (v.Value - m.mean))
}

// Levels returns the levels of every metric of every scenario, in the order in which they first appeared among the values. A level
// is mean ± t·s/√n over the n replicates in which the metric is defined, with Student's t of n−1 degrees of freedom. Of a metric
// that is a ratio of means it is Fieller's, blank where what the ratio is relative to is not clearly above 0.
func (t *Tally) Levels(level float64) []Level {
	out := make([]Level, len(t.order))
	for i, k := range t.order {
		m := *t.found[k]
		l := Level{k.scenario, k.metric, m.unit, m.n, m.mean, math.NaN(), math.NaN(), level}
		if m.n == 0 {
			l.Mean = math.NaN()
		}
		if m.n > 1 {
			l.Lo, l.Hi = student.Interval(m.mean, math.Sqrt(m.squares/float64(m.n-1)/float64(m.n)), level, m.n-1)
		}
		if p := t.pairs[k]; p != nil && m.n == 0 {
			l.Replicates = p.N
			l.Mean, l.Lo, l.Hi = clearRatio(p.Ratio, level)
		}
		out[i] = l
	}
	return out
}

// Levels are those of values that are all there.
func Levels(values []record.Value, level float64) []Level {
	var t Tally
	for _, v := range values {
		t.Add(v)
	}
	return t.Levels(level)
}

// LevelOf finds the level of a metric of a scenario; one that is not there is undefined.
func LevelOf(levels []Level, scenario, id string) Level {
	for _, l := range levels {
		if l.Scenario == scenario && l.Metric == id {
			return l
		}
	}
	return Level{Scenario: scenario, Metric: id, Mean: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Level: math.NaN()}
}

// Estimate returns the level as it is read: shares in %.
func (l Level) Estimate() Estimate {
	if l.Unit == "share" {
		return Estimate{Mid: 100 * l.Mean, Lo: 100 * l.Lo, Hi: 100 * l.Hi, Suffix: " %", N: l.Replicates}
	}
	return Estimate{Mid: l.Mean, Lo: l.Lo, Hi: l.Hi, N: l.Replicates}
}
