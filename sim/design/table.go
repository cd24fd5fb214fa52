package design

import (
	"math"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/student"
)

// Unit is what a size is given in.
type Unit uint8

// The units of sizes.
const (
	Percent Unit = iota // of the baseline's mean, without its sign
	Points              // percentage points of a share
	Own                 // the metric's own unit
)

// Size is half the width of an interval, or a difference.
type Size struct {
	Value float64
	In    Unit
}

// DefaultSize is 1 percentage point of a share, 0.01 of an index that may be 0 or less, and 2 % of the baseline of all else.
func DefaultSize(m metric.Metric) Size {
	switch reading := m.Reading(); {
	case reading == metric.Points:
		return Size{1, Points}
	case reading == metric.InUnit && m.Unit == "index":
		return Size{0.01, Own}
	}
	return Size{2, Percent}
}

// read is the size in the unit that differences in the metric are read in; undefined where that takes a baseline that is 0.
func (s Size) read(m metric.Metric, baseline float64) float64 {
	v := s.Value
	switch reading := m.Reading(); {
	case reading == metric.Points && s.In == Own:
		v *= 100
	case reading == metric.OfBaseline && s.In == Own:
		v *= 100 / baseline
	case reading == metric.InUnit && s.In == Percent:
		v *= math.Abs(baseline) / 100
	}
	if !(v > 0) || math.IsInf(v, 1) {
		return math.NaN()
	}
	return v
}

// Wish is what a comparison is to tell.
type Wish struct {
	Level     float64         // of intervals and tests
	Assurance float64         // with which intervals are to be narrow enough
	Power     float64         // with which differences are to be detected
	HalfWidth map[string]Size // by metric; DefaultSize where it is not said
	Detect    map[string]Size // by metric; DefaultSize where it is not said
}

// Usual is the wish where nobody said another: an assurance and a power of .8, and the default sizes.
func Usual(level float64) Wish { return Wish{Level: level, Assurance: 0.8, Power: 0.8} }

// Row says how sure the contrasts of a metric are, and what would make them surer. It is of the widest of them. Sizes are in the
// unit that the metric is read in.
type Row struct {
	Metric, Family, Scenario string  // of the widest contrast
	Replicates               int     // pairs that its spread is known from
	SD                       float64 // of the paired differences; see metric.Spread
	HalfWidth                float64 // of the interval with these pairs
	Width                    float64 // half-width asked for; NaN where it is a share of a baseline of 0
	ForWidth                 int     // replicates for it with the assurance; 0: not known, Most + 1: more than Most
	Detect                   float64 // difference asked for
	ForPower                 int     // replicates to detect it with the power in a single test; 0 and Most + 1 as above
	ForPowerHolm             int     // the same at the strictest level of Holm's adjustment over Tests; 0 also for a placebo
	Tests                    int     // of the family
}

// Primary reports whether the metric is among those that answer the study's question.
func (r Row) Primary() bool { return r.Family == record.Primary }

// Table says it for every metric in which some pairs differ, in the order of the contrasts. Contrasts are those of one study with
// its baseline.
func Table(contrasts []record.Contrast, wish Wish) []Row {
	return table(contrasts, wish, func(string) bool { return true })
}

// TableOf is Of of the table; it works out no other rows.
func TableOf(contrasts []record.Contrast, wish Wish, declared []string) []Row {
	wanted := map[string]bool{}
	for _, m := range metric.Primary(declared) {
		wanted[m.ID] = true
	}
	return Of(table(contrasts, wish, func(id string) bool { return wanted[id] }), declared)
}

func table(contrasts []record.Contrast, wish Wish, wanted func(id string) bool) []Row {
	tests := map[string]int{}
	at := map[string]int{}
	var rows []Row
	var of []record.Contrast
	for _, c := range contrasts {
		if c.Family != "" && c.P == c.P {
			tests[c.Family]++
		}
		sd := metric.Spread(c)
		if !(sd > 0) || !wanted(c.Metric) {
			continue
		}
		i, known := at[c.Metric]
		if !known {
			i = len(rows)
			at[c.Metric] = i
			rows, of = append(rows, Row{}), append(of, record.Contrast{})
		}
		if sd > rows[i].SD {
			rows[i], of[i] = Row{Metric: c.Metric, Family: c.Family, Scenario: c.Scenario, Replicates: c.Replicates, SD: sd}, c
		}
	}
	for i := range rows {
		rows[i].fill(of[i].BaselineMean, tests[rows[i].Family], wish)
	}
	return rows
}

func (r *Row) fill(baseline float64, tests int, wish Wish) {
	m, _ := metric.Find(r.Metric)
	size := func(said map[string]Size) float64 {
		if s, ok := said[m.ID]; ok {
			return s.read(m, baseline)
		}
		return DefaultSize(m).read(m, baseline)
	}
	r.HalfWidth = student.Quantile(wish.Level, r.Replicates-1) * r.SD / math.Sqrt(float64(r.Replicates))
	r.Width, r.Detect, r.Tests = size(wish.HalfWidth), size(wish.Detect), tests
	r.ForWidth = ForWidth(r.SD, r.Width, wish.Level, wish.Assurance)
	r.ForPower = ForPower(r.SD, r.Detect, wish.Level, wish.Power)
	if tests > 0 {
		r.ForPowerHolm = ForPower(r.SD, r.Detect, 1-(1-wish.Level)/float64(tests), wish.Power)
	}
}

// Of chooses the rows of the metrics that a study declares, the headline ones where it declares none, in that order.
func Of(rows []Row, declared []string) []Row {
	var out []Row
	for _, m := range metric.Primary(declared) {
		for _, r := range rows {
			if r.Metric == m.ID {
				out = append(out, r)
			}
		}
	}
	return out
}

// Shared says how far the contrasts of a metric go together since they share the baseline.
type Shared struct {
	Metric      string
	Contrasts   int             // with the baseline
	Replicates  int             // in which all scenarios are measured
	Correlation float64         // of the errors of two contrasts, mean over the pairs of scenarios; ½ for markets independent of each other
	Others      record.Contrast // of the baseline (as the scenario) with the mean of the others (as the baseline), without a family
}
