package answer

import (
	"livebazaar/sim/design"
	"livebazaar/sim/metric"
)

// Row is what a metric takes, for other programs. Sizes are in read_in.
type Row struct {
	Metric              string   `json:"metric"`
	Family              string   `json:"family"`   // "primary", that of the metric (secondary), or "" for a placebo
	Scenario            string   `json:"scenario"` // of the widest contrast
	Pairs               int      `json:"pairs"`    // that the spread is known from
	ReadIn              string   `json:"read_in"`
	SD                  *float64 `json:"sd"`                     // of the paired differences
	HalfWidth           *float64 `json:"half_width"`             // of the interval with these pairs
	ForHalfWidth        *float64 `json:"for_half_width"`         // asked for
	ReplicatesWidth     *int     `json:"replicates_half_width"`  // for it, with the assurance; 50,001: more than there may be; null: not known
	ForDifference       *float64 `json:"for_difference"`         // asked for
	ReplicatesPower     *int     `json:"replicates_detect"`      // to detect it in a single test, with the power
	ReplicatesPowerHolm *int     `json:"replicates_detect_holm"` // at the strictest level of Holm's adjustment over tests
	Tests               int      `json:"tests"`                  // of the family
	DoubtLow            *float64 `json:"times_low"`              // how many times fewer it may really take: the spread is known from few pairs
	DoubtHigh           *float64 `json:"times_high"`
}

func rows(of []design.Row) []Row {
	known := func(n int) *int {
		if n == 0 {
			return nil
		}
		return &n
	}
	out := []Row{}
	for _, r := range of {
		m, _ := metric.Find(r.Metric)
		low, high := design.Doubt(r.Replicates)
		out = append(out, Row{r.Metric, r.Family, r.Scenario, r.Replicates, m.ShownIn(), number(r.SD), number(r.HalfWidth),
			number(r.Width), known(r.ForWidth), number(r.Detect), known(r.ForPower), known(r.ForPowerHolm), r.Tests, number(low), number(high)})
	}
	return out
}

// Design is the table of replicates.
type Design struct {
	Level     float64 `json:"level"`
	Assurance float64 `json:"assurance"`
	Power     float64 `json:"power"`
	Metrics   []Row   `json:"metrics"` // primary ones and all others, in the order of the reference
}

func designOf(wish design.Wish, of []design.Row) Design {
	return Design{wish.Level, wish.Assurance, wish.Power, rows(of)}
}

// Shared says how far the contrasts of a metric go together.
type Shared struct {
	Metric      string   `json:"metric"`
	Contrasts   int      `json:"contrasts"`
	Replicates  int      `json:"replicates"`
	Correlation *float64 `json:"correlation"`              // of the errors of two contrasts, mean over the pairs of scenarios
	Others      Contrast `json:"baseline_less_the_others"` // the baseline (scenario) with the mean of the others (baseline), unadjusted
}

func shared(of metric.Edition, shared []design.Shared) []Shared {
	out := []Shared{}
	for _, s := range shared {
		out = append(out, Shared{s.Metric, s.Contrasts, s.Replicates, number(s.Correlation), ContrastOf(of, s.Others)})
	}
	return out
}
